// Makes quiz items off the main thread: seconds of work for a large folder of notes.
import { parentPort, workerData } from 'node:worker_threads';
import type { QuizNote } from './entries.ts';
import { makeItems } from './items.ts';

/** What the worker is started with; it answers with the items, once. */
export interface ItemsJob {
  readonly notes: readonly QuizNote[];
  readonly seed: number;
}

const { notes, seed } = workerData as ItemsJob;
parentPort?.postMessage(makeItems(notes, { seed }));
