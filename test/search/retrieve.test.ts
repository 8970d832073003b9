import { describe, expect, it } from 'vitest';
import { exactIndex } from '../../src/adapters/exact-index.ts';
import type { Passage } from '../../src/domain.ts';
import { makeGeneration } from '../../src/search/generation.ts';
import { type Hints, NO_HINTS } from '../../src/search/hints.ts';
import { queryFor, retrieve, type Source } from '../../src/search/retrieve.ts';
import type { Signals } from '../../src/search/signals.ts';
import { packVectors } from '../../src/search/vector-table.ts';
import { LINE_WORDS, WEIGHTS } from '../../src/search/weights.ts';
import { passage } from '../support/found.ts';
import { randomNumbers } from '../support/random.ts';

const WORDS = ['람다', '버킷', '서브넷', '암호화', '복제', '한도', '요금', '백업', '15개'];
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

/** What a domain pack would say: nothing but that some headings fit. */
const HINTS: Hints = { names: [], fit: ({ headings }) => (headings.includes('요금') ? 0.7 : 0) };
/** What retrieves for a question, read as the sources' notes do. */
const ask = (
  sources: readonly Source[],
  question: string,
  vector: Float32Array | undefined,
  k: number,
  hints = NO_HINTS,
) =>
  retrieve(
    sources,
    { queries: sources.map(({ generation }) => queryFor(generation, question, hints)), vector, hints },
    k,
  );

/** Share of words, weighed by rarity, that a text holds: the words are one term each here. */
function naiveCoverage(words: readonly string[], text: string, rarity: (term: string) => number): number {
  const weights = words.map((word) => ({ word, weight: rarity(word) }));
  const sum = (list: typeof weights) => list.reduce((total, { weight }) => total + weight, 0);
  return sum(weights.filter(({ word }) => text.includes(word))) / sum(weights);
}

