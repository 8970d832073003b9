import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { watch } from 'chokidar';
import type { Clock } from '../clock.ts';

/** How often to look whether the folder itself is gone, back, or another one, in ms: no watcher tells. */
const LOOK = 2000;
/** Network drives tell nothing, and a system may run out of watches: all is looked through so often, in ms. */
const LOOK_THROUGH = 5 * 60_000;

export interface WatchOptions {
  readonly folder: string;
  /** Something in the folder changed, as far as anybody can tell; the file's absolute path where one is known. */
  readonly onChange: (path: string | undefined) => void;
  /** The watcher failed: changes are still found, later. */
  readonly onFault: (error: unknown) => void;
  readonly clock: Clock;
}

/** Watches a folder that may be missing, vanish and come back. What waits keeps no process alive. */
export function watchFolder({ folder, onChange, onFault, clock }: WatchOptions): { close(): Promise<void> } {
  let closed = false;
  let watcher: ReturnType<typeof watch> | undefined;
  let known: string | undefined;
  let cancelLook = () => {};
  let cancelLookThrough = () => {};

  const open = () => {
    const next = watch(folder, { ignoreInitial: true, ignored: (path) => path !== folder && isOfNoConcern(path) });
    next.on('all', (event, path) => {
      // It may be back at once, and the watcher would not see it.
      if (event === 'unlinkDir' && path === folder && next === watcher) {
        void next.close();
        watcher = undefined;
        known = undefined;
      }
      onChange(path);
    });
    next.on('error', onFault);
    // Also what changed before the watcher was there.
    next.on('ready', () => onChange(undefined));
    return next;
  };

  const look = async () => {
    const now = await identityOf(folder);
    if (closed) return;
    if (now !== known) {
      void watcher?.close();
      watcher = now === undefined ? undefined : open();
      if (now === undefined) onChange(undefined);
      known = now;
    }
    cancelLook = clock.after(LOOK, () => void look());
  };
  const lookThrough = () => {
    if (known !== undefined) onChange(undefined);
    cancelLookThrough = clock.after(LOOK_THROUGH, lookThrough);
  };

  void look();
  cancelLookThrough = clock.after(LOOK_THROUGH, lookThrough);
  return {
    async close() {
      closed = true;
      cancelLook();
      cancelLookThrough();
      await watcher?.close();
    },
  };
}

/** Names that no note has. What else is not a note costs one look. */
const isOfNoConcern = (path: string) => basename(path).startsWith('.') || basename(path) === 'node_modules';

/** Tells a folder from another one of the same name; undefined while there is none. */
async function identityOf(folder: string): Promise<string | undefined> {
  try {
    const { dev, ino } = await stat(folder);
    return `${dev}:${ino}`;
  } catch {
    return undefined;
  }
}
