import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openBreath } from '../breathe.ts';
import { BrokenNoteError } from '../notes/broken-note-error.ts';
import type { FoundNote } from '../notes/find.ts';
import type { NoteParser } from '../notes/note-parser.ts';
import type { Embedder } from './embedder.ts';
import { openEmbeddingLog } from './embedding-log.ts';
import {
  embeddingInput,
  embeddingKeys,
  type Generation,
  type IndexedNote,
  type ModelVectors,
  prepareGeneration,
  withVectors,
} from './generation.ts';
import { publishGeneration } from './generation-files.ts';
import { copyRows, emptyTable, setVector } from './vector-table.ts';

/** Texts embedded between two progress reports; also what a killed build loses at most. */
const CHUNK = 64;

/** Rows copied at once, at most: 400 KB of the model that Seogi comes with. */
const BLOCK = 256;

/** What bringing an index up to date did. Counts are passages unless they say otherwise. */
export interface IndexReport {
  readonly files: number;
  readonly sections: number;
  readonly passages: number;
  readonly lines: number;
  /** Passages whose vectors were computed now. */
  readonly embedded: number;
  /** Passages whose vectors were known already. */
  readonly reused: number;
  /** Passages of the last generation that are gone. */
  readonly removed: number;
  /** Notes that could not be read or parsed, with the reason in Korean. */
  readonly broken: readonly { readonly file: string; readonly reason: string }[];
  readonly ms: number;
}

/** How far embedding is, in characters done and in all: what takes time is their number, not that of the texts. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

export interface UpdateOptions {
  readonly folder: string;
  /** What the index is made of; stands in the manifest. */
  readonly source: string;
  readonly found: readonly FoundNote[];
  /** The generation to build upon. */
  readonly current: Generation | undefined;
  readonly openParser: () => NoteParser;
  readonly embedder: () => Promise<Embedder>;
  readonly newId: () => string;
  readonly onProgress: (progress: Progress) => void;
  /** Publish a generation that answers by keywords before the model is asked for anything. */
  readonly keywordsFirst: boolean;
  /** Parse again what could not be parsed before. */
  readonly retryBroken: boolean;
  /** Called for each generation that became current, keywords first. */
  readonly onGeneration: (generation: Generation) => void;
}

/** Whether the generation holds exactly the notes found, with vectors of `model` (undefined: any model's). */
export function isFresh(current: Generation | undefined, found: readonly FoundNote[], model?: string): boolean {
  if (current?.vectors === undefined || (model !== undefined && current.vectors.model !== model)) return false;
  const files = new Set(found.map(({ file }) => file));
  const known = new Map(current.notes.map((note) => [note.file, note.hash]));
  // What cannot be read now stays as it was.
  const isKnown = (note: FoundNote) => !('hash' in note) || known.get(note.file) === note.hash;
  return found.every(isKnown) && current.notes.every(({ file }) => files.has(file));
}

/** Notes that do not take part as they are now, with the reason: not readable, or not parsable. */
export function brokenNotes(found: readonly FoundNote[], notes: readonly IndexedNote[]) {
  return [
    ...found.flatMap((note) => ('reason' in note ? [note] : [])),
    ...notes.flatMap(({ file, broken }) => (broken === undefined ? [] : [{ file, reason: broken }])),
  ];
}

/** Brings an index up to date: parses what changed, embeds what is new, publishes the generation. */
export async function updateIndex(options: UpdateOptions): Promise<Omit<IndexReport, 'ms'>> {
  const { current } = options;
  const notes = await parseChanged(options);
  // Where a command waits for the vectors anyway, a model that cannot be loaded is to leave nothing behind.
  if (!options.keywordsFirst) await options.embedder();
  await mkdir(options.folder, { recursive: true });

  let generation = await prepareGeneration(options.newId(), notes, undefined);
  const publish = async () => {
    await publishGeneration(options.folder, options.source, generation);
    options.onGeneration(generation);
  };
  // Where nothing could answer before, keywords answer within seconds.
  if (current === undefined || current.vectors === undefined) await publish();

  const { vectors, keys, computed, forgetLog } = await embed(options, generation);
  generation = withVectors(generation, options.newId(), vectors);
  await publish();
  await forgetLog();

  const broken = brokenNotes(options.found, notes);
  const ids = new Set(generation.passages.map(({ id }) => id));
  const embedded = generation.passages.filter((_, row) => computed.has(keys[row] ?? '')).length;
  return {
    ...sizeOf(generation),
    embedded,
    reused: generation.passages.length - embedded,
    removed: current?.passages.filter(({ id }) => !ids.has(id)).length ?? 0,
    broken,
  };
}

