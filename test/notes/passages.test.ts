import { describe, expect, test } from 'vitest';
import { parseNote } from '../../src/notes/passages.ts';
import { parse, passageWith } from './helpers.ts';

const sentence = '한 벌은 가까이에 두고 다른 한 벌은 아주 먼 곳에 두어서 불이 나도 남게 한다.';
const bullets = (count: number, indent = '') =>
  Array.from({ length: count }, (_, index) => `${indent}- ${index + 1}번째로 나오는 꽤 길게 적어 둔 항목의 설명`);

describe('text', () => {
  test('is verbatim: markers, indentation, trailing blanks, tabs and zero-width characters stay', () => {
    const lines = ['# 큐', '', '-  줄을 세운다  ', '', '\t- 먼저 온\u200b 것부터', '', ''];
    const [passage] = parse(lines).passages;
    expect(passage?.text).toBe(lines.slice(2, 5).join('\n'));
    expect([passage?.startLine, passage?.endLine]).toEqual([3, 5]);
  });

  test('keeps the line numbers of the file, whatever ends its lines', () => {
    const lines = ['# 큐', '', '- 하나', '- 둘'];
    const expected = parseNote('a.md', lines.join('\n'));
    for (const end of ['\r\n', '\r']) expect(parseNote('a.md', `\uFEFF${lines.join(end)}`)).toEqual(expected);
    expect(expected.passages[0]?.startLine).toBe(3);
  });

  test('leaves front matter, tables of contents, comments and rules out', () => {
    const note = parse([
      '---',
      'date: 2024-01-01',
      '---',
      '```toc',
      'depth: 2',
      '```',
      '[TOC]',
      '',
      '가',
      '',
      '<!-- 나 -->',
      '',
      '다',
      '',
      '---',
      '',
    ]);
    expect(note.passages.map(({ text }) => text)).toEqual(['가', '다']);
  });

  test('between two rules at the top is no front matter', () => {
    expect(parse(['---', '- 항목', '---', '글']).passages.map(({ text }) => text)).toEqual(['- 항목\n---\n글']);
  });

  test('is empty for a note that says nothing', () => {
    for (const lines of [[''], ['', '  ', ''], ['---'], ['<!-- 숨김 -->'], ['---', 'title: 가', '---']]) {
      expect(parse(lines)).toEqual({ file: '노트.md', sections: [], passages: [] });
    }
  });
});

