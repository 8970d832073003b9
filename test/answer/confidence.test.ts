import { describe, expect, it } from 'vitest';
import { confidence } from '../../src/answer/confidence.ts';
import { indexKeywords } from '../../src/search/keywords.ts';
import type { RankedHit } from '../../src/search/retrieve.ts';

const TEXT = '람다 최대 실행 시간 15분 Lambda timeout';
const keywords = [indexKeywords([TEXT, 'S3 버전 관리', 'VPC 서브넷'])];

function hit(text: string, score: number, lineCosine: number | undefined): RankedHit {
  const passage = { id: '', file: 'a.md', headings: [], context: [], startLine: 1, endLine: 1, text, lines: [] };
  return {
    scope: 'shared',
    passage,
    bestLine: undefined,
    score,
    passageCosine: lineCosine,
    lineCosine,
    lineScores: [],
    keywordScore: 0,
  };
}
/** Confidence of a best hit that is so near and leads the next one by so much. */
const sure = (question: string, near: number | undefined, lead: number, text = TEXT) =>
  confidence(keywords, question, [hit(text, 0.8, near), hit('', 0.8 - lead, near)]);

describe('confidence', () => {
  const question = '람다 최대 실행 시간';
  it('grows with how near the best line is, how far it leads, and how much of the question it holds', () => {
    expect(sure(question, 0.85, 0.05)).toBeGreaterThan(sure(question, 0.7, 0.05) + 0.1);
    expect(sure(question, 0.75, 0.1)).toBeGreaterThan(sure(question, 0.75, 0.01) + 0.1);
    expect(sure(question, 0.75, 0.05)).toBeGreaterThan(sure(question, 0.75, 0.05, '다른 말') + 0.1);
  });

  it('falls where a Korean question names what the notes never do, but not for a slip of the pen', () => {
    expect(sure(`${question} terraform`, 0.75, 0.05)).toBeLessThan(sure(question, 0.75, 0.05) - 0.2);
    expect(sure(`${question} lamda`, 0.75, 0.05)).toBeGreaterThan(sure(`${question} terraform`, 0.75, 0.05) + 0.2);
    expect(sure('how long may terraform run', 0.85, 0.1)).toBeGreaterThan(0.5);
  });

  it('goes by shared words while there are no vectors, and is none without a hit', () => {
    expect(sure(question, undefined, 0)).toBe(1);
    expect(sure('전혀 다른 이야기', undefined, 0)).toBe(0);
    expect(confidence(keywords, question, [])).toBe(0);
  });
});
