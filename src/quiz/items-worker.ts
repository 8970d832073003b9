// Makes quiz items off the main thread: seconds of work for a large folder of notes.
import { parentPort, workerData } from 'node:worker_threads';
import { stayBehind } from '../behind.ts';
import type { QuizItem } from '../domain.ts';
import type { QuizNote } from './entries.ts';
import { doItemsJob, type ItemsJob } from './items-job.ts';

/** One more note; or that the next items may come, once all notes are there. No items are the end of them. */
export type ItemsRequest = QuizNote | 'next';

/** Items that are sent at a time. */
const SLICE = 100;

stayBehind();
const setting = workerData as Omit<ItemsJob, 'notes'>;
const notes: QuizNote[] = [];
let items: QuizItem[] | undefined;

parentPort?.on('message', async (request: ItemsRequest) => {
  if (request !== 'next') return void notes.push(request);
  items ??= await doItemsJob({ ...setting, notes });
  parentPort?.postMessage(items.splice(0, SLICE));
});
