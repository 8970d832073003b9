import { Worker } from 'node:worker_threads';
import type { ParsedNote } from '../domain.ts';
import { workerFile } from '../paths.ts';
import type { ParseReply, ParseRequest } from './notes-worker.ts';

/** What became of one note: parsed, or the reason (Korean) why it could not be. */
type Outcome = { readonly note: ParsedNote } | { readonly fault: string; readonly cause?: unknown };

/** A place for one worker at a time, one note at a time. */
export interface Seat {
  /** Rejects only when the worker cannot be started at all. */
  run(request: ParseRequest): Promise<Outcome>;
  /** Ends the worker; a note in work is given up. */
  end(): Promise<void>;
}

type WorkerEvent = ParseReply | { readonly error: unknown } | { readonly exit: number };

/** Many times what an ordinary note of 1 MB needs: only notes made to hurt take more. */
const HEAP_MB = 512;

/**
 * Opens a seat that gives each note `timeoutMs` and `heapMb` of memory, and whose worker is replaced, for the next note,
 * when it had to be ended.
 */
export function openSeat(timeoutMs: number, heapMb: number = HEAP_MB): Seat {
  let thread: Worker | undefined;
  let hear: (event: WorkerEvent) => void = () => {};
  /** The next thing that happens to the current worker. */
  const nextEvent = () => new Promise<WorkerEvent>((resolve) => (hear = resolve));

  const start = async (): Promise<Worker> => {
    const worker = new Worker(workerFile('notes-worker'), { resourceLimits: { maxOldGenerationSizeMb: heapMb } });
    // An ended worker may still report something: nobody is left to hear it.
    const report = (event: WorkerEvent) => worker === thread && hear(event);
    thread = worker;
    worker.on('message', (reply: ParseReply) => report(reply));
    worker.on('error', (error) => report({ error }));
    worker.on('exit', (exit) => {
      report({ exit });
      if (worker === thread) thread = undefined;
    });
    const event = await nextEvent();
    if ('ready' in event) return worker;
    thread = undefined;
    throw new Error('The notes worker did not start (is dist/ built? npm run prepare)', { cause: event });
  };

  const end = async () => {
    const worker = thread;
    thread = undefined;
    hear({ exit: 0 });
    await worker?.terminate();
  };

  const outcomeOf = (event: WorkerEvent | 'late'): Outcome => {
    if (event === 'late') return { fault: `${timeoutMs / 1000}초 안에 끝나지 않았어요` };
    if ('note' in event || 'fault' in event) return event;
    if ('error' in event) return { fault: '읽는 중에 메모리가 모자라거나 오류가 났어요', cause: event.error };
    return { fault: '읽는 중에 멈췄어요', cause: event };
  };

  return {
    async run(request) {
      const worker = thread ?? (await start());
      worker.ref();
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<'late'>((resolve) => {
        timer = setTimeout(resolve, timeoutMs, 'late');
      });
      const event = nextEvent();
      worker.postMessage(request);
      const first = await Promise.race([event, late]);
      clearTimeout(timer);
      if (first === 'late' || !('note' in first || 'fault' in first)) await end();
      worker.unref();
      return outcomeOf(first);
    },
    end,
  };
}
