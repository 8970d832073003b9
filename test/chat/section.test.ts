import { expect, it } from 'vitest';
import { findSection } from '../../src/answer/section.ts';
import type { IndexedNote } from '../../src/search/generation.ts';
import { makeGeneration } from '../../src/search/generation.ts';

/** A note whose sections begin at its headings. */
function note(file: string, text: string): IndexedNote {
  const lines = text.split('\n');
  const starts = lines.flatMap((line, i) => (line.startsWith('#') ? [i + 1] : []));
  const sections = starts.map((startLine, i) => ({
    file,
    headings: [(lines[startLine - 1] ?? '').replace(/^#+ /, '')],
    startLine,
    endLine: (starts[i + 1] ?? lines.length + 1) - 1,
  }));
  return { file, hash: text, text, sections, passages: [] };
}
const sources = (...notes: IndexedNote[]) => [
  { scope: 'shared', generation: makeGeneration('1', notes, undefined), index: undefined },
];
const place = { file: 'a.md', headings: ['요금'], startLine: 2, text: '- 한 달에 100원' };

it('finds the whole section by file and headings', () => {
  const found = findSection(sources(note('a.md', '# 요금\n- 한 달에 100원\n- 끝\n\n\n# 다음\n글')), place);
  expect(found).toEqual({
    scope: 'shared',
    file: 'a.md',
    headings: ['요금'],
    startLine: 1,
    endLine: 3,
    text: '# 요금\n- 한 달에 100원\n- 끝',
  });
});

it('takes of sections with the same heading the one that says it, then the nearest', () => {
  const twice = sources(note('a.md', '# 요금\n- 무료\n# 요금\n- 한 달에 100원\n# 요금\n- 모름'));
  expect(findSection(twice, place)?.startLine).toBe(3);
  expect(findSection(twice, { ...place, text: '사라진 줄', startLine: 6 })?.startLine).toBe(5);
});

it('finds it changed, moved on, renamed or in another file', () => {
  expect(findSection(sources(note('a.md', '# 새 머리말\n글\n# 요금\n- 한 달에 200원')), place)?.startLine).toBe(3);
  expect(findSection(sources(note('a.md', '# 가격\n- 한 달에 100원')), place)?.headings).toEqual(['가격']);
  expect(findSection(sources(note('b.md', '# 가격\n- 한 달에 100원')), place)?.file).toBe('b.md');
});

it('prefers the own file to another that says the same', () => {
  const both = sources(note('0.md', '# 가격\n- 한 달에 100원'), note('a.md', '# 가격\n- 한 달에 100원'));
  expect(findSection(both, place)?.file).toBe('a.md');
});

it('finds nothing where it is gone', () => {
  expect(findSection(sources(note('a.md', '# 다음\n글')), place)).toBeUndefined();
  expect(findSection([], place)).toBeUndefined();
});
