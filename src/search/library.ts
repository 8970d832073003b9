import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { Scope } from '../domain.ts';
import { writeFault } from '../files.ts';
import type { FoundNote } from '../notes/find.ts';
import type { NoteParser } from '../notes/note-parser.ts';
import type { Embedder } from './embedder.ts';
import type { Generation } from './generation.ts';
import { DamagedGenerationError, generationFolder, readCurrentGeneration } from './generation-files.ts';
import type { Source } from './retrieve.ts';
import { brokenNotes, type IndexReport, isFresh, type Progress, sizeOf, updateIndex } from './update-index.ts';
import type { VectorIndex, VectorIndexes } from './vector-index.ts';

/** What a library is made of; everything that touches the world comes in here. */
export interface LibraryParts {
  readonly scope: Scope;
  /** The notes folder. */
  readonly notesDir: string;
  /** What the folder is called in the index's name; where it is, when left out. */
  readonly name?: string;
  readonly dataDir: string;
  /** The configured model: hub id or folder. Its vectors are told apart by `Embedder.id`. */
  readonly model: string;
  readonly chunkerVersion: number;
  /** The notes as they are on disk now. Throws UserError when the folder cannot be read. */
  readonly findNotes: (folder: string) => Promise<FoundNote[]>;
  readonly openParser: () => NoteParser;
  readonly embedder: () => Promise<Embedder>;
  readonly indexes: VectorIndexes;
  /** Makes ahead what answering from a generation takes. */
  readonly prepare?: (generation: Generation) => Promise<void>;
  /** Undefined when another writer holds the data folder. */
  readonly takeLock: (dataDir: string) => { release(): void } | undefined;
  readonly newId: () => string;
  /** A sentence for the log: a damaged index, and what is done about it. */
  readonly warn: (message: string) => void;
}

export interface UpdateEvents {
  readonly onProgress?: (progress: Progress) => void;
  readonly keywordsFirst?: boolean;
  /** Parse again what could not be parsed before: a slow moment breaks a good note. */
  readonly retryBroken?: boolean;
  /** A new generation answers from now on. */
  readonly onGeneration?: () => void;
}

/** `busy`: another process is writing; the current generation stays. */
export type UpdateOutcome =
  | { readonly kind: 'updated' | 'unchanged'; readonly report: IndexReport }
  | { readonly kind: 'busy' };

/** One scope's notes, indexed: the generation that answers, and the way to the next one. */
export interface Library {
  /** What questions are answered from now; undefined before the first generation. */
  source(): Source | undefined;
  /** Takes up the generation on disk, which another process may have made. True when it is a new one. */
  load(): Promise<boolean>;
  /** Brings the index up to date with the notes folder. */
  update(events?: UpdateEvents): Promise<UpdateOutcome>;
  /** Builds the approximate index of the current generation if it is missing, and attaches it; warns where it cannot. */
  attachIndex(signal?: AbortSignal): Promise<void>;
}

