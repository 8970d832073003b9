import { describe, expect, it } from 'vitest';
import { quote } from '../../src/answer/quote.ts';
import type { Line, Passage } from '../../src/domain.ts';
import type { RankedHit } from '../../src/search/retrieve.ts';
import { rankedHit } from '../support/found.ts';

/** A hit on a passage of these lines; `scores` by the lines' order, the best one wins. */
function hit(
  rows: readonly { source: string; text: string; parents?: string[] }[],
  scores: readonly number[],
): RankedHit {
  const lines: Line[] = rows.map(({ text, parents = [] }, i) => ({
    startLine: 10 + i,
    endLine: 10 + i,
    text,
    parents,
  }));
  const passage: Passage = {
    id: 'p',
    file: 'a.md',
    headings: [],
    context: [],
    startLine: 10,
    endLine: 9 + rows.length,
    text: rows.map(({ source }) => source).join('\n'),
    lines,
  };
  return rankedHit({ passage, bestLine: lines[scores.indexOf(Math.max(...scores))], lineScores: scores });
}

const list = [
  { source: '- 한도', text: '한도' },
  { source: '  - 시간 15분', text: '시간 15분', parents: ['한도'] },
  { source: '  - 메모리 10 GB', text: '메모리 10 GB', parents: ['한도'] },
  { source: '- 언어', text: '언어' },
  { source: '  - 자바', text: '자바', parents: ['언어'] },
];

describe('quote', () => {
  it('is the best line under the bullet it hangs under', () => {
    expect(quote(hit(list, [0.7, 0.9, 0.8, 0.6, 0.6]))).toBe('- 한도\n  - 시간 15분');
  });

  it('takes along what hangs under a line that only announces', () => {
    expect(quote(hit(list, [0.6, 0.6, 0.6, 0.9, 0.7]))).toBe('- 언어\n  - 자바');
  });

  it('never stops at a line that only announces, however long what it announces is', () => {
    const text = '열 방식으로 저장하고 병렬로 계산하는 창고예요. '.repeat(20).trim();
    const rows = [
      { source: '- 내용', text: '내용' },
      { source: `  - ${text}`, text, parents: ['내용'] },
    ];
    expect(quote(hit(rows, [0.9, 0.7]))).toMatch(/^- 내용\n {2}- 열 방식으로 .{300,}$/);
  });

  it('adds lines that fit nearly as well, in the order of the note', () => {
    expect(quote(hit(list, [0.6, 0.88, 0.9, 0.6, 0.6]))).toBe('- 한도\n  - 시간 15분\n  - 메모리 10 GB');
  });

  it('keeps apart lists that are headed by the same words', () => {
    const twins = [
      { source: '- 오로라', text: '오로라' },
      { source: '  - 장점', text: '장점', parents: ['오로라'] },
      { source: '    - 복제본 15개', text: '복제본 15개', parents: ['오로라', '장점'] },
      { source: '- 넵튠', text: '넵튠' },
      { source: '  - 장점', text: '장점', parents: ['넵튠'] },
      { source: '    - 그래프', text: '그래프', parents: ['넵튠', '장점'] },
    ];
    expect(quote(hit(twins, [0.5, 0.9, 0.5, 0.5, 0.5, 0.5]))).toBe('- 오로라\n  - 장점\n    - 복제본 15개');
    expect(quote(hit(twins, [0.5, 0.5, 0.5, 0.5, 0.5, 0.9]))).toBe('- 넵튠\n  - 장점\n    - 그래프');
  });

  it('does not cut a character in two', () => {
    const text = `!${'😀'.repeat(250)}`;
    const cut = quote(hit([{ source: text, text }], [0.9]));
    expect(cut.length).toBeLessThanOrEqual(400);
    expect(cut).toMatch(/^!(😀)+$/u);
  });

  it('stays short: no further line where the quote would be long to read', () => {
    const long = [list[1], { source: '가'.repeat(250), text: '가' }].flatMap((row) => row ?? []);
    expect(quote(hit(long, [0.9, 0.89]))).toBe('  - 시간 15분');
  });

  it('cuts one endless line at a word, within 400 characters', () => {
    const text = '낱말들 '.repeat(200);
    const cut = quote(hit([{ source: text, text }], [0.9]));
    expect(cut.length).toBeLessThanOrEqual(400);
    expect(text.startsWith(cut)).toBe(true);
    expect(cut.endsWith('낱말들')).toBe(true);
  });

  it('is the text itself where no line says anything', () => {
    const image = { ...hit([{ source: '![](a.png)', text: '' }], [0]), bestLine: undefined };
    expect(quote(image)).toBe('![](a.png)');
  });
});