describe('retrieve', () => {
  it('ranks by the weighted sum of the signals, over all scopes at once', () => {
    const words = ['람다', '한도'];
    for (let seed = 1; seed <= 20; seed++) {
      const sources = [randomSource('shared', 30, seed), randomSource('12345678901234567', 20, seed + 100)];
      const vector = unit(randomNumbers(seed + 500));
      const expected = sources
        .flatMap(({ generation, rows }) => {
          const { keywords, passages, firstLine } = generation;
          const scores = keywords.score(queryFor(generation, words.join(' '), NO_HINTS));
          const share = (text: string) => naiveCoverage(words, text, keywords.rarity);
          return passages.map((passage, i) => {
            const heading = passage.headings.join(' ');
            const whole = dot(rows[i] ?? vector, vector);
            const start = passages.length + (firstLine[i] ?? 0);
            const [best] = passage.lines
              .map(({ text }, n) => {
                const cosine = dot(rows[start + n] ?? vector, vector);
                const shared = share(`${heading} ${text}`);
                return { text, cosine, shared, fit: cosine + LINE_WORDS * shared };
              })
              .sort((x, y) => y.fit - x.fit);
            const signals: Signals = {
              passage: whole,
              line: best?.cosine ?? whole,
              keywords: scores[i] ?? 0,
              coverage: share(`${heading} ${passage.text}`),
              lineCoverage: best?.shared ?? 0,
              headings: share(heading),
              // `한도` wants a number.
              quantity: /\d/.test(best?.text ?? '') ? 1 : 0,
              pack: HINTS.fit(passage, undefined),
              // Nothing is asked to be defined.
              opening: 0,
            };
            const names = Object.keys(signals) as (keyof Signals)[];
            const score = names.reduce((sum, name) => sum + WEIGHTS[name] * signals[name], 0);
            return { id: passage.id, score, signals };
          });
        })
        .sort((x, y) => y.score - x.score)
        .slice(0, 8);
      const found = ask(sources, words.join(' '), vector, 8, HINTS);
      expect(found.map(({ passage }) => passage.id)).toEqual(expected.map(({ id }) => id));
      found.forEach(({ score, signals }, i) => {
        expect(score).toBeCloseTo(expected[i]?.score ?? 0, 5);
        for (const [name, value] of Object.entries(expected[i]?.signals ?? {})) {
          expect(signals?.[name as keyof Signals], name).toBeCloseTo(value, 5);
        }
      });
      expect(new Set(found.map(({ scope }) => scope)).size).toBe(2);
    }
  });

  it('names the line that fits best, and none where there is none', () => {
    const source = randomSource('shared', 40, 7);
    const hits = ask([source], '백업', unit(randomNumbers(9)), 40);
    expect(hits.length).toBe(40);
    for (const { passage, bestLine, lineScores } of hits) {
      expect(bestLine).toBe(passage.lines[lineScores.indexOf(Math.max(...lineScores))]);
      expect(bestLine === undefined).toBe(passage.lines.length === 0);
    }
  });

  /** One passage of these lines, all of them as near to the question. */
  function evenSource(near: Float32Array, texts: readonly string[]): Source {
    const lines = texts.map((text, i) => ({ startLine: i + 1, endLine: i + 1, text, parents: [] }));
    const whole = passage({ headings: ['한도'], endLine: texts.length, text: texts.join('\n'), lines });
    const table = packVectors([near, ...texts.map(() => near)], DIMENSIONS);
    const note = { file: 'a.md', hash: '', text: '', sections: [], passages: [whole] };
    return {
      scope: 'shared',
      generation: makeGeneration('g', [note], { model: 'm', table }),
      index: exactIndex(table),
    };
  }

  it('prefers of two lines that are as near the one with the words of the question', () => {
    const near = unit(randomNumbers(1));
    const source = evenSource(near, ['버킷 요금', '람다 백업']);
    expect(ask([source], '람다', near, 1)[0]?.bestLine?.text).toBe('람다 백업');
    expect(ask([source], '버킷', near, 1)[0]?.bestLine?.text).toBe('버킷 요금');
  });

  it('says how near the notes usually are, and which of the names each passage has', () => {
    const [near, other] = [unit(randomNumbers(1)), unit(randomNumbers(2))];
    const made = ['Lambda 한도', 'Fargate 한도'].map((text, i) =>
      passage({ id: text, headings: [], startLine: i + 1, endLine: i + 1, text, lines: [] }),
    );
    const table = packVectors([near, other], DIMENSIONS);
    const note = { file: 'a.md', hash: '', text: '', sections: [], passages: made };
    const generation = makeGeneration('g', [note], { model: 'm', table });
    const source = { scope: 'shared', generation, index: exactIndex(table) };
    const hits = ask([source], 'Lambda 한도는?', near, 2);
    expect(hits.map(({ nameCoverage }) => nameCoverage)).toEqual([1, 0]);
    for (const { usual } of hits) expect(usual).toBeCloseTo((1 + dot(near, other)) / 2, 5);
    expect(ask([source], 'Lambda 한도는?', undefined, 2)[0]?.usual).toBe(0);
  });

  it('shows the beginning of a section to those who ask what it is, and to nobody else', () => {
    const near = unit(randomNumbers(1));
    const farther = new Float32Array(near.map((x, i) => (i === 0 ? -x : x)));
    const made = ['시작', '끝'].map((text, i) =>
      passage({ id: text, headings: ['AWS 람다'], startLine: i + 2, endLine: i + 2, text, lines: [] }),
    );
    // The one at the end is a little nearer.
    const between = new Float32Array(near.map((x, i) => 0.99 * x + 0.01 * (farther[i] ?? 0)));
    const table = packVectors([between, near], DIMENSIONS);
    const note = { file: 'a.md', hash: '', text: '', sections: [], passages: made };
    const generation = makeGeneration('g', [note], { model: 'm', table });
    const source = { scope: 'shared', generation, index: exactIndex(table) };
    const first = (question: string) => ask([source], question, near, 2)[0]?.passage.text;
    expect(first('람다가 뭐야?')).toBe('시작');
    expect(first('람다란?')).toBe('시작');
    expect(first('람다 한도는?')).toBe('끝');
  });

  it('by keywords prefers the shorter of two lines with the same words', () => {
    const source = evenSource(unit(randomNumbers(1)), ['람다 백업을 여러 가지 방법으로 한다', '람다 백업', '버킷']);
    expect(ask([source], '람다', undefined, 1)[0]?.bestLine?.text).toBe('람다 백업');
  });

  it('without a vector goes by keywords, and finds nothing where no word is shared', () => {
    const source = randomSource('shared', 30, 3);
    const hits = ask([source], '암호화 백업', undefined, 5);
    expect(hits.length).toBe(5);
    expect(hits.map(({ score }) => score)).toEqual(hits.map(({ score }) => score).toSorted((x, y) => y - x));
    for (const { passage, signals, coverage } of hits) {
      expect(`${passage.headings} ${passage.text}`).toMatch(/암호화|백업/);
      expect(signals).toBeUndefined();
      expect(coverage).toBeGreaterThan(0);
    }
    expect(ask([source], '쿠버네티스', undefined, 5)).toEqual([]);
    expect(ask([], '암호화', undefined, 5)).toEqual([]);
  });

  it('while there is no index goes by keywords even with a vector', () => {
    const source = randomSource('shared', 30, 3);
    const withVector = ask([{ ...source, index: undefined }], '암호화', unit(randomNumbers(2)), 5);
    expect(withVector).toEqual(ask([source], '암호화', undefined, 5));
  });
});
