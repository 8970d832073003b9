import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverage, indexKeywords, termSet } from '../../src/search/keywords.ts';
import type { Group } from '../../src/search/query.ts';
import { terms } from '../../src/text/korean.ts';
import { query } from '../support/found.ts';

/** A question's word in these spellings; all but the first are inferred. */
const group = (spellings: readonly string[], sure = 0.8): Group => ({
  options: spellings.map((text, i) => ({ terms: terms(text), sure: i === 0 ? 1 : sure })),
  isName: spellings.length > 1,
});
const asked = (...words: readonly string[]) => query({ groups: words.map((word) => group([word])) });

/** The formula, one text at a time: for each word the best spelling's BM25, as a share of what there could be at most. */
function naiveScore(texts: readonly string[], groups: readonly Group[], row: number): number {
  const lists = texts.map(terms);
  const mean = lists.reduce((sum, list) => sum + list.length, 0) / lists.length;
  const own = lists[row] ?? [];
  const foundIn = (term: string) => lists.filter((list) => list.includes(term)).length;
  const idf = (term: string) => Math.log(1 + (texts.length - foundIn(term) + 0.5) / (foundIn(term) + 0.5));
  const bm25 = (term: string) => {
    const count = own.filter((one) => one === term).length;
    return (idf(term) * count * 2.2) / (count + 1.2 * (0.25 + (0.75 * own.length) / mean));
  };
  const sum = (numbers: readonly number[]) => numbers.reduce((x, y) => x + y, 0);
  const best = groups.map(({ options }) =>
    Math.max(...options.map((option) => option.sure * sum([...new Set(option.terms)].map(bm25)))),
  );
  const most = groups.map(({ options }) =>
    Math.max(
      ...options.map((option) =>
        option.terms.some((term) => foundIn(term) > 0) ? sum([...new Set(option.terms)].map((x) => 2.2 * idf(x))) : 0,
      ),
    ),
  );
  return sum(most) === 0 ? 0 : sum(best) / sum(most);
}

const word = fc.constantFrom('람다', '버킷', '가용 영역', 'lambda', 's3', '15분', '최대', '암호화', '키');
const text = fc.array(word, { minLength: 1, maxLength: 8 }).map((list) => list.join(' '));
const groups = fc.array(
  fc.array(word, { minLength: 1, maxLength: 3 }).map((spellings) => group(spellings)),
  { minLength: 1, maxLength: 5 },
);

describe('keywords', () => {
  it('score as the formula does, between 0 and 1', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 12 }), groups, (texts, groups) => {
        const scores = indexKeywords(texts).score(query({ groups }));
        texts.forEach((_, row) => {
          expect(scores[row]).toBeCloseTo(naiveScore(texts, groups, row), 4);
          expect(scores[row]).toBeGreaterThanOrEqual(0);
          expect(scores[row]).toBeLessThanOrEqual(1);
        });
      }),
    );
  });

  it('give nothing for a question without a known term, and for no texts', () => {
    expect([...indexKeywords(['람다 함수']).score(asked('쿠버네티스'))]).toEqual([0]);
    expect([...indexKeywords([]).score(asked('람다'))]).toEqual([]);
    expect([...indexKeywords(['람다 함수']).score(asked())]).toEqual([0]);
  });

  it('find a word under another spelling, a little less than under its own', () => {
    const [own = 0, other = 0, none] = indexKeywords(['람다 함수', 'lambda 함수', '버킷 함수']).score(
      query({ groups: [group(['람다', 'lambda'])] }),
    );
    expect(own).toBeGreaterThan(other);
    expect(other).toBeGreaterThan(0);
    expect(none).toBe(0);
  });

  it('know which words the texts have, how rare they are, and whether one text has several', () => {
    const index = indexKeywords(['lambda s3', 'lambda 버킷']);
    expect([...index.words()].sort()).toEqual(['lambda', 's3']);
    expect(index.rarity('쿠버')).toBe(1);
    expect(index.rarity('s3')).toBeLessThan(1);
    expect(index.rarity('lambda')).toBeLessThan(index.rarity('s3'));
    expect(index.holds(['lambda', '버킷'])).toBe(true);
    expect(index.holds(['s3', '버킷'])).toBe(false);
    expect(index.holds(['쿠버'])).toBe(false);
    expect(index.holds([])).toBe(false);
  });
});

describe('coverage', () => {
  const index = indexKeywords(['람다 시간', '람다 한도', '람다 암호']);
  const share = (groups: readonly Group[], text: string) => {
    const held = termSet(text);
    return coverage(groups, index.rarity)(held);
  };

  it('is all, none, or in between, and rarer words count more', () => {
    const both = [group(['람다']), group(['시간'])];
    expect(share(both, '람다 시간')).toBe(1);
    expect(share(both, '버킷')).toBe(0);
    expect(share(both, '시간')).toBeGreaterThan(share(both, '람다'));
    expect(share([], '람다')).toBe(0);
  });

  it('takes any spelling of a word for it, as far as it is sure', () => {
    expect(share([group(['lambda', '람다'], 0.9)], '람다')).toBeCloseTo(0.9);
  });

  it('counts a word that the notes never have as missing', () => {
    expect(share([group(['시간']), group(['쿠버'])], '시간')).toBeLessThan(0.5);
  });
});
