// Builds an HNSW file from the vectors of a generation: seconds to minutes of native code that must not stop the bot.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import hnswlib from 'hnswlib-node';
import { stayBehind } from '../behind.ts';
import { EF_CONSTRUCTION, type HnswJob, LINKS_PER_ROW, SEED } from './hnsw-settings.ts';

function build({ vectorsPath, vectorsSha256, targetPath, rows, dimensions }: HnswJob): void {
  const bytes = new Uint8Array(readFileSync(vectorsPath));
  if (createHash('sha256').update(bytes).digest('hex') !== vectorsSha256) {
    throw new Error('the vectors on disk are not those of the index');
  }
  const data = new Float32Array(bytes.buffer, 0, rows * dimensions);
  const graph = new hnswlib.HierarchicalNSW('ip', dimensions);
  graph.initIndex(rows, LINKS_PER_ROW, EF_CONSTRUCTION, SEED);
  for (let row = 0; row < rows; row++) {
    graph.addPoint(Array.from(data.subarray(row * dimensions, (row + 1) * dimensions)), row);
  }
  const unfinished = `${targetPath}.tmp`;
  try {
    graph.writeIndexSync(unfinished);
    check(unfinished, rows, dimensions);
    renameSync(unfinished, targetPath);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

/** The library reports no error for a full disk: what counts is what can be read again. */
function check(file: string, rows: number, dimensions: number): void {
  const copy = new hnswlib.HierarchicalNSW('ip', dimensions);
  if (!existsSync(file) || statSync(file).size === 0) throw new Error('the HNSW file was not written');
  copy.readIndexSync(file);
  if (copy.getCurrentCount() !== rows) throw new Error(`the HNSW file holds ${copy.getCurrentCount()} of ${rows} rows`);
}

stayBehind();
build(workerData as HnswJob);
parentPort?.postMessage('built');
