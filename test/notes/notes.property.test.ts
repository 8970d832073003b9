import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ParsedNote } from '../../src/domain.ts';
import { parseNote } from '../../src/notes/passages.ts';

// Every stretch of content carries marks like `ㅎ17ㅎ`, unique in the note, so that one can tell where each ended up.
const MARK = /ㅎ\d+ㅎ/g;

const words = fc
  .array(
    fc.constantFrom(
      '서버',
      '값',
      'cache',
      '**굵게**',
      '*기울임*',
      '`code`',
      '👩‍💻',
      '\u200b',
      '&amp;',
      'https://a.example',
    ),
    {
      maxLength: 5,
    },
  )
  .map((parts) => `${parts.join(' ')} @`);
const sentence = fc.tuple(words, fc.constantFrom('', '다.', '요?', ',', ' **', '…')).map((parts) => parts.join(''));
const long = fc.integer({ min: 10, max: 120 }).map((times) => '길게 이어지는 말이 @ 있다. '.repeat(times));
const unbroken = fc.integer({ min: 500, max: 2500 }).map((times) => `@${'가'.repeat(times)} @`);
const indent = fc.constantFrom('', '', ' ', '  ', '    ', '\t', '\u00a0');
const line = fc
  .tuple(indent, fc.oneof({ weight: 12, arbitrary: sentence }, long, unbroken))
  .map((parts) => parts.join(''));
const item = fc
  .tuple(indent, fc.constantFrom('- ', '* ', '1. ', '2) ', '-', '- [ ] ', '> '), sentence)
  .map((parts) => parts.join(''));
const bold = fc
  .tuple(indent, fc.constantFrom('1. ', '1) ', '가. ', '나 . ', ''), words)
  .map(([space, number, text]) => {
    return `${space}**${number}${text.replaceAll('*', '')}**`;
  });
const row = fc
  .tuple(words, sentence)
  .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '')).join(' | ')} |`);
const table = fc.array(row, { minLength: 1, maxLength: 8 }).map((rows) => ['', '| @ | 뜻 |', '|---|---|', ...rows, '']);
const fence = fc.array(line, { maxLength: 12 }).map((lines) => ['', '```', ...lines, '```', '']);
const odd = fc.constantFrom(
  '',
  '',
  '---',
  '***',
  '<br>',
  '<!-- 숨긴 말 -->',
  '> ',
  '-',
  '![](a.png)',
  '<details><summary>@</summary>',
  '</details>',
);
const block = fc.oneof(
  fc.array(line, { minLength: 1, maxLength: 4 }),
  fc.array(item, { minLength: 1, maxLength: 8 }),
  fc.tuple(bold),
  fc.tuple(odd),
  fc.tuple(fc.constantFrom('# ', '## ', '  ### ', '#### '), words).map(([level, text]) => [`${level}${text}`]),
  table,
  fence,
);
const body = fc.array(block, { maxLength: 10 }).map((blocks) => blocks.flat());

/** Replaces each `@` by a mark of its own. */
function marked(lines: readonly string[], first = 0): string[] {
  let number = first;
  return lines.map((text) => text.replace(/@/g, () => `ㅎ${number++}ㅎ`));
}

function count(text: string, mark: string): number {
  return text.split(mark).length - 1;
}

function checkShape(note: ParsedNote, lines: readonly string[]): void {
  for (const [index, section] of note.sections.entries()) {
    expect(section.headings.length).toBeGreaterThan(0);
    expect(section.endLine).toBeGreaterThanOrEqual(section.startLine);
    expect(section.endLine + 1).toBe(note.sections[index + 1]?.startLine ?? lines.length + 1);
  }
  let last = 0;
  for (const { startLine, endLine, text, lines: said, headings } of note.passages) {
    const raw = lines.slice(startLine - 1, endLine).join('\n');
    expect(text.length).toBeLessThanOrEqual(800);
    expect(text).toMatch(/\S/);
    expect(startLine === endLine ? raw.includes(text) : raw === text).toBe(true);
    expect(startLine).toBeGreaterThanOrEqual(startLine === endLine ? last : last + 1);
    last = endLine;
    const home = note.sections.find((section) => section.startLine <= startLine && endLine <= section.endLine);
    expect(home?.headings).toEqual(headings);
    for (const line of said) {
      expect(line.startLine).toBeGreaterThanOrEqual(startLine);
      expect(line.endLine).toBeLessThanOrEqual(endLine);
      expect(line.endLine).toBeGreaterThanOrEqual(line.startLine);
      expect(line.text).toMatch(/[\p{L}\p{N}]/u);
      expect(line.text.length).toBeLessThanOrEqual(300);
    }
  }
  expect(new Set(note.passages.map(({ id }) => id)).size).toBe(note.passages.length);
}

describe('any note', () => {
  test('is covered once, verbatim, in order, within the limits', () => {
    fc.assert(
      fc.property(body, fc.constantFrom('\n', '\r\n', '\r'), fc.boolean(), (content, end, hasMark) => {
        const lines = marked(content);
        const note = parseNote('폴더/노트.md', `${hasMark ? '\uFEFF' : ''}${lines.join(end)}`);
        checkShape(note, lines);
        const passages = note.passages.map(({ text }) => text).join('\n');
        const headings = JSON.stringify(note.sections.map((section) => section.headings));
        for (const mark of lines.join('\n').match(MARK) ?? []) {
          const times = count(passages, mark);
          // What became a heading lives there, and in a passage of its own only where nothing stands below it.
          if (!headings.includes(mark)) expect([mark, times]).toEqual([mark, 1]);
          else expect(times).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 80 },
    );
  });

  test('keeps the ids of its other sections when one is edited', () => {
    const part = (name: string, content: readonly string[], first: number) => [
      `# ${name}`,
      '',
      ...marked(content, first),
      '',
      '</details>',
      '',
    ];
    fc.assert(
      fc.property(body, body, body, body, (before, old, edited, after) => {
        const ids = (middle: readonly string[]) => {
          const lines = [...part('앞', before, 0), ...part('가운데', middle, 1000), ...part('뒤', after, 2000)];
          const note = parseNote('노트.md', lines.join('\n'));
          const end = [...part('앞', before, 0), ...part('가운데', middle, 1000)].length;
          const first = part('앞', before, 0).length;
          return note.passages.filter(({ startLine }) => startLine <= first || startLine > end).map(({ id }) => id);
        };
        expect(ids(edited)).toEqual(ids(old));
      }),
      { numRuns: 25 },
    );
  });

  test('of any characters at all is cut within the limits', () => {
    const noise = fc
      .array(fc.constantFrom(...'#*_-`~>|[]()!<>&\\ \t\n\n1.)가a:='), { maxLength: 120 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(noise, fc.string({ unit: 'binary', maxLength: 200 })), (text) => {
        const note = parseNote('노트.md', text);
        checkShape(note, text.replace(/^\uFEFF/, '').split(/\r\n?|\n/));
      }),
      { numRuns: 150 },
    );
  });
});
