import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstLine, showMarkdown } from '../../src/chat/markdown.ts';
import { joinLines, paginate } from '../../src/chat/pages.ts';
import { activeParts, looseText } from './support/discord-markdown.ts';

const show = (text: string, header?: readonly string[]) => joinLines(showMarkdown(text, header));

/** Pieces that mean something to Markdown or to Discord, in any order. */
const PIECES = [
  ...[
    '<@123456789012345678>',
    '<@&123456789012345678>',
    '<#123456789012345678>',
    '</ask:123456789012345678>',
    '<id:home>',
  ],
  ...[
    '@everyone',
    '@here',
    '@',
    'everyone',
    '<t:1700000000:R>',
    '<:party:123456789012345678>',
    '||',
    '|',
    ':key:',
    ':',
  ],
  ...[
    '[a](https://b.c/d)',
    '[',
    ']',
    '](',
    ')',
    '(',
    '![그림](x.png)',
    'https://a.b/c_d',
    'http://',
    'h',
    '<',
    '>',
    '<br>',
  ],
  ...[
    '**',
    '*',
    '__',
    '_',
    '~~',
    '~',
    '`',
    '``',
    '```',
    '~~~',
    '\\',
    '# ',
    '## ',
    '-# ',
    '> ',
    '>>> ',
    '- ',
    '1. ',
    '[x] ',
  ],
  ...[
    '\n',
    '\n\n',
    ' ',
    '    ',
    '\t',
    '| --- | --- |',
    '---',
    '===',
    '가',
    '나다',
    'a',
    'B2',
    '\u202e',
    '\u0007',
    '😀',
    '!',
  ],
];
const pieces = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((some) => some.join(''));
const anything = fc.oneof(
  pieces,
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

describe('the oracle', () => {
  it('sees what Discord acts on, and only where Discord does', () => {
    expect(activeParts('<@123> <t:1:R> ||x|| [a](b)')).toEqual(['mention', 'timestamp', 'spoiler', 'masked link']);
    expect(activeParts('# a')).toEqual(['heading']);
    expect(activeParts('`<@123>` \\# a \\||x\\|| ```\n# b\n```')).toEqual([]);
    expect(activeParts('`@everyone`')).toEqual(['everyone']);
    expect(looseText('a\\*b')).toBe('a\u0001b');
  });
});

describe('a note’s Markdown on Discord', () => {
  it('keeps emphasis, code and bullets, and how deep they lie', () => {
    expect(show('- **굵게** *기울여* ~~지움~~ `a_b`\n    - 속\n        - 더 속\n- 밖')).toBe(
      '- **굵게** *기울여* ~~지움~~ `a_b`\n  - 속\n    - 더 속\n- 밖',
    );
    expect(show('    - 속에서 시작\n        - 더 속')).toBe('- 속에서 시작\n  - 더 속');
  });

  it('makes bold of what Discord would underline, and of headings', () => {
    expect(show('__굵게__')).toBe('**굵게**');
    expect(show('## 제목 **강조** ##')).toBe('**제목 강조**');
  });

  it('shows tables as named values, whether their header is there or named from outside', () => {
    const named = '- 항목: 시간\n  - 값: 15분';
    expect(show('| 항목 | 값 |\n| --- | --- |\n| 시간 | 15분 |')).toBe(named);
    expect(show('| 시간 | 15분 |', ['항목', '값'])).toBe(named);
    expect(show('| --- | --- |\n| 시간 | 15분 |', ['항목', '값'])).toBe(named);
    expect(show('| | S3 |\n| --- | --- |\n| 비용 | `a|b` \\| c |')).toBe('- 비용\n  - S3: `a|b` \\| c');
    expect(show('| 비용 | 낮음 |', ['S3'])).toBe('- 비용\n  - S3: 낮음');
    expect(show('| a | b | c |', ['하나'])).toBe('- a\n  - b\n  - c');
  });

  it('keeps code as it is, closed at the end, fences within broken up', () => {
    expect(show('```ts\nconst a = `x`; // <@1>\n```\n뒤')).toBe('```ts\nconst a = `x`; // <@1>\n```\n뒤');
    expect(show('~~~\na ``` b')).toBe('```\na `\u200b`\u200b` b\n```');
    // However many there are: none of three in a row may be left.
    for (let marks = 3; marks <= 9; marks++) {
      expect(activeParts(show(`~~~\n${'`'.repeat(marks)}<@123456789012345678>`))).toEqual([]);
    }
    expect(show('```\n\n```')).toBe('');
  });

  it('keeps numbers as they are: Discord would count on by itself', () => {
    expect(show('3. 셋\n7. 일곱')).toBe('3\\. 셋\n7\\. 일곱');
  });

  it('leaves names with underscores and lone signs alone', () => {
    expect(looseText(show('snake_case_name 2 * 3 * 4 128 MB ~ 10 GB'))).toBe(
      'snake\u0001case\u0001name 2 \u0001 3 \u0001 4 128 MB ~ 10 GB',
    );
  });

  it('shows where a link leads, and nothing to press in disguise', () => {
    expect(show('[은행](https://example.com/login)')).toBe('은행 (<https://example.com/login>)');
    expect(show('[다른 노트](./other.md)')).toBe('다른 노트');
    expect(show('[a] (https://b.c)')).toBe('\\[a\\] (<https://b.c>)');
  });

  it('is inert, whatever stands in the note', () => {
    fc.assert(
      fc.property(anything, fc.array(fc.constantFrom('항목', '값', '||', '<@1>'), { maxLength: 3 }), (text, header) => {
        expect(activeParts(show(text, header))).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });

  it('loses no letter or number of plain lines', () => {
    const plain = fc.array(
      fc.constantFrom('**', '_', '`', '- ', '> ', '\n', ' ', '가', 'b', '7', '~~', '<', '||x||', ':a:', '@here'),
      { maxLength: 40 },
    );
    const said = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');
    fc.assert(
      fc.property(plain, (some) => {
        const text = some
          .join('')
          .replace(/`{3,}|~{3,}/g, '')
          .replaceAll('|', '/');
        expect(said(show(text))).toBe(said(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('takes no time over signs that open and never close', () => {
    const started = performance.now();
    for (const sign of ['*a ', '_a ', '`', '[', '![', '<', '**', '> ', '- ', '|', '~~a ', '[a](', '\\'])
      show(sign.repeat(20_000));
    // Quadratic work on these 800,000 characters takes minutes.
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('the first line', () => {
  it('is words only: no bullets, no emphasis, no header', () => {
    expect(firstLine('- **요청**과 `시간`\n- 둘째')).toBe('요청과 시간');
    expect(firstLine('| --- | --- |\n| 시간 | 15분 |', ['항목', '값'])).toBe('항목: 시간 · 값: 15분');
    expect(firstLine('```\n# 코드')).toBe('코드');
    expect(firstLine('https://a.b/c_d 보기')).toBe('<https://a.b/c_d> 보기');
    expect(firstLine('\n---\n')).toBe('');
  });

  it('is one line, inert and short, whatever stands in the note', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const line = firstLine(text);
        expect(activeParts(line)).toEqual([]);
        expect(line).not.toContain('\n');
        expect(line.length).toBeLessThanOrEqual(2000);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('pages', () => {
  const longText = fc
    .array(fc.oneof(pieces, fc.string({ unit: 'grapheme', minLength: 300, maxLength: 1500 })), { maxLength: 12 })
    .map((some) => some.join('\n'));

  it('hold to the limit, each inert by itself, and lose no line', () => {
    fc.assert(
      fc.property(longText, fc.integer({ min: 1500, max: 4000 }), (text, limit) => {
        const lines = showMarkdown(text);
        const pages = paginate(lines, limit);
        const letters = (part: string) => part.replace(/[^\p{L}\p{N}]/gu, '').length;
        const languages = (part: string) => (part.match(/^```[a-z0-9+-]+$/gm) ?? []).join('');
        const sum = pages.reduce((all, page) => all + letters(page) - letters(languages(page)), 0);
        expect(sum).toBe(lines.reduce((all, line) => all + letters(line.text), 0));
        for (const page of pages) {
          expect(page.length).toBeLessThanOrEqual(limit);
          expect(page.trim()).not.toBe('');
          expect(activeParts(page)).toEqual([]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('close a block of code at the end of a page and open it on the next', () => {
    const pages = paginate(showMarkdown(`\`\`\`ts\n${'x'.repeat(400)}\n${'y'.repeat(400)}\n\`\`\``), 500);
    expect(pages).toEqual([`\`\`\`ts\n${'x'.repeat(400)}\n\`\`\``, `\`\`\`ts\n${'y'.repeat(400)}\n\`\`\``]);
  });
});
