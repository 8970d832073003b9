import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ModelSession, startModelSession } from '../../src/adapters/model-session.ts';
import {
  type EmbedderOptions,
  embedThrough,
  openTransformersEmbedder,
} from '../../src/adapters/transformers-embedder.ts';
import { UserError } from '../../src/errors.ts';
import type { Embedder } from '../../src/search/embedder.ts';
import { cosine, testEmbedder } from '../contracts/embedder.ts';
import { makeTinyModel } from '../support/tiny-model.ts';

let root: string;
let tiny: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'seogi-embedder-'));
  tiny = join(root, 'tiny');
  await makeTinyModel(tiny);
});
afterAll(() => rm(root, { recursive: true, force: true }));

const open = (model: string, options: Partial<EmbedderOptions> = {}): Promise<Embedder> =>
  openTransformersEmbedder({ model, cacheDir: join(root, 'cache'), ...options });

/** A copy of the tiny model, changed. */
async function variant(name: string, change: (folder: string) => Promise<unknown>): Promise<string> {
  const folder = join(root, name);
  await cp(tiny, folder, { recursive: true });
  await change(folder);
  return folder;
}

const json = (folder: string, file: string, content: unknown): Promise<void> =>
  writeFile(join(folder, file), JSON.stringify(content));

testEmbedder(() => open(tiny));

describe('the settings of a model folder', () => {
  const opened = new Map<string, Promise<Embedder>>();
  afterAll(async () => {
    for (const embedder of opened.values()) await (await embedder).close();
  });
  const vectorOf = async (folder: string, text: string, kind: 'query' | 'passage' = 'passage') => {
    const opening = opened.get(folder) ?? open(folder);
    opened.set(folder, opening);
    const embedder = await opening;
    const [vector] = await embedder.embed([text], kind);
    return { vector, id: embedder.id };
  };

  test('pooling is the one its configuration names', async () => {
    const pooled = (name: string, config: unknown) =>
      variant(name, (folder) => json(folder, '1_Pooling/config.json', config));
    const last = await pooled('last', { pooling_mode_lasttoken: true });
    const first = await pooled('first', { pooling_mode: 'cls' });
    const largest = await pooled('largest', { pooling_mode_max_tokens: true });
    // Both ends of every text are special tokens, which are alike in the tiny model; what stands between does not count.
    for (const folder of [first, last]) {
      expect(cosine((await vectorOf(folder, '람다')).vector, (await vectorOf(folder, '버킷')).vector)).toBeCloseTo(
        1,
        5,
      );
    }
    const twice = await vectorOf(largest, '람다 람다 람다');
    expect(cosine(twice.vector, (await vectorOf(largest, '람다')).vector)).toBeCloseTo(1, 5);
    expect(cosine(twice.vector, (await vectorOf(tiny, '람다')).vector)).toBeLessThan(0.95);
    const unknown = await pooled('unknown', { pooling_mode: 'attention' });
    await expect(open(unknown)).rejects.toThrow(/풀링 방식\(attention\)은 아직 지원하지 않으니/);
  });

  test('prompts are those it names; without any, those of its family', async () => {
    const named = await variant('named', (folder) =>
      json(folder, 'config_sentence_transformers.json', { prompts: { query: '질문 ', passage: '본문 ' } }),
    );
    const family = await variant('some-e5-tiny', (folder) => rm(join(folder, 'config_sentence_transformers.json')));
    const plain = await variant('plain', (folder) => rm(join(folder, 'config_sentence_transformers.json')));
    const expected: [string, 'query' | 'passage', string][] = [
      [named, 'query', '질문 람다'],
      [named, 'passage', '본문 람다'],
      [family, 'query', 'query: 람다'],
      [family, 'passage', 'passage: 람다'],
      [plain, 'query', '람다'],
      [plain, 'passage', '람다'],
    ];
    for (const [folder, kind, meant] of expected) {
      expect((await vectorOf(folder, '람다', kind)).vector, meant).toEqual((await vectorOf(tiny, meant)).vector);
    }
  });

  test('the id tells models apart by files and settings, and stays the same for the same', async () => {
    const other = join(root, 'other/tiny');
    await makeTinyModel(other, { seed: 2 });
    const prompted = await variant('prompted/tiny', (folder) =>
      json(folder, 'config_sentence_transformers.json', { prompts: { query: 'q: ' } }),
    );
    const same = await variant('same/tiny', (folder) => writeFile(join(folder, 'README.md'), 'a card'));
    const ids = await Promise.all(
      [tiny, other, prompted, same].map(async (folder) => (await vectorOf(folder, '글')).id),
    );
    expect(ids[0]).toMatch(/^tiny@[0-9a-f]{16}$/);
    expect(new Set(ids.slice(0, 3)).size).toBe(3);
    expect(ids[3]).toBe(ids[0]);
  });

  test('float weights serve where there are no int8 ones', async () => {
    const float = await variant('float', async (folder) => {
      await cp(join(folder, 'onnx/model_quantized.onnx'), join(folder, 'onnx/model.onnx'));
      await rm(join(folder, 'onnx/model_quantized.onnx'));
    });
    expect((await vectorOf(float, '람다')).vector).toEqual((await vectorOf(tiny, '람다')).vector);
  });
});

