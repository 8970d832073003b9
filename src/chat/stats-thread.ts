import { Worker } from 'node:worker_threads';
import { workerFile } from '../paths.ts';
import type { Statistics } from '../quiz/statistics.ts';
import { openLanes } from './quiz/lanes.ts';

/** Draws statistics as PNGs in a thread, one picture after the other. Rejects where the machine cannot draw. */
export function openDrawing(): (statistics: Statistics) => Promise<Buffer> {
  const lanes = openLanes();
  return (statistics) => lanes.run('draw', () => drawAside(statistics));
}

/** The thread ends with its picture, and keeps no process alive. */
function drawAside(statistics: Statistics): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile('picture-worker'), { workerData: statistics });
    worker.unref();
    worker.once('message', (png: Uint8Array) => resolve(Buffer.from(png)));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The picture was not finished (exit ${code})`)));
  });
}
