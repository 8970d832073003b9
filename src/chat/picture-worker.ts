// Draws one picture of statistics off the main thread: to load the fonts and draw takes a tenth of a second or more.
import { parentPort, workerData } from 'node:worker_threads';
import type { Statistics } from '../quiz/statistics.ts';
import { drawStatistics } from './stats-picture.ts';

parentPort?.postMessage(drawStatistics(workerData as Statistics));
