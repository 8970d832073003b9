import { appendFile, mkdtemp, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEmbeddingLog } from '../../src/search/embedding-log.ts';
import { inputKey } from '../../src/search/inputs.ts';

describe('embedding log', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'seogi-log-'));
    path = join(folder, 'embeddings.log');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const entries = ['가', '나', '다'].map((text, i) => ({
    key: inputKey(text),
    vector: new Float32Array([i, 0.5, -i]),
  }));

  it('keeps what was appended, for the same model only', async () => {
    await (await openEmbeddingLog(path, 'model@1', 3)).append(entries);
    const again = await openEmbeddingLog(path, 'model@1', 3);
    expect([...again.vectors]).toEqual(entries.map(({ key, vector }) => [key, vector]));
    expect((await openEmbeddingLog(path, 'model@2', 3)).vectors.size).toBe(0);
    expect((await openEmbeddingLog(path, 'model@1', 3)).vectors.size).toBe(0);
  });

  it('drops a record that was cut off by a crash, and goes on after the last whole one', async () => {
    await (await openEmbeddingLog(path, 'm', 3)).append(entries);
    const whole = (await openEmbeddingLog(path, 'm', 3)).vectors.size;
    await truncate(path, (await stat(path)).size - 5);
    const log = await openEmbeddingLog(path, 'm', 3);
    expect(log.vectors.size).toBe(whole - 1);
    await log.append(entries.slice(2));
    expect([...(await openEmbeddingLog(path, 'm', 3)).vectors]).toEqual(
      entries.map(({ key, vector }) => [key, vector]),
    );
  });

  it('does not believe a record whose bytes are damaged', async () => {
    await (await openEmbeddingLog(path, 'm', 3)).append(entries.slice(0, 1));
    await appendFile(path, Buffer.alloc(22 + 12 + 4, 7));
    expect((await openEmbeddingLog(path, 'm', 3)).vectors.size).toBe(1);
  });

  it('is gone when the generation it served is published', async () => {
    const log = await openEmbeddingLog(path, 'm', 3);
    await log.append(entries);
    await log.remove();
    expect((await openEmbeddingLog(path, 'm', 3)).vectors.size).toBe(0);
  });
});
