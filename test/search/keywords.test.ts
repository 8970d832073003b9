import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexKeywords, sharedTerms } from '../../src/search/keywords.ts';
import { terms } from '../../src/text/korean.ts';

/** BM25 written down from its formula, one text at a time. */
function naiveScore(texts: readonly string[], question: string, row: number): number {
  const lists = texts.map(terms);
  const mean = lists.reduce((sum, list) => sum + list.length, 0) / lists.length;
  const own = lists[row] ?? [];
  return [...new Set(terms(question))].reduce((sum, term) => {
    const found = lists.filter((list) => list.includes(term)).length;
    const count = own.filter((one) => one === term).length;
    const idf = Math.log(1 + (texts.length - found + 0.5) / (found + 0.5));
    return sum + (idf * count * 2.2) / (count + 1.2 * (0.25 + (0.75 * own.length) / mean));
  }, 0);
}

const word = fc.constantFrom('람다', '버킷', '가용 영역', 'lambda', 's3', '15분', '최대', '암호화', '키');
const text = fc.array(word, { minLength: 1, maxLength: 8 }).map((list) => list.join(' '));

describe('keywords', () => {
  it('scores as the formula does', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 12 }), text, (texts, question) => {
        const scores = indexKeywords(texts).score(question);
        texts.forEach((_, row) => {
          expect(scores[row]).toBeCloseTo(naiveScore(texts, question, row), 4);
        });
      }),
    );
  });

  it('gives nothing for a question without a known term, and for no texts', () => {
    expect([...indexKeywords(['람다 함수']).score('쿠버네티스')]).toEqual([0]);
    expect([...indexKeywords([]).score('람다')]).toEqual([]);
  });

  it('prefers the line that shares more, and the shorter of equals', () => {
    const line = (text: string) => ({ startLine: 1, endLine: 1, text, parents: [] });
    const shared = (text: string) => sharedTerms(line(text), '람다 실행 시간');
    expect(shared('람다 실행 시간은 15분')).toBeGreaterThan(shared('람다 함수'));
    expect(shared('람다 함수')).toBeGreaterThan(shared('람다 함수를 만드는 여러 가지 방법'));
  });
});
