import { access } from 'node:fs/promises';
import type { Scope } from '../domain.ts';
import { serverNotes } from '../notes/server-folder.ts';
import { type Library, type LibraryParts, openLibrary, type UpdateEvents, type UpdateOutcome } from './library.ts';
import type { Source } from './retrieve.ts';
import type { IndexReport } from './update-index.ts';

/** How the last attempts to bring an index up to date went. */
export interface IndexState {
  /** Of the last that succeeded since the start. */
  readonly report?: IndexReport;
  /** Why the last one failed; undefined where it did not. */
  readonly fault?: unknown;
}

/** Everybody's notes and each server's own, indexed. */
export interface Libraries {
  /**
   * Everybody's and, of a server, its own: what a question asked there is answered from. Vectors of another model than
   * the one named do not count: a folder's model may have been exchanged since.
   */
  sources(scope: Scope, model?: string): readonly Source[];
  /** Takes up what is on disk for a scope. True when there was something new. */
  load(scope: Scope): Promise<boolean>;
  /** One at a time, whichever scope: there is one writer. */
  update(scope: Scope, events?: UpdateEvents): Promise<UpdateOutcome>;
  attachIndex(scope: Scope, signal: AbortSignal): Promise<void>;
  state(scope: Scope): IndexState;
}

/** Opens the index of everybody's notes; a server's is opened when it is first asked for. */
export async function openLibraries(parts: Omit<LibraryParts, 'scope' | 'name'>): Promise<Libraries> {
  const opened = new Map<Scope, Library>([['shared', await openLibrary({ ...parts, scope: 'shared' })]]);
  const states = new Map<Scope, IndexState>();
  let last: Promise<unknown> = Promise.resolve();

  /** Undefined where a server has no notes of its own. */
  const of = async (scope: Scope): Promise<Library | undefined> => {
    const known = opened.get(scope);
    if (known !== undefined) return known;
    const notesDir = serverNotes(parts.dataDir, scope);
    if (
      !(await access(notesDir).then(
        () => true,
        () => false,
      ))
    )
      return undefined;
    const library = await openLibrary({ ...parts, scope, notesDir, name: `servers/${scope}` });
    // Somebody else may have been quicker.
    if (!opened.has(scope)) opened.set(scope, library);
    return opened.get(scope);
  };

  const update = async (scope: Scope, events?: UpdateEvents): Promise<UpdateOutcome> => {
    const library = await of(scope);
    if (library === undefined) throw new Error('The server has no notes of its own');
    try {
      const outcome = await library.update(events);
      if (outcome.kind !== 'busy') states.set(scope, { report: outcome.report });
      return outcome;
    } catch (fault) {
      states.set(scope, { ...states.get(scope), fault });
      throw fault;
    }
  };

  return {
    sources(scope, model) {
      const all = [...new Set<Scope>(['shared', scope])].flatMap((one) => opened.get(one)?.source() ?? []);
      const isOf = ({ generation }: Source) => model === undefined || generation.vectors?.model === model;
      return alike(all.map((source) => (isOf(source) ? source : { ...source, index: undefined })));
    },
    async load(scope) {
      const library = await of(scope);
      return (await library?.load()) ?? false;
    },
    update(scope, events) {
      const next = last.then(() => update(scope, events));
      last = next.catch(() => undefined);
      return next;
    },
    async attachIndex(scope, signal) {
      await (await of(scope))?.attachIndex(signal);
    },
    state: (scope) => states.get(scope) ?? {},
  };
}

/**
 * Scores by vectors and by keywords do not compare. New notes of a server wait for their vectors; while everybody's wait
 * for theirs, all go by keywords.
 */
function alike(sources: readonly Source[]): readonly Source[] {
  const [shared, ...own] = sources;
  if (shared === undefined || own.every(({ index }) => (index === undefined) === (shared.index === undefined)))
    return sources;
  if (shared.index !== undefined && shared.scope === 'shared') return [shared];
  return sources.map((source) => ({ ...source, index: undefined }));
}
