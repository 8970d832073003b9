import { Worker } from 'node:worker_threads';
import type { QuizItem } from '../domain.ts';
import { workerFile } from '../paths.ts';
import type { ItemsJob } from './items-job.ts';

/** Makes the items of notes in a thread of their own, which keeps no process alive. Rejects when that fails or is aborted. */
export function makeItemsAside(job: ItemsJob, signal: AbortSignal): Promise<readonly QuizItem[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile('items-worker'), { workerData: job });
    worker.unref();
    const stop = () => void worker.terminate();
    signal.addEventListener('abort', stop, { once: true });
    worker.once('message', (items: readonly QuizItem[]) => resolve(items));
    worker.once('error', reject);
    worker.once('exit', (code) => {
      signal.removeEventListener('abort', stop);
      reject(new Error(`The quiz items were not finished (exit ${code})`));
    });
  });
}
