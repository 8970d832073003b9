import { stat } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { workerFile } from '../paths.ts';

/** How often to look how much waits, in ms. */
const EVERY = 30_000;
/** What waits beside the file until it is this much, in bytes: some hundred answers. */
const MUCH = 2 ** 21;
/** SQLite does it by itself where nobody has for so long, in its pages of 4 KiB. */
export const FALLBACK_PAGES = 10_000;

/**
 * Moves what was written to a database into its file now and then, in a thread of its own: that waits for the disk, which
 * takes seconds while an index is written. Nothing here keeps the process alive.
 */
export function checkpointAside(file: string, everyMs = EVERY): { close(): Promise<void> } {
  let running: Promise<unknown> | undefined;
  const look = async () => {
    const { size } = await stat(`${file}-wal`).catch(() => ({ size: 0 }));
    if (size < MUCH || running !== undefined) return;
    const worker = new Worker(workerFile('checkpoint-worker'), { workerData: file });
    worker.unref();
    running = new Promise<void>((resolve) => {
      // What failed is tried again at the next look.
      worker.once('error', () => resolve());
      worker.once('exit', () => resolve());
    }).then(() => {
      running = undefined;
    });
  };
  const timer = setInterval(look, everyMs);
  timer.unref();
  return {
    async close() {
      clearInterval(timer);
      await running;
    },
  };
}
