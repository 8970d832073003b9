import type { ParsedNote } from '../domain.ts';
import { BrokenNoteError } from './broken-note-error.ts';
import { openSeat } from './worker-seat.ts';

/** Parses notes off the main thread. */
export interface NoteParser {
  /** Rejects with BrokenNoteError when this note cannot be parsed; other notes are not concerned. */
  parse(file: string, text: string): Promise<ParsedNote>;
  /** Ends the workers; what is not parsed yet is rejected with an ordinary error. */
  close(): Promise<void>;
}

/**
 * Opens a parser of `workers` (1) threads that gives each note `timeoutMs` (10,000). Threads start with the first note
 * and do not keep the process alive while idle.
 */
export function openNoteParser(options: { timeoutMs?: number; workers?: number } = {}): NoteParser {
  const { timeoutMs = 10_000, workers = 1 } = options;
  const seats = Array.from({ length: Math.max(1, workers) }, () => openSeat(timeoutMs));
  const idle = [...seats];
  const waiting: (() => void)[] = [];
  let isClosed = false;

  return {
    async parse(file, text) {
      while (!isClosed && idle.length === 0) await new Promise<void>((resolve) => waiting.push(resolve));
      const seat = isClosed ? undefined : idle.pop();
      if (!seat) throw new Error('The note parser is closed');
      try {
        const outcome = await seat.run({ file, text });
        if ('note' in outcome) return outcome.note;
        throw new BrokenNoteError(file, outcome.fault, { cause: outcome.cause });
      } catch (error) {
        throw isClosed ? new Error('The note parser was closed while it parsed a note', { cause: error }) : error;
      } finally {
        idle.push(seat);
        waiting.shift()?.();
      }
    },
    async close() {
      isClosed = true;
      for (const wake of waiting.splice(0)) wake();
      await Promise.all(seats.map((seat) => seat.end()));
    },
  };
}
