// Makes quiz items off the main thread: seconds of work for a large folder of notes.
import { parentPort, workerData } from 'node:worker_threads';
import { doItemsJob, type ItemsJob } from './items-job.ts';

// Started with a job, it answers with the items, once.
parentPort?.postMessage(await doItemsJob(workerData as ItemsJob));