describe('cutting', () => {
  test('keeps a short section whole', () => {
    expect(parse(['# 큐', ...bullets(6), '', '글로도 적는다.']).passages).toHaveLength(1);
  });

  test('of a long list comes before its shallowest items, parents staying with their children', () => {
    const note = parse([
      '# 큐',
      ...['첫째', '둘째', '셋째', '넷째'].flatMap((name) => [`- ${name} 묶음`, ...bullets(7, '  ')]),
    ]);
    expect(note.passages.map(({ text }) => text.split('\n')[0])).toEqual([
      '- 첫째 묶음',
      '- 둘째 묶음',
      '- 셋째 묶음',
      '- 넷째 묶음',
    ]);
    expect(note.passages.every(({ context }) => context.length === 0)).toBe(true);
  });

  test('leaves no parent behind, even where its first child is over the budget already', () => {
    const essay = `${sentence.slice(0, -1)}고 `.repeat(10).trim();
    const note = parse(['# 큐', ...bullets(7), '- 뒤에 오는 긴 설명의 이름', `  - ${essay}`]);
    expect(note.passages.map(({ text }) => text.split('\n').length)).toEqual([7, 2]);
  });

  test('inside a long item names what stands above the cut', () => {
    const note = parse(['# 큐', '- 종류', '  - 표준', ...bullets(30, '    ')]);
    expect(note.passages.length).toBeGreaterThan(1);
    expect(note.passages[0]?.context).toEqual([]);
    for (const passage of note.passages.slice(1)) expect(passage.context).toEqual(['종류', '표준']);
  });

  test('goes by tokens: about 400 characters of Korean, more of what is denser', () => {
    const korean = parse(bullets(60)).passages.map(({ text }) => text.length);
    expect(Math.max(...korean)).toBeLessThan(560);
    expect(Math.min(...korean)).toBeGreaterThan(150);
    const english = parse(Array.from({ length: 60 }, (_, n) => `- item number ${n} of the list with some words`));
    expect(Math.max(...english.passages.map(({ text }) => text.length))).toBeGreaterThan(Math.max(...korean));
  });

  test('of a table comes between rows; the first part has its header, the others name the columns', () => {
    const rows = Array.from({ length: 30 }, (_, index) => `| 항목 ${index} | ${sentence} |`);
    const [first, ...others] = parse(['# 표', '| 이름 | **설명** |', '|---|---|', ...rows]).passages;
    expect(first?.text.startsWith('| 이름 | **설명** |\n|---|---|\n| 항목 0 |')).toBe(true);
    expect(first?.context).toEqual([]);
    expect(others.length).toBeGreaterThan(1);
    for (const other of others) expect(other.context).toEqual(['이름 | 설명']);
  });

  test('puts a header too wide for its first row by itself', () => {
    const wide = (text: string) => `| ${text.padEnd(500)} |`;
    const note = parse([wide('이름'), `| ${'-'.repeat(500)} |`, wide('값'), wide('다른 값')]);
    expect(note.passages.map(({ startLine, endLine, context }) => [startLine, endLine, context])).toEqual([
      [1, 1, []],
      [3, 3, ['이름']],
      [4, 4, ['이름']],
    ]);
  });

  test('of code comes between its lines, fences included', () => {
    const code = Array.from({ length: 40 }, (_, index) => `const someRatherLongName${index} = compute(${index});`);
    const { passages } = parse(['```ts', ...code, '```']);
    expect(passages.length).toBeGreaterThan(1);
    expect(passages.map(({ text }) => text).join('\n')).toBe(['```ts', ...code, '```'].join('\n'));
  });

  test('of one overlong line comes at sentence ends; the pieces share its number and cover it', () => {
    const line = `- ${Array(40).fill(sentence).join(' ')}`;
    const { passages } = parse(['# 위', line]);
    expect(passages.length).toBeGreaterThan(2);
    for (const { text, startLine, endLine, lines } of passages) {
      expect(text.length).toBeLessThanOrEqual(800);
      expect(text.endsWith('한다.')).toBe(true);
      expect([startLine, endLine]).toEqual([2, 2]);
      expect(lines.map((part) => part.text).join(' ')).toBe(text.replace(/^- /, ''));
    }
    expect(passages.map(({ text }) => text).join(' ')).toBe(line);
  });

  test('of an unbroken line is hard, but never inside a character', () => {
    const { passages } = parse([`${'가'.repeat(399)}${'😀'.repeat(600)}`]);
    expect(passages.map(({ text }) => text).join('')).toBe(`${'가'.repeat(399)}${'😀'.repeat(600)}`);
    for (const { text } of passages) expect(() => encodeURIComponent(text)).not.toThrow();
  });
});

describe('ids', () => {
  const note = (...extra: string[]) => parse(['# 가', ...extra, '- 하나', '# 나', '- 둘', '# 나', '- 둘']);

  test('differ, even for the same words twice under the same heading', () => {
    expect(new Set(note().passages.map(({ id }) => id)).size).toBe(3);
  });

  test('of other sections survive an edit above', () => {
    const [, ...before] = note().passages;
    const [, ...after] = note('', '새 글', '').passages;
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(passageWith(note('새 글'), '하나').id).not.toBe(passageWith(note(), '하나').id);
  });

  test('depend on the file', () => {
    expect(parse(['글'], 'a.md').passages[0]?.id).not.toBe(parse(['글'], 'b/a.md').passages[0]?.id);
  });
});
