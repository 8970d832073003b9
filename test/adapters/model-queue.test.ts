import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planBatches } from '../../src/adapters/model-batches.ts';
import { createEmbedQueue } from '../../src/adapters/model-queue.ts';

/** A model that waits to be let on, batch by batch, and notes what it was given. */
function slowModel() {
  const seen: string[][] = [];
  const waiting: (() => void)[] = [];
  const run = (texts: readonly string[]): Promise<Float32Array[]> => {
    seen.push([...texts]);
    return new Promise((resolve) => waiting.push(() => resolve(texts.map((text) => Float32Array.of(text.length)))));
  };
  const letOn = async (): Promise<void> => {
    waiting.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { run, seen, letOn };
}

test('a question overtakes the passages that wait, at most one batch late', async () => {
  const { run, seen, letOn } = slowModel();
  const queue = createEmbedQueue(run);
  const passages = queue.embed(
    Array.from({ length: 24 }, (_, i) => `줄 ${i}`),
    'passage',
  );
  const question = queue.embed(['질문'], 'query');
  expect(seen).toHaveLength(1);
  await letOn();
  expect(seen[1]).toEqual(['질문']);
  await letOn();
  expect(await question).toEqual([Float32Array.of(2)]);
  await letOn();
  await letOn();
  expect(await passages).toHaveLength(24);
  expect(seen).toHaveLength(4);
});

test('a batch that fails fails its call alone', async () => {
  const queue = createEmbedQueue(async (texts) => {
    if (texts.includes('나쁜 글')) throw new Error('broken');
    return texts.map(() => Float32Array.of(1));
  });
  const bad = queue.embed([...Array.from({ length: 20 }, () => '글'), '나쁜 글'], 'passage');
  const good = queue.embed(['좋은 글'], 'passage');
  await expect(bad).rejects.toThrow('broken');
  expect(await good).toHaveLength(1);
});

test('stopping rejects the running call, the waiting ones and those to come', async () => {
  const { run, letOn } = slowModel();
  const queue = createEmbedQueue(run);
  const calls = [queue.embed(['하나'], 'passage'), queue.embed(['둘'], 'query')];
  const outcomes = Promise.allSettled(calls);
  queue.stop(new Error('closed'));
  await letOn();
  for (const outcome of await outcomes)
    expect(outcome).toMatchObject({ status: 'rejected', reason: { message: 'closed' } });
  await expect(queue.embed(['셋'], 'query')).rejects.toThrow('closed');
});

test('every text is in exactly one batch; long texts come alone, short ones in at most eights', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.integer({ min: 1, max: 800 }).map((n) => '가'.repeat(n)),
  );
  fc.assert(
    fc.property(fc.array(text, { maxLength: 80 }), (texts) => {
      const batches = planBatches(texts);
      expect(batches.flat().sort((a, b) => a - b)).toEqual(texts.map((_, i) => i));
      for (const batch of batches) {
        expect(batch.length).toBeGreaterThan(0);
        expect(batch.length).toBeLessThanOrEqual(8);
        if (batch.length > 1) for (const i of batch) expect(texts[i]?.length).toBeLessThan(300);
      }
    }),
  );
  expect(planBatches(['가'.repeat(300), '나', '다'.repeat(300), '라'])).toEqual([[1, 3], [0], [2]]);
});
