import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { hnswIndexes } from './adapters/hnsw-index.ts';
import { openTransformersEmbedder } from './adapters/transformers-embedder.ts';
import { takeWriterLock } from './adapters/writer-lock.ts';
import { answerQuestion, type ExplainedAnswer } from './answer/answer.ts';
import type { Config } from './config.ts';
import type { Log } from './log.ts';
import { findNotes } from './notes/find.ts';
import { openNoteParser } from './notes/note-parser.ts';
import { CHUNKER_VERSION } from './notes/passages.ts';
import { readPacks } from './packs/read-packs.ts';
import { openTutor } from './packs/tutor.ts';
import { PACKS_DIR } from './paths.ts';
import type { Embedder } from './search/embedder.ts';
import { openLibrary, type UpdateEvents, type UpdateOutcome } from './search/library.ts';
import type { Source } from './search/retrieve.ts';
import { aliasesOf } from './search/vocabulary.ts';

/** Seogi, put together: what the terminal, the command lines and Discord all talk to. */
export interface Seogi {
  /** Answers from what is indexed now; by keywords alone while the vectors are not there. */
  ask(question: string, previous?: string): Promise<ExplainedAnswer>;
  /** Brings the index up to date with the notes folder. */
  update(events?: UpdateEvents): Promise<UpdateOutcome>;
  /** Takes up what another process indexed. */
  reload(): Promise<boolean>;
  /** Builds the HNSW graph of the current generation if it is missing, and uses it from then on. */
  attachIndex(): Promise<void>;
  /** What is answered from now; empty before the first generation. */
  sources(): readonly Source[];
  /** Whether two names mean the same thing in what is indexed now: in another script, abbreviated, by a domain pack. */
  sameName(a: string, b: string): boolean;
  /** A name's other spellings that the notes or a domain pack give. */
  readings(name: string): readonly string[];
  close(): Promise<void>;
}

/**
 * The only place where the parts are constructed and wired. Nothing heavy is started before it is needed. Throws UserError
 * where a domain pack cannot be read.
 */
export async function openSeogi(config: Config, log: Log): Promise<Seogi> {
  const stop = new AbortController();
  let embedder: Promise<Embedder> | undefined;
  const openEmbedder = () => {
    embedder ??= openTransformersEmbedder({
      model: config.model,
      cacheDir: join(config.dataDir, 'models'),
      ...(config.hubUrl && { hubUrl: config.hubUrl }),
      onStatus: (message) => log.info(message),
    });
    // A model that could not be loaded (no network, say) is tried again at the next need.
    embedder.catch(() => {
      embedder = undefined;
    });
    return embedder;
  };

  const tutor = openTutor(await readPacks(PACKS_DIR));

  const library = await openLibrary({
    scope: 'shared',
    notesDir: config.notesDir,
    dataDir: config.dataDir,
    model: config.model,
    chunkerVersion: CHUNKER_VERSION,
    findNotes,
    openParser: () => openNoteParser(),
    embedder: openEmbedder,
    indexes: hnswIndexes,
    takeLock: takeWriterLock,
    newId: () => `${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}-${randomBytes(3).toString('hex')}`,
    warn: (message) => log.warn(message),
  });
  const sources = () => [library.source()].flatMap((source) => source ?? []);

  const aliases = () => sources().map(({ generation }) => aliasesOf(generation, tutor.names));

  const reload = async () => {
    const changed = await library.load();
    // Vectors to answer from: the next thing needed is the model. Without them, notes are parsed first, on all cores.
    // What goes wrong with it is told to whoever asks for it.
    if (library.source()?.index !== undefined) openEmbedder().catch(() => undefined);
    return changed;
  };

  return {
    sources,
    sameName: (a, b) => aliases().some(({ same }) => same(a, b)),
    readings: (name) => [...new Set(aliases().flatMap(({ listed }) => listed(name)))],
    reload,
    attachIndex: () => library.attachIndex(stop.signal),
    update: library.update,
    async ask(question, previous) {
      // Another process may have indexed since; to look costs a few bytes.
      await reload();
      const ready = sources().some(({ index }) => index !== undefined);
      const tools = { embedder: ready ? await openEmbedder() : undefined, hints: tutor.hints };
      return answerQuestion(sources(), question, tools, previous);
    },
    async close() {
      stop.abort();
      await embedder?.then((open) => open.close()).catch(() => undefined);
    },
  };
}
