import { Worker } from 'node:worker_threads';
import { openBreath } from '../breathe.ts';
import type { QuizItem } from '../domain.ts';
import { workerFile } from '../paths.ts';
import type { ItemsJob } from './items-job.ts';
import type { ItemsRequest } from './items-worker.ts';

/** Makes the items of notes in a thread of their own, which keeps no process alive. Rejects when that fails or is aborted. */
export function makeItemsAside({ notes, ...setting }: ItemsJob, signal: AbortSignal): Promise<readonly QuizItem[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile('items-worker'), { workerData: setting });
    worker.unref();
    const stop = () => void worker.terminate();
    signal.addEventListener('abort', stop, { once: true });
    const send = (request: ItemsRequest) => worker.postMessage(request);
    // All at once would keep this thread for as long as it takes to copy them: notes go, and items come, a few at a time.
    const hand = async () => {
      const breathe = openBreath();
      for (const { file, text, sections, passages } of notes) {
        send({ file, text, sections, passages });
        await breathe();
      }
      send('next');
    };
    const items: QuizItem[] = [];
    worker.on('message', (some: readonly QuizItem[]) => {
      items.push(...some);
      if (some.length > 0) send('next');
      else {
        resolve(items);
        stop();
      }
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      signal.removeEventListener('abort', stop);
      reject(new Error(`The quiz items were not finished (exit ${code})`));
    });
    void hand();
  });
}
