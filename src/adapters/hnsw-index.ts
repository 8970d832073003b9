import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import hnswlib from 'hnswlib-node';
import { z } from 'zod';
import { replaceFile } from '../files.ts';
import { workerFile } from '../paths.ts';
import { sha256 } from '../search/generation-files.ts';
import type { VectorIndex, VectorIndexes } from '../search/vector-index.ts';
import type { VectorTable } from '../search/vector-table.ts';
import { exactIndex } from './exact-index.ts';
import { EF_CONSTRUCTION, EF_SEARCH, type HnswJob, LINKS_PER_ROW } from './hnsw-settings.ts';

const GRAPH = 'lines.hnsw';
const SEAL = 'hnsw.json';

const sha256Of = ({ data }: VectorTable) => sha256(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));

/** The graph is a cache beside the vectors: it is used only when it is byte for byte the one that was built. */
const Seal = z.object({
  bytes: z.number().int(),
  sha256: z.string(),
  /** Of the vectors that it was built from: a graph of as many others would lead to the wrong lines. */
  vectors: z.string(),
  rows: z.number().int(),
  dimensions: z.number().int(),
  links: z.literal(LINKS_PER_ROW),
  construction: z.literal(EF_CONSTRUCTION),
});

function wrap(graph: hnswlib.HierarchicalNSW, rows: number): VectorIndex {
  return {
    search(vector, k) {
      const wanted = Math.min(k, rows);
      if (wanted === 0) return [];
      graph.setEf(Math.max(EF_SEARCH, wanted));
      const { neighbors, distances } = graph.searchKnn(Array.from(vector), wanted);
      return neighbors.map((row, i) => ({ row, score: 1 - (distances[i] ?? 1) })).sort((x, y) => y.score - x.score);
    },
  };
}

/**
 * Reads the graph of a generation's folder; undefined when there is none or it was not built from these vectors. Native
 * code sees the file only after its hash was checked: a damaged one would end the process.
 */
async function openHnsw(folder: string, table: VectorTable): Promise<VectorIndex | undefined> {
  const path = join(folder, GRAPH);
  try {
    const seal = Seal.parse(JSON.parse(await readFile(join(folder, SEAL), 'utf8')));
    if (seal.rows !== table.rows || seal.dimensions !== table.dimensions) return undefined;
    if (seal.vectors !== (await sha256Of(table))) return undefined;
    const bytes = await readFile(path);
    if (bytes.byteLength !== seal.bytes || (await sha256(bytes)) !== seal.sha256) return undefined;
  } catch {
    return undefined;
  }
  const graph = new hnswlib.HierarchicalNSW('ip', table.dimensions);
  graph.readIndexSync(path);
  return wrap(graph, table.rows);
}

async function buildHnsw(folder: string, table: VectorTable, signal?: AbortSignal): Promise<void> {
  if (table.rows === 0) return;
  const path = join(folder, GRAPH);
  const vectors = await sha256Of(table);
  signal?.throwIfAborted();
  const job: HnswJob = {
    vectorsPath: join(folder, 'vectors.f32'),
    vectorsSha256: vectors,
    targetPath: path,
    rows: table.rows,
    dimensions: table.dimensions,
  };
  await new Promise<void>((done, fail) => {
    // Rows are copied into arrays by the thousand: a small young heap keeps that litter from growing.
    const worker = new Worker(workerFile('hnsw-worker'), {
      workerData: job,
      resourceLimits: { maxYoungGenerationSizeMb: 4 },
    });
    signal?.addEventListener('abort', () => void worker.terminate(), { once: true });
    worker.once('message', () => done());
    worker.once('error', fail);
    worker.once('exit', (code) => fail(new Error(`the HNSW build ended early (exit ${code})`)));
  });
  const bytes = await readFile(path);
  const seal: z.infer<typeof Seal> = {
    bytes: bytes.byteLength,
    sha256: await sha256(bytes),
    vectors,
    rows: table.rows,
    dimensions: table.dimensions,
    links: LINKS_PER_ROW,
    construction: EF_CONSTRUCTION,
  };
  await replaceFile(join(folder, SEAL), JSON.stringify(seal));
}

/** Vector indexes of hnswlib (Malkov and Yashunin, "Efficient and robust approximate nearest neighbor search using Hierarchical Navigable Small World graphs", 2016). */
export const hnswIndexes: VectorIndexes = { exact: exactIndex, open: openHnsw, build: buildHnsw };
