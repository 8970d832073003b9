import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type EmbedderOptions, openTransformersEmbedder } from '../../src/adapters/transformers-embedder.ts';
import { UserError } from '../../src/errors.ts';
import { PROJECT_ROOT } from '../../src/paths.ts';
import { type HubServer, startHubServer } from '../support/hub-server.ts';
import { makeTinyModel } from '../support/tiny-model.ts';

const MODEL = 'study/tiny';
const ONNX = 'onnx/model_quantized.onnx';
let root: string;
let cacheDir: string;
let hub: HubServer;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'seogi-hub-'));
  await makeTinyModel(join(root, 'model'));
});
afterAll(() => rm(root, { recursive: true, force: true }));
beforeEach(async () => {
  cacheDir = await mkdtemp(join(root, 'cache-'));
  hub = await startHubServer(MODEL, join(root, 'model'));
});
afterEach(() => hub.close());

/** Opens the model, embeds a text, closes; returns the id. */
async function use(options: Partial<EmbedderOptions> = {}): Promise<string> {
  const embedder = await openTransformersEmbedder({
    model: MODEL,
    cacheDir,
    hubUrl: hub.url,
    stallMs: 5_000,
    ...options,
  });
  expect(await embedder.embed(['람다'], 'query')).toHaveLength(1);
  await embedder.close();
  return embedder.id;
}

/** What a failing start says; it has left nothing behind. */
async function told(options: Partial<EmbedderOptions> = {}): Promise<string> {
  const error: unknown = await use(options).catch((reason) => reason);
  expect(error).toBeInstanceOf(UserError);
  const { message } = error as UserError;
  expect(message).toMatch(/^[^\n]+요\.$/);
  expect(await readdir(join(cacheDir, 'study'))).toEqual([]);
  return message;
}

test('a model is downloaded once and serves offline from then on', async () => {
  const statuses: string[] = [];
  const id = await use({ onStatus: (message) => statuses.push(message) });
  expect(id).toMatch(/^study\/tiny@[0-9a-f]{16}$/);
  expect(statuses[0]).toBe(`임베딩 모델(study/tiny)을 ${hub.url}에서 받기 시작해요.`);
  expect(statuses.at(-1)).toContain('100%');
  const asked = hub.asked.length;
  expect(await use()).toBe(id);
  expect(hub.asked).toHaveLength(asked);
  await hub.close();
  expect(await use()).toBe(id);
  expect(await readdir(join(cacheDir, 'study'))).toEqual(['tiny']);
});

test.each([
  ['no such model', '*', 404, 'config.json 파일이 없으니'],
  ['no tokenizer', 'tokenizer.json', 404, 'tokenizer.json 파일이 없으니'],
  ['no ONNX weights', ONNX, 404, 'ONNX로 변환된 모델을 골라'],
  ['a model behind a login', '*', 401, '내주지 않으니(HTTP 401)'],
  ['a forbidden file', ONNX, 403, '내주지 않으니(HTTP 403)'],
  ['a hub in trouble', 'config.json', 500, '지금 보내 주지 못하니(HTTP 500)'],
  ['a broken connection', ONNX, 'cut', `${ONNX} 파일을 받다가 끊겼거나 온전하지 않으니`],
  ['a short small file', 'tokenizer.json', 'cut', 'tokenizer.json 파일을 받다가 끊겼거나 온전하지 않으니'],
  ['other bytes than the hub names', ONNX, 'altered', `${ONNX} 파일을 받다가 끊겼거나 온전하지 않으니`],
  ['a login page of the network', '*', 'page', '파일이 손상'],
] as const)('%s', async (_, file, fault, sentence) => {
  hub.faults.set(file, fault);
  expect(await told()).toContain(sentence);
});

test('the start after a failed one begins anew', async () => {
  hub.faults.set(ONNX, 'cut');
  await told();
  hub.faults.clear();
  expect(await use()).toMatch(/^study\/tiny@/);
});

test('a cache folder that cannot be written', async () => {
  await writeFile(join(cacheDir, 'file'), '');
  const opening = openTransformersEmbedder({ model: MODEL, cacheDir: join(cacheDir, 'file'), hubUrl: hub.url });
  await expect(opening).rejects.toThrow(/폴더에 저장할 수 없으니, 디스크의 남은 공간과 쓰기 권한을 확인해 주세요\.$/);
});

test.each([
  ['no answer', 'hangs', '에 연결할 수 없어'],
  ['half an answer', 'halts', '받다가 끊겼거나'],
] as const)('%s is given up after a while', async (_, fault, sentence) => {
  hub.faults.set(ONNX, fault);
  expect(await told({ stallMs: 300 })).toContain(sentence);
});

test('a slow download is not given up as long as something comes', async () => {
  hub.faults.set(ONNX, 'drips');
  expect(await use({ stallMs: 600 })).toMatch(/^study\/tiny@/);
});

test('two downloads of one model at once both end well', async () => {
  const [first, second] = await Promise.all([use(), use()]);
  expect(second).toBe(first);
  expect(await readdir(join(cacheDir, 'study'))).toEqual(['tiny']);
});

test('nobody at the address', async () => {
  const { url } = hub;
  await hub.close();
  const message = await openTransformersEmbedder({ model: MODEL, cacheDir, hubUrl: url }).catch(
    (error) => error.message,
  );
  expect(message).toContain(`허브(${url})에 연결할 수 없어 임베딩 모델(study/tiny)을 받지 못했으니`);
  expect(await readdir(join(cacheDir, 'study'))).toEqual([]);
});

test('a damaged cache is noticed and downloaded anew', async () => {
  const id = await use();
  await writeFile(join(cacheDir, MODEL, ONNX), Buffer.alloc(1000));
  const statuses: string[] = [];
  expect(await use({ onStatus: (message) => statuses.push(message) })).toBe(id);
  expect(statuses[0]).toBe(`임베딩 모델(study/tiny)의 ${ONNX} 파일이 손상되어 다시 받아요.`);
});

test('a folder without its manifest is not taken for a model', async () => {
  const id = await use();
  await rm(join(cacheDir, MODEL, 'download.json'));
  await writeFile(join(cacheDir, MODEL, 'config.json'), '{');
  expect(await use()).toBe(id);
});

test('a process killed in the middle of a download leaves nothing that counts', async () => {
  const script = join(root, 'download.mjs');
  await build({
    stdin: {
      contents: `import { downloadModel } from './src/adapters/model-download.ts';
        const [model, cacheDir, hubUrl] = process.argv.slice(2);
        await downloadModel({ model, cacheDir, hubUrl, stallMs: 60_000, onStatus() {} });`,
      resolveDir: PROJECT_ROOT,
    },
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
  hub.faults.set(ONNX, 'halts');
  const child = spawn(process.execPath, [script, MODEL, cacheDir, hub.url], { stdio: 'inherit' });
  await hub.halfway;
  child.kill('SIGKILL');
  await once(child, 'exit');
  const [left] = await readdir(join(cacheDir, 'study'));
  expect(left).toMatch(/^tiny\.part-/);

  hub.faults.clear();
  expect(await use()).toMatch(/^study\/tiny@/);
  expect(await readdir(join(cacheDir, 'study'))).toEqual(['tiny']);
});
