// Builds an HNSW file from the vectors of a generation: seconds to minutes of native code that must not stop the bot.
import { existsSync, readFileSync, renameSync, statSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import hnswlib from 'hnswlib-node';
import { stayBehind } from '../behind.ts';
import { EF_CONSTRUCTION, type HnswJob, LINKS_PER_ROW, SEED } from './hnsw-settings.ts';

function build({ vectorsPath, targetPath, rows, dimensions }: HnswJob): void {
  const data = new Float32Array(new Uint8Array(readFileSync(vectorsPath)).buffer, 0, rows * dimensions);
  const graph = new hnswlib.HierarchicalNSW('ip', dimensions);
  graph.initIndex(rows, LINKS_PER_ROW, EF_CONSTRUCTION, SEED);
  for (let row = 0; row < rows; row++) {
    graph.addPoint(Array.from(data.subarray(row * dimensions, (row + 1) * dimensions)), row);
  }
  const unfinished = `${targetPath}.tmp`;
  graph.writeIndexSync(unfinished);
  // The library reports no error for a full disk: what counts is what can be read again.
  const copy = new hnswlib.HierarchicalNSW('ip', dimensions);
  if (!existsSync(unfinished) || statSync(unfinished).size === 0) throw new Error('the HNSW file was not written');
  copy.readIndexSync(unfinished);
  if (copy.getCurrentCount() !== rows) throw new Error(`the HNSW file holds ${copy.getCurrentCount()} of ${rows} rows`);
  renameSync(unfinished, targetPath);
}

stayBehind();
build(workerData as HnswJob);
parentPort?.postMessage('built');