/** Opens the index of a notes folder, model and chunker; the folder need not have been indexed before. */
export async function openLibrary(parts: LibraryParts): Promise<Library> {
  const { scope, dataDir, notesDir, model, chunkerVersion, indexes } = parts;
  // Where the folder is missing, findNotes says so later, in the user's words.
  const notesPath = parts.name ?? (await realpath(notesDir).catch(() => notesDir));
  const source = JSON.stringify({ scope, notes: notesPath, model, chunker: chunkerVersion });
  const folder = join(dataDir, 'indexes', createHash('sha256').update(source).digest('hex').slice(0, 16));

  let generation: Generation | undefined;
  let index: VectorIndex | undefined;
  /** The graph being built; of no use once there is a newer generation. */
  let building: AbortController | undefined;

  /** Adopts in turn, so that none is overtaken by the one before it; not where `isLate` says so by then. */
  let adopted: Promise<unknown> = Promise.resolve();
  const adopt = (next: Generation, isLate = () => false): Promise<boolean> => {
    const turn = adopted.then(async () => {
      if (isLate()) return false;
      await takeUp(next);
      return true;
    });
    adopted = turn.catch(() => undefined);
    return turn;
  };

  const takeUp = async (next: Generation): Promise<void> => {
    await parts.prepare?.(next);
    const table = next.vectors?.table;
    const attached = table && ((await indexes.open(generationFolder(folder, next.id), table)) ?? indexes.exact(table));
    generation = next;
    index = attached;
    building?.abort();
  };

  let warned: string | undefined;
  /** What this process is writing it takes up by itself: there is one writer. */
  let isWriting = false;
  const load = async (): Promise<boolean> => {
    if (isWriting) return false;
    const before = generation;
    try {
      const next = await readCurrentGeneration(folder, source, before?.id);
      // What an update of this process made meanwhile is newer than what was read.
      return next !== undefined && (await adopt(next, () => generation !== before));
    } catch (error) {
      if (!(error instanceof DamagedGenerationError)) throw error;
      if (error.message !== warned) parts.warn(`색인이 손상되어 다시 만들어요: ${error.message}`);
      warned = error.message;
      return false;
    }
  };

  const unchanged = (current: Generation, found: readonly FoundNote[], started: number): UpdateOutcome => ({
    kind: 'unchanged',
    report: {
      ...sizeOf(current),
      embedded: 0,
      reused: current.passages.length,
      removed: 0,
      broken: brokenNotes(found, current.notes),
      ms: Math.round(performance.now() - started),
    },
  });

  return {
    source: () => generation && { scope, generation, index },
    load,
    async update(events = {}) {
      const started = performance.now();
      const found = await parts.findNotes(notesDir);
      const retry = events.retryBroken ?? false;
      // The model is asked last: loading it is what takes time.
      const fresh = async () =>
        !(retry && generation?.notes.some(({ broken }) => broken !== undefined)) &&
        isFresh(generation, found) &&
        isFresh(generation, found, (await parts.embedder()).id)
          ? generation
          : undefined;
      const current = await fresh();
      if (current !== undefined) return unchanged(current, found, started);

      let lock: { release(): void } | undefined;
      try {
        lock = parts.takeLock(dataDir);
        if (lock === undefined) return { kind: 'busy' };
        // Another process may have done the work between the look and the lock.
        await load();
        const theirs = await fresh();
        if (theirs !== undefined) return unchanged(theirs, found, started);
        isWriting = true;
        const told: Promise<void>[] = [];
        const report = await updateIndex({
          ...parts,
          folder,
          source,
          found,
          current: generation,
          keywordsFirst: events.keywordsFirst ?? false,
          retryBroken: retry,
          onProgress: events.onProgress ?? (() => undefined),
          onGeneration: (next) => {
            told.push(adopt(next).then(() => events.onGeneration?.()));
          },
        });
        await Promise.all(told);
        return { kind: 'updated', report: { ...report, ms: Math.round(performance.now() - started) } };
      } catch (error) {
        throw writeFault(dataDir, error);
      } finally {
        isWriting = false;
        lock?.release();
      }
    },
    async attachIndex(signal) {
      const current = generation;
      const table = current?.vectors?.table;
      if (current === undefined || table === undefined) return;
      const place = generationFolder(folder, current.id);
      const own = new AbortController();
      building?.abort();
      building = own;
      const ended = signal === undefined ? own.signal : AbortSignal.any([own.signal, signal]);
      try {
        if ((await indexes.open(place, table)) === undefined) await indexes.build(place, table, ended);
      } catch (error) {
        const fault = writeFault(dataDir, error);
        const reason = fault instanceof Error ? fault.message : String(fault);
        if (!ended.aborted) parts.warn(`HNSW 색인을 만들지 못해 모두 비교하며 답해요: ${reason}`);
        return;
      }
      const built = await indexes.open(place, table);
      // A newer generation may have come while this one's graph was built.
      if (built !== undefined && generation === current) index = built;
    },
  };
}
