import { describe, expect, it } from 'vitest';
import { exactIndex } from '../../src/adapters/exact-index.ts';
import type { Passage } from '../../src/domain.ts';
import { makeGeneration } from '../../src/search/generation.ts';
import { retrieve, type Source } from '../../src/search/retrieve.ts';
import { packVectors } from '../../src/search/vector-table.ts';
import { randomNumbers } from '../support/random.ts';

const WORDS = ['람다', '버킷', '서브넷', '암호화', '복제', '한도', '요금', '백업'];
const DIMENSIONS = 6;

function unit(random: () => number): Float32Array {
  const numbers = Array.from({ length: DIMENSIONS }, () => random() - 0.5);
  const length = Math.hypot(...numbers);
  return new Float32Array(numbers.map((x) => x / length));
}

/** A scope of passages with one to three lines of random words and random vectors; some have no line at all. */
function randomSource(scope: string, passages: number, seed: number): Source & { readonly rows: Float32Array[] } {
  const random = randomNumbers(seed);
  const word = () => WORDS[Math.floor(random() * WORDS.length)] ?? '';
  const made = Array.from({ length: passages }, (_, i): Passage => {
    const texts = Array.from({ length: Math.floor(random() * 4) }, () => `${word()} ${word()}`);
    return {
      id: `${scope}-${i}`,
      file: 'a.md',
      headings: [word()],
      context: [],
      startLine: 1,
      endLine: Math.max(1, texts.length),
      text: texts.join('\n'),
      lines: texts.map((text, n) => ({ startLine: n + 1, endLine: n + 1, text, parents: [] })),
    };
  });
  const count = made.length + made.reduce((sum, { lines }) => sum + lines.length, 0);
  const rows = Array.from({ length: count }, () => unit(random));
  const table = packVectors(rows, DIMENSIONS);
  const note = { file: 'a.md', hash: '', text: '', sections: [], passages: made };
  const generation = makeGeneration('g', [note], { model: 'm', table });
  return { scope, generation, index: exactIndex(table), rows };
}

const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);

describe('retrieve', () => {
  it('ranks as the formula says, over all scopes at once', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const sources = [randomSource('shared', 30, seed), randomSource('12345678901234567', 20, seed + 100)];
      const vector = unit(randomNumbers(seed + 500));
      const question = '람다 한도';
      const keywords = sources.map(({ generation }) => generation.keywords.score(question));
      const bestKeyword = Math.max(...keywords.flatMap((scores) => [...scores])) || 1;
      const expected = sources
        .flatMap(({ generation, rows }, s) =>
          generation.passages.map((passage, i) => {
            const whole = dot(rows[i] ?? vector, vector);
            const start = generation.passages.length + (generation.firstLine[i] ?? 0);
            const lines = passage.lines.map((_, n) => dot(rows[start + n] ?? vector, vector));
            const line = lines.length > 0 ? Math.max(...lines) : whole;
            const score = 0.4 * whole + 0.6 * line + (0.02 * (keywords[s]?.[i] ?? 0)) / bestKeyword;
            return { id: passage.id, score };
          }),
        )
        .sort((x, y) => y.score - x.score)
        .slice(0, 8);
      const found = retrieve(sources, question, vector, 8);
      expect(found.map(({ passage }) => passage.id)).toEqual(expected.map(({ id }) => id));
      found.forEach(({ score }, i) => {
        expect(score).toBeCloseTo(expected[i]?.score ?? 0, 5);
      });
      expect(new Set(found.map(({ scope }) => scope)).size).toBe(2);
    }
  });

  it('names the line that fits best, and none where there is none', () => {
    const source = randomSource('shared', 40, 7);
    for (const { passage, bestLine, lineScores } of retrieve([source], '백업', unit(randomNumbers(9)), 40)) {
      expect(bestLine).toBe(passage.lines[lineScores.indexOf(Math.max(...lineScores))]);
      expect(bestLine === undefined).toBe(passage.lines.length === 0);
    }
  });

  it('without a vector goes by keywords, and finds nothing where no word is shared', () => {
    const source = randomSource('shared', 30, 3);
    const hits = retrieve([source], '암호화 백업', undefined, 5);
    expect(hits.length).toBeGreaterThan(0);
    expect(hits[0]?.score).toBe(1);
    for (const { passage } of hits) expect(`${passage.headings} ${passage.text}`).toMatch(/암호화|백업/);
    expect(retrieve([source], '쿠버네티스', undefined, 5)).toEqual([]);
    expect(retrieve([], '암호화', undefined, 5)).toEqual([]);
  });
});
