import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { BrokenNoteError } from '../notes/broken-note-error.ts';
import type { FoundNote } from '../notes/find.ts';
import type { NoteParser } from '../notes/note-parser.ts';
import type { Embedder } from './embedder.ts';
import { openEmbeddingLog } from './embedding-log.ts';
import { embeddingInputs, type Generation, type IndexedNote, type ModelVectors, makeGeneration } from './generation.ts';
import { publishGeneration } from './generation-files.ts';
import { packVectors, vectorAt } from './vector-table.ts';

/** Texts embedded between two progress reports; also what a killed build loses at most. */
const CHUNK = 64;

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
  const readable = found.flatMap((note) => ('hash' in note ? [note] : []));
  const known = new Map(current.notes.map((note) => [note.file, note.hash]));
  return readable.length === known.size && readable.every(({ file, hash }) => known.get(file) === hash);
}

/** Notes that do not take part, with the reason: not readable now, or not parsable as they are. */
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

  let generation = makeGeneration(options.newId(), notes, undefined);
  const publish = async () => {
    await publishGeneration(options.folder, options.source, generation);
    options.onGeneration(generation);
  };
  // Where nothing could answer before, keywords answer within seconds.
  if (current === undefined || current.vectors === undefined) await publish();

  const { vectors, computed, forgetLog } = await embed(options, generation);
  generation = makeGeneration(options.newId(), notes, vectors);
  await publish();
  await forgetLog();

  const broken = brokenNotes(options.found, notes);
  const ids = new Set(generation.passages.map(({ id }) => id));
  const inputs = embeddingInputs(generation);
  const embedded = generation.passages.filter((_, i) => computed.has(inputs[i]?.key ?? '')).length;
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

/** Every note parsed; one that did not change keeps the passages it has. */
async function parseChanged({ found, current, openParser, retryBroken }: UpdateOptions): Promise<IndexedNote[]> {
  const known = new Map(current?.notes.map((note) => [note.file, note]));
  const parser = openParser();
  const parse = async (file: string, text: string) => {
    try {
      const { sections, passages } = await parser.parse(file, text);
      return { sections, passages };
    } catch (error) {
      if (!(error instanceof BrokenNoteError)) throw error;
      return { sections: [], passages: [], broken: error.reason };
    }
  };
  try {
    const notes: IndexedNote[] = [];
    for (const note of found) {
      if ('reason' in note) continue;
      const before = known.get(note.file);
      const isKnown = before?.hash === note.hash && !(retryBroken && before.broken !== undefined);
      notes.push(isKnown ? before : { ...note, ...(await parse(note.file, note.text)) });
    }
    return notes;
  } finally {
    // Its memory is needed by the model, which comes next.
    await parser.close();
  }
}

/** Vectors of all inputs: known ones from the current generation and the log, the rest computed in chunks. */
async function embed({ folder, current, embedder: open, onProgress }: UpdateOptions, generation: Generation) {
  const embedder = await open();
  const known = new Map<string, Float32Array>();
  if (current?.vectors?.model === embedder.id) {
    const { table } = current.vectors;
    embeddingInputs(current).forEach(({ key }, row) => {
      known.set(key, vectorAt(table, row));
    });
  }
  const log = await openEmbeddingLog(join(folder, 'embeddings.log'), embedder.id, embedder.dimensions);
  for (const [key, vector] of log.vectors) known.set(key, vector);

  const inputs = embeddingInputs(generation);
  const missing = [...new Map(inputs.filter(({ key }) => !known.has(key)).map((input) => [input.key, input])).values()];
  const length = (some: readonly { text: string }[]) => some.reduce((sum, { text }) => sum + text.length, 0);
  const total = length(missing);
  let done = 0;
  for (let start = 0; start < missing.length; start += CHUNK) {
    onProgress({ done, total });
    const chunk = missing.slice(start, start + CHUNK);
    done += length(chunk);
    const made = await embedder.embed(
      chunk.map(({ text }) => text),
      'passage',
    );
    const entries = chunk.map(({ key }, i) => ({ key, vector: made[i] ?? new Float32Array() }));
    await log.append(entries);
    for (const { key, vector } of entries) known.set(key, vector);
  }
  if (missing.length > 0) onProgress({ done, total });

  const rows = inputs.map(({ key }) => known.get(key) ?? new Float32Array());
  const vectors: ModelVectors = { model: embedder.id, table: packVectors(rows, embedder.dimensions) };
  return { vectors, computed: new Set(missing.map(({ key }) => key)), forgetLog: log.remove };
}