describe('a model that cannot be used is told in one sentence', () => {
  const told = async (model: string): Promise<string> => {
    const error: unknown = await open(model).catch((reason) => reason);
    expect(error).toBeInstanceOf(UserError);
    const { message } = error as UserError;
    expect(message).toMatch(/^[^\n]+요\.$/);
    return message;
  };

  test('no such folder', async () => {
    expect(await told(join(root, 'nowhere'))).toContain(`임베딩 모델 폴더(${root}/nowhere)가 없으니`);
    expect(await told('./nowhere')).toContain('nowhere)가 없으니');
  });

  test('no such name', async () => {
    expect(await told('a/b/c')).toContain('임베딩 모델 이름(a/b/c)이 올바르지 않으니');
    expect(await told('Xenova/..')).toContain('올바르지 않으니');
  });

  test.each(['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model_quantized.onnx'])(
    'no %s',
    async (file) => {
      const folder = await variant(`without-${file.replace('/', '-')}`, (copy) => rm(join(copy, file)));
      expect(await told(folder)).toContain(`${file}`);
    },
  );

  test.each(['config.json', 'tokenizer.json', '1_Pooling/config.json'])('a broken %s', async (file) => {
    const folder = await variant(`broken-${file.replace('/', '-')}`, (copy) => appendFile(join(copy, file), '}{'));
    expect(await told(folder)).toContain(`${file} 파일이 손상`);
  });

  test('half of the network', async () => {
    const folder = await variant('half', async (copy) => {
      const onnx = join(copy, 'onnx/model_quantized.onnx');
      const whole = await readFile(onnx);
      await writeFile(onnx, whole.subarray(0, whole.length / 2));
    });
    expect(await told(folder)).toContain('onnx/model_quantized.onnx 파일이 손상');
  });

  test('a model for something else', async () => {
    const folder = join(root, 'classifier');
    await makeTinyModel(folder, { output: 'logits' });
    expect(await told(folder)).toContain('모델(classifier)이 임베딩(feature-extraction)을 만들지 않으니');
  });

  test('a model that gives no direction', async () => {
    const folder = join(root, 'nan');
    await makeTinyModel(folder, { blank: true });
    expect(await told(folder)).toContain('쓸 수 없는 벡터(NaN 또는 0)');
  });
});

describe('a worker that dies', () => {
  /** Starts a worker that knows one dimension and dies of the text `죽음`. */
  const startMortal = async (id = 'mortal'): Promise<ModelSession> => {
    const script = join(root, `${id}.mjs`);
    await writeFile(
      script,
      `import { parentPort } from 'node:worker_threads';
       parentPort.postMessage({ type: 'ready', id: '${id}', dimensions: 1 });
       parentPort.on('message', (request) => {
         if (request === null) return parentPort.close();
         if (request.texts.includes('죽음')) process.exit(3);
         parentPort.postMessage({ type: 'vectors', data: Float32Array.from(request.texts, () => 1) });
       });`,
    );
    const session = await startModelSession(script, { name: id, folder: root, checksums: undefined, fresh: false });
    if (!('run' in session)) throw new Error('The worker did not start');
    return session;
  };

  test('fails its batch, and those after it, instead of hanging', async () => {
    const session = await startMortal();
    expect(session.alive()).toBe(true);
    await expect(session.run(['죽음'], 'query')).rejects.toThrow(/임베딩 모델\(mortal\)이 갑자기 멈췄으니/);
    expect(session.alive()).toBe(false);
    await expect(session.run(['글'], 'query')).rejects.toThrow(UserError);
    await session.close();
  });

  test('is replaced at the next text', async () => {
    const embedder = await embedThrough(startMortal);
    const dying = expect(embedder.embed(['죽음'], 'query')).rejects.toThrow(UserError);
    const after = embedder.embed(['글'], 'query');
    await dying;
    expect(await after).toEqual([Float32Array.of(1)]);
    await embedder.close();
  });

  test('is not replaced by another model', async () => {
    const ids = ['mortal', 'changed', 'changed'];
    const embedder = await embedThrough(() => startMortal(ids.shift()));
    await expect(embedder.embed(['죽음'], 'query')).rejects.toThrow(UserError);
    for (const text of ['글', '다른 글']) {
      await expect(embedder.embed([text], 'query')).rejects.toThrow('임베딩 모델의 파일이 바뀌었으니');
    }
    await embedder.close();
  });
});
