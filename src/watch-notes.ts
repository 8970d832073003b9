import { watchFolder } from './adapters/watch-folder.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Scope } from './domain.ts';
import { listServers, serverOfPath, serversFolder } from './notes/server-folder.ts';
import { type Keeper, openKeeper } from './search/keeper.ts';
import type { UpdateOutcome } from './search/library.ts';

/** A graph is built once nothing has changed for so long, in ms: until then all vectors are compared, which is exact. */
const GRAPH_QUIET = 30_000;

/** What is told of notes that change while Seogi runs. */
export interface WatchEvents {
  /** The index is up to date; it may have been before. */
  readonly onReport: (scope: Scope, outcome: Exclude<UpdateOutcome, { readonly kind: 'busy' }>) => void;
  /** Told once; the index stays what it was, and it is tried again. */
  readonly onFault: (scope: Scope, error: unknown) => void;
  readonly clock: Clock;
}

/** What is done about notes that changed, by scope. */
interface Work {
  readonly load: (scope: Scope) => Promise<unknown>;
  readonly update: (scope: Scope) => Promise<UpdateOutcome>;
  readonly attachIndex: (scope: Scope) => Promise<void>;
}

/** Notes being watched. */
export interface NotesWatch {
  /** Something other than the notes gives reason to compare them with their index. */
  changed(scope: Scope): void;
  close(): Promise<void>;
}

/** Watches all notes, everybody's and the servers' own; each scope has a keeper of its own. */
export function watchNotes(
  { notesDir, dataDir }: Config,
  { onReport, onFault, clock }: WatchEvents,
  work: Work,
): NotesWatch {
  const keepers = new Map<Scope, { keeper: Keeper; cancelGraph: () => void }>();
  const changed = (scope: Scope) => {
    let kept = keepers.get(scope);
    if (kept === undefined) {
      const own = { keeper: keeperOf(scope), cancelGraph: () => {} };
      keepers.set(scope, own);
      kept = own;
    }
    kept.keeper.changed();
  };
  const keeperOf = (scope: Scope) =>
    openKeeper({
      clock,
      update: () => work.update(scope),
      onFault: (error) => onFault(scope, error),
      onReport(outcome) {
        onReport(scope, outcome);
        const kept = keepers.get(scope);
        if (outcome.kind !== 'updated' || kept === undefined) return;
        kept.cancelGraph();
        kept.cancelGraph = clock.after(GRAPH_QUIET, () => void work.attachIndex(scope));
      },
    });
  const allServers = async () => {
    for (const scope of await listServers(dataDir)) {
      // What was indexed before answers at once.
      await work.load(scope).catch((error: unknown) => onFault(scope, error));
      changed(scope);
    }
  };
  const shared = watchFolder({
    folder: notesDir,
    clock,
    onChange: () => changed('shared'),
    onFault: (error) => onFault('shared', error),
  });
  const servers = watchFolder({
    folder: serversFolder(dataDir),
    clock,
    onChange(path) {
      const scope = path === undefined ? undefined : serverOfPath(dataDir, path);
      if (scope === undefined) void allServers();
      else changed(scope);
    },
    onFault: (error) => onFault('shared', error),
  });
  return {
    changed,
    async close() {
      for (const { keeper, cancelGraph } of keepers.values()) {
        keeper.close();
        cancelGraph();
      }
      await Promise.all([shared.close(), servers.close()]);
    },
  };
}
