import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { hnswIndexes } from './adapters/hnsw-index.ts';
import { openTransformersEmbedder } from './adapters/transformers-embedder.ts';
import { takeWriterLock } from './adapters/writer-lock.ts';
import { answerQuestion, type ExplainedAnswer } from './answer/answer.ts';
import type { Config } from './config.ts';
import type { Scope } from './domain.ts';
import type { Log } from './log.ts';
import { findNotes } from './notes/find.ts';
import { openNoteParser } from './notes/note-parser.ts';
import { CHUNKER_VERSION } from './notes/passages.ts';
import { readPacks } from './packs/read-packs.ts';
import { openTutor, type Tutor } from './packs/tutor.ts';
import { PACKS_DIR } from './paths.ts';
import type { Embedder } from './search/embedder.ts';
import { type IndexState, openLibraries } from './search/libraries.ts';
import type { UpdateEvents, UpdateOutcome } from './search/library.ts';
import type { Source } from './search/retrieve.ts';
import { aliasesOf, prepareAliases } from './search/vocabulary.ts';
import { type NotesWatch, type WatchEvents, watchNotes } from './watch-notes.ts';

/**
 * Seogi, put together: what the terminal, the command lines and Discord all talk to. Where no scope is named, it is that
 * of everybody's notes; a server's holds its own beside them.
 */
export interface Seogi {
  /** Answers from what is indexed now; by keywords alone while the vectors are not there. */
  ask(question: string, previous?: string, scope?: Scope): Promise<ExplainedAnswer>;
  /** Brings the index up to date with the notes folder. */
  update(events?: UpdateEvents, scope?: Scope): Promise<UpdateOutcome>;
  /** Takes up what another process indexed. */
  reload(scope?: Scope): Promise<boolean>;
  /** Builds the HNSW graph of the current generation if it is missing, and uses it from then on. */
  attachIndex(): Promise<void>;
  /** What is answered from now; empty before the first generation. */
  sources(scope?: Scope): readonly Source[];
  /** How bringing the index up to date went. */
  state(scope?: Scope): IndexState;
  /** Keeps the indexes up to date with the notes folder and the servers' own from now on, until it is closed. */
  watch(events: WatchEvents): void;
  /** Whether two names mean the same thing in what is indexed now: in another script, abbreviated, by a domain pack. */
  sameName(a: string, b: string, scope?: Scope): boolean;
  /** A name's other spellings that the notes or a domain pack give. */
  readings(name: string, scope?: Scope): readonly string[];
  close(): Promise<void>;
}

/**
 * The only place where the parts are constructed and wired. Nothing heavy is started before it is needed; a domain pack
 * that cannot be read rejects `reload` and `ask` with a UserError.
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

  const packs = readPacks(PACKS_DIR).then(openTutor);
  // Told by whoever first needs them, not as an unhandled rejection.
  packs.catch(() => undefined);
  let tutor: Tutor | undefined;
  let watching: NotesWatch | undefined;

  const libraries = await openLibraries({
    notesDir: config.notesDir,
    dataDir: config.dataDir,
    model: config.model,
    chunkerVersion: CHUNKER_VERSION,
    findNotes,
    openParser: () => openNoteParser(),
    embedder: openEmbedder,
    indexes: hnswIndexes,
    // What is wrong with the packs is told to whoever asks.
    prepare: (generation) => packs.then(({ names }) => prepareAliases(generation, names)).catch(() => undefined),
    takeLock: takeWriterLock,
    newId: () => `${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}-${randomBytes(3).toString('hex')}`,
    warn: (message) => log.warn(message),
  });
  const { sources } = libraries;

  const aliases = (scope: Scope) =>
    sources(scope).flatMap(({ generation }) => (tutor === undefined ? [] : aliasesOf(generation, tutor.names)));

  const reload = async (scope: Scope = 'shared') => {
    const changed = await libraries.load(scope);
    // Another process may have made it of other notes, or somebody may have put an old one back.
    if (changed) watching?.changed(scope);
    // Vectors to answer from: the next thing needed is the model. Without them, notes are parsed first, on all cores.
    // What goes wrong with it is told to whoever asks for it.
    if (sources(scope).some(({ index }) => index !== undefined)) openEmbedder().catch(() => undefined);
    tutor = await packs;
    // Names are laid out while the model is loaded, rather than when somebody waits for an answer.
    aliases(scope);
    return changed;
  };

  return {
    sources: (scope = 'shared') => sources(scope),
    sameName: (a, b, scope = 'shared') => aliases(scope).some(({ same }) => same(a, b)),
    readings: (name, scope = 'shared') => [...new Set(aliases(scope).flatMap(({ listed }) => listed(name)))],
    reload,
    state: (scope = 'shared') => libraries.state(scope),
    attachIndex: () => libraries.attachIndex('shared', stop.signal),
    update: (events, scope = 'shared') => libraries.update(scope, events),
    async ask(question, previous, scope = 'shared') {
      // Another process may have indexed since; to look costs a few bytes.
      await reload();
      if (scope !== 'shared') await reload(scope);
      const isReady = (all: readonly Source[]) => all.some(({ index }) => index !== undefined);
      const open = isReady(sources(scope)) ? await openEmbedder() : undefined;
      const { hints } = await packs;
      // As they are now: the model may have taken a while.
      const usable = sources(scope, open?.id);
      const embedder = isReady(usable) ? open : undefined;
      return answerQuestion(usable, question, { embedder, hints }, previous);
    },
    watch(events) {
      watching = watchNotes(config, events, {
        update: (scope) => libraries.update(scope, { keywordsFirst: true }),
        attachIndex: (scope) => libraries.attachIndex(scope, stop.signal),
        load: libraries.load,
      });
    },
    async close() {
      stop.abort();
      await watching?.close();
      await embedder?.then((open) => open.close()).catch(() => undefined);
    },
  };
}
