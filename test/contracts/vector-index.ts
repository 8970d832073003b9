import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exactIndex } from '../../src/adapters/exact-index.ts';
import type { VectorIndexes } from '../../src/search/vector-index.ts';
import { packVectors, type VectorTable } from '../../src/search/vector-table.ts';
import { noDisks, openDisk } from '../support/disk.ts';
import { randomNumbers } from '../support/random.ts';

/** Unit vectors around `clusters` centres, as vectors of texts are: neighbours exist. */
function clusteredVectors(rows: number, dimensions: number, seed: number, clusters = 40): Float32Array[] {
  const random = randomNumbers(seed);
  const gauss = () => Math.sqrt(-2 * Math.log(random() || 1e-9)) * Math.cos(2 * Math.PI * random());
  const unit = (numbers: number[]) => {
    const length = Math.hypot(...numbers);
    return new Float32Array(numbers.map((x) => x / length));
  };
  const centres = Array.from({ length: clusters }, () => Array.from({ length: dimensions }, gauss));
  return Array.from({ length: rows }, (_, i) => unit((centres[i % clusters] ?? []).map((x) => x + 0.6 * gauss())));
}

/** What every approximate index has to hold to; the exact one is the oracle. */
export function testVectorIndexes(name: string, indexes: VectorIndexes): void {
  describe(`vector index: ${name}`, () => {
    let folder: string;
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'seogi-index-'));
    });
    afterEach(() => rm(folder, { recursive: true, force: true }));

    const store = async (table: VectorTable, place = folder) => {
      await mkdir(place, { recursive: true });
      const { data } = table;
      await writeFile(join(place, 'vectors.f32'), new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
      await indexes.build(place, table);
    };

    it('finds what the exact scan finds: recall@10 ≥ .99', async () => {
      const table = packVectors(clusteredVectors(3000, 64, 1), 64);
      await store(table);
      const index = await indexes.open(folder, table);
      const oracle = exactIndex(table);
      let found = 0;
      const queries = clusteredVectors(200, 64, 1 + 2);
      for (const query of queries) {
        const rows = new Set(index?.search(query, 10).map(({ row }) => row));
        found += oracle.search(query, 10).filter(({ row }) => rows.has(row)).length;
      }
      expect(found / (10 * queries.length)).toBeGreaterThanOrEqual(0.99);
    });

    it('scores with the cosine, best first, and gives no more rows than there are', async () => {
      const vectors = clusteredVectors(5, 8, 2, 5);
      const table = packVectors(vectors, 8);
      await store(table);
      const hits = (await indexes.open(folder, table))?.search(vectors[3] as Float32Array, 10) ?? [];
      expect(hits).toHaveLength(5);
      expect(hits[0]?.row).toBe(3);
      expect(hits[0]?.score).toBeCloseTo(1, 4);
      expect(hits.map(({ score }) => score)).toEqual(hits.map(({ score }) => score).toSorted((x, y) => y - x));
    });

    it('opens nothing where nothing was built', async () => {
      expect(await indexes.open(folder, packVectors(clusteredVectors(5, 8, 3), 8))).toBeUndefined();
    });

    it('does not let a damaged file reach native code: any flipped byte, any cut', async () => {
      const table = packVectors(clusteredVectors(300, 16, 4), 16);
      await store(table);
      const path = join(folder, 'lines.hnsw');
      const whole = await readFile(path);
      for (let i = 0; i < 20; i++) {
        const damaged = Buffer.from(whole);
        const place = Math.floor((damaged.length * i) / 20);
        damaged[place] = (damaged[place] ?? 0) ^ 1;
        await writeFile(path, damaged);
        expect(await indexes.open(folder, table)).toBeUndefined();
      }
      await writeFile(path, whole.subarray(0, whole.length / 2));
      expect(await indexes.open(folder, table)).toBeUndefined();
      await writeFile(path, whole);
      expect(await indexes.open(folder, table)).toBeDefined();
    });

    it('does not take the file of vectors of another shape', async () => {
      await store(packVectors(clusteredVectors(50, 16, 5), 16));
      expect(await indexes.open(folder, packVectors(clusteredVectors(50, 8, 5), 8))).toBeUndefined();
      expect(await indexes.open(folder, packVectors(clusteredVectors(51, 16, 5), 16))).toBeUndefined();
    });

    it('takes nothing built from other vectors of the same shape, and builds nothing from vectors exchanged', async () => {
      const table = packVectors(clusteredVectors(50, 16, 5), 16);
      const other = packVectors(clusteredVectors(50, 16, 6), 16);
      await store(table);
      expect(await indexes.open(folder, other)).toBeUndefined();
      await expect(indexes.build(folder, other)).rejects.toThrow('not those of the index');
      expect(await indexes.open(folder, table)).toBeDefined();
    });

    it.skipIf(noDisks)('leaves nothing where the disk has no room', async () => {
      const table = packVectors(clusteredVectors(2000, 64, 6), 64);
      const disk = await openDisk(folder, 1);
      try {
        await expect(store(table, disk.folder)).rejects.toThrow();
        expect(await readdir(disk.folder)).toEqual(['vectors.f32']);
        expect(await indexes.open(disk.folder, table)).toBeUndefined();
      } finally {
        await disk.close();
      }
    });

    it('ends a build on request', async () => {
      const table = packVectors(clusteredVectors(20_000, 64, 6), 64);
      const { data } = table;
      await writeFile(join(folder, 'vectors.f32'), new Uint8Array(data.buffer));
      // Before it has begun, and while it is at it.
      for (const ms of [0, 200]) {
        const stop = new AbortController();
        const build = indexes.build(folder, table, stop.signal);
        setTimeout(() => stop.abort(), ms);
        await expect(build).rejects.toThrow();
        expect(await indexes.open(folder, table)).toBeUndefined();
      }
    });
  });
}
