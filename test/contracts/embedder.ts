import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import type { Embedder } from '../../src/search/embedder.ts';

/** Cosine of two unit vectors. */
export function cosine(a: Float32Array | undefined, b: Float32Array | undefined): number {
  if (a === undefined || b === undefined || a.length !== b.length) throw new Error('Two vectors of one length, please');
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}

const TEXTS = [
  '람다 함수의 최대 실행 시간은 15분이에요.',
  'S3 버킷은 객체를 저장해요.',
  `DynamoDB는 파티션 키로 항목을 나눠 담아요. ${'쓰기와 읽기 용량을 따로 정할 수 있고, 트래픽이 고르지 않으면 온디맨드가 나아요. '.repeat(8)}`,
  'VPC',
  'CloudFront는 가까운 엣지에서 캐시한 파일을 내줘요.',
  '짧은 줄',
  'IAM 역할에는 정책을 붙여요.',
  'EC2 인스턴스를 멈추면 요금이 줄어요.',
  'SQS 대기열은 메시지를 최대 14일 보관해요.',
  '오로라는 저장 공간을 세 가용 영역에 여섯 벌 두어요.',
  '쿠버네티스는 컨테이너를 여러 서버에 나눠 돌려요.',
];

/** What every adapter of Embedder keeps to. `make` opens one; the suite closes it. */
export function testEmbedder(make: () => Promise<Embedder>): void {
  describe('as every embedder', () => {
    let embedder: Embedder;
    beforeAll(async () => {
      embedder = await make();
    });
    afterAll(() => embedder.close());

    test('gives one unit vector of its dimensions per text', async () => {
      const vectors = await embedder.embed(TEXTS, 'passage');
      expect(vectors).toHaveLength(TEXTS.length);
      for (const vector of vectors) {
        expect(vector).toBeInstanceOf(Float32Array);
        expect(vector).toHaveLength(embedder.dimensions);
        expect(cosine(vector, vector)).toBeCloseTo(1, 5);
      }
    });

    test('keeps the order of the texts, whatever their lengths', async () => {
      const together = await embedder.embed(TEXTS, 'passage');
      for (const [i, text] of TEXTS.entries()) {
        const [alone] = await embedder.embed([text], 'passage');
        const likeness = together.map((vector) => cosine(vector, alone));
        expect(likeness.indexOf(Math.max(...likeness)), text).toBe(i);
        expect(likeness[i], text).toBeGreaterThan(0.97);
      }
    });

    test('gives the same vector for the same text', async () => {
      const [first] = await embedder.embed(['람다의 제한 시간'], 'query');
      const [second] = await embedder.embed(['람다의 제한 시간'], 'query');
      expect(second).toEqual(first);
    });

    test('puts a question nearest to the line that shares its subject', async () => {
      const [question] = await embedder.embed(['람다 함수의 최대 실행 시간은?'], 'query');
      const likeness = (await embedder.embed(TEXTS, 'passage')).map((vector) => cosine(question, vector));
      expect(likeness.indexOf(Math.max(...likeness))).toBe(0);
    });

    test('takes no texts, an empty text, a very long one and odd characters', async () => {
      expect(await embedder.embed([], 'passage')).toEqual([]);
      const odd = ['', ' \n', '🦜🪿', 'ᄒ\u0000\uFEFF', '가'.repeat(20_000)];
      for (const vector of await embedder.embed(odd, 'passage')) expect(cosine(vector, vector)).toBeCloseTo(1, 5);
    });

    test('serves calls that overlap', async () => {
      const calls = TEXTS.map((text, i) => embedder.embed([text, text], i % 2 === 0 ? 'query' : 'passage'));
      for (const vectors of await Promise.all(calls)) expect(cosine(vectors[0], vectors[1])).toBeCloseTo(1, 5);
    });

    test('rejects what is pending, and what comes later, once it is closed', async () => {
      const closing = await make();
      const pending = closing.embed(TEXTS, 'passage');
      const rejection = expect(pending).rejects.toThrow(UserError);
      await closing.close();
      await rejection;
      await expect(closing.embed(['늦은 글'], 'query')).rejects.toThrow(UserError);
    });
  });
}