/** How much a generation holds. */
export function sizeOf({ notes, passages, lines }: Generation) {
  return {
    files: notes.filter(({ broken }) => broken === undefined).length,
    sections: notes.reduce((sum, note) => sum + note.sections.length, 0),
    passages: passages.length,
    lines: lines.length,
  };
}

type ReadNote = Extract<FoundNote, { readonly hash: string }>;

/** Every note parsed; one that did not change keeps the passages it has, and so does one that is broken now. */
async function parseChanged({ found, current, openParser, retryBroken }: UpdateOptions): Promise<IndexedNote[]> {
  const known = new Map(current?.notes.map((note) => [note.file, note]));
  const parser = openParser();
  const parse = async ({ file, hash, text }: ReadNote): Promise<IndexedNote> => {
    try {
      const { sections, passages } = await parser.parse(file, text);
      return { file, hash, text, sections, passages };
    } catch (error) {
      if (!(error instanceof BrokenNoteError)) throw error;
      const nothing = { text, sections: [], passages: [] };
      return { ...nothing, ...known.get(file), file, hash, broken: error.reason };
    }
  };
  try {
    const notes: IndexedNote[] = [];
    for (const note of found) {
      const before = known.get(note.file);
      if ('reason' in note) {
        if (before !== undefined) notes.push(before);
        continue;
      }
      const isKnown = before?.hash === note.hash && !(retryBroken && before.broken !== undefined);
      notes.push(isKnown ? before : await parse(note));
    }
    return notes;
  } finally {
    // Its memory is needed by the model, which comes next.
    await parser.close();
  }
}

/** Vectors of all rows: known ones from the current generation and the log, the rest computed in chunks. */
async function embed({ folder, current, embedder: open, onProgress }: UpdateOptions, generation: Generation) {
  const embedder = await open();
  const breathe = openBreath();
  const before = current?.vectors?.model === embedder.id ? current.vectors.table : undefined;
  /** Rows of the current generation by their keys. */
  const rows = new Map<string, number>();
  if (current !== undefined && before !== undefined) {
    for (const [row, key] of (await embeddingKeys(current)).entries()) {
      rows.set(key, row);
      await breathe();
    }
  }
  const log = await openEmbeddingLog(join(folder, 'embeddings.log'), embedder.id, embedder.dimensions);

  const keys = await embeddingKeys(generation);
  /** What is to be embedded, each once, by its key. */
  const missing = new Map<string, string>();
  for (const [row, key] of keys.entries()) {
    const isKnown = rows.has(key) || log.vectors.has(key) || missing.has(key);
    if (!isKnown) missing.set(key, embeddingInput(generation, row));
    await breathe();
  }
  await embedAll([...missing], embedder, onProgress, (entries) => log.append(entries));

  const table = emptyTable(keys.length, embedder.dimensions);
  const rowOf = (row: number) => rows.get(keys[row] ?? '');
  for (let row = 0; row < keys.length; ) {
    const from = rowOf(row);
    let count = 1;
    if (before === undefined || from === undefined) {
      setVector(table, row, log.vectors.get(keys[row] ?? '') ?? new Float32Array());
    } else {
      // Those of the current generation were looked at when they were new; most stand together as they did.
      while (count < BLOCK && rowOf(row + count) === from + count) count++;
      copyRows(table, row, before, from, count);
    }
    row += count;
    await breathe();
  }
  const vectors: ModelVectors = { model: embedder.id, table };
  return { vectors, keys, computed: new Set(missing.keys()), forgetLog: log.remove };
}

/** Embeds texts, named by their keys, a chunk at a time; `take` keeps each chunk before the next is begun. */
async function embedAll(
  missing: readonly (readonly [key: string, text: string])[],
  embedder: Embedder,
  onProgress: UpdateOptions['onProgress'],
  take: (entries: readonly { readonly key: string; readonly vector: Float32Array }[]) => Promise<void>,
): Promise<void> {
  const length = (some: typeof missing) => some.reduce((sum, [, text]) => sum + text.length, 0);
  const total = length(missing);
  let done = 0;
  for (let start = 0; start < missing.length; start += CHUNK) {
    onProgress({ done, total });
    const chunk = missing.slice(start, start + CHUNK);
    done += length(chunk);
    const texts = chunk.map(([, text]) => text);
    const made = await embedder.embed(texts, 'passage');
    await take(chunk.map(([key], i) => ({ key, vector: made[i] ?? new Float32Array() })));
  }
  if (missing.length > 0) onProgress({ done, total });
}
