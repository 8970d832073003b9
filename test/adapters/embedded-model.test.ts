import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTransformersEmbedder } from '../../src/adapters/transformers-embedder.ts';
import { PROJECT_ROOT } from '../../src/paths.ts';
import type { Embedder } from '../../src/search/embedder.ts';
import { cosine, testEmbedder } from '../contracts/embedder.ts';

const open = (): Promise<Embedder> =>
  openTransformersEmbedder({ model: join(PROJECT_ROOT, 'models/multilingual-e5-small-ko'), cacheDir: '/nonexistent' });

testEmbedder(open);

let embedder: Embedder;
beforeAll(async () => {
  embedder = await open();
});
afterAll(() => embedder.close());

test('is named after the model and its files', () => {
  expect(embedder.id).toMatch(/^multilingual-e5-small-ko@[0-9a-f]{16}$/);
  expect(embedder.dimensions).toBe(384);
});

test.each([
  ['람다 함수의 최대 실행 시간은?', '함수는 한 번에 15분까지만 돌아요', '함수는 컨테이너 이미지로도 올릴 수 있어요'],
  [
    '파일을 가장 싸게 오래 보관하려면?',
    'S3 Glacier Deep Archive가 제일 저렴한 스토리지 클래스',
    'S3 Standard는 자주 읽는 객체용',
  ],
  [
    '다이나모디비 정렬 키가 뭐야?',
    'DynamoDB sort key: 같은 파티션 안에서 항목을 줄 세운다',
    'Lambda layer: 여러 함수가 함께 쓰는 코드',
  ],
])('%s', async (question, right, wrong) => {
  const [asked] = await embedder.embed([question], 'query');
  const [near, far] = await embedder.embed([right, wrong], 'passage');
  expect(cosine(asked, near)).toBeGreaterThan(cosine(asked, far));
});

test('reads questions and passages differently, as it was trained to', async () => {
  const [question] = await embedder.embed(['오로라 백업 보관 기간'], 'query');
  const [passage] = await embedder.embed(['오로라 백업 보관 기간'], 'passage');
  expect(cosine(question, passage)).toBeLessThan(0.999);
});

test.each([
  ['full-width and compatibility letters', 'Ｌａｍｂｄａ ㎆ ①', 'Lambda MB 1'],
  ['decomposed Hangul', '람다 함수'.normalize('NFD'), '람다 함수'],
  ['runs of white space', '람다 \n\t 함수', '람다 함수'],
])('reads %s as the plain text', async (_, odd, plain) => {
  const [a] = await embedder.embed([odd], 'passage');
  const [b] = await embedder.embed([plain], 'passage');
  expect(cosine(a, b)).toBeGreaterThan(0.9999);
});

test('reads 512 tokens of a text and no more', async () => {
  const filler = '서버리스 함수는 이벤트가 오면 실행돼요. '.repeat(200);
  const [a] = await embedder.embed([`${filler}끝에는 S3 이야기`], 'passage');
  const [b] = await embedder.embed([`${filler}다른 마지막 문장`], 'passage');
  expect(cosine(a, b)).toBeGreaterThan(0.9999);
});
