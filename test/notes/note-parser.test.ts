import { afterEach, describe, expect, test } from 'vitest';
import { BrokenNoteError } from '../../src/notes/broken-note-error.ts';
import { type NoteParser, openNoteParser } from '../../src/notes/note-parser.ts';
import { parseNote } from '../../src/notes/passages.ts';
import { openSeat } from '../../src/notes/worker-seat.ts';

const parsers: NoteParser[] = [];
afterEach(() => Promise.all(parsers.splice(0).map((parser) => parser.close())));

function open(options?: Parameters<typeof openNoteParser>[0]): NoteParser {
  const parser = openNoteParser(options);
  parsers.push(parser);
  return parser;
}

const NOTE = '# 큐\n\n- 줄을 세운다\n  - 먼저 온 것부터';
/** Takes the Markdown parser many seconds. */
const HOSTILE = '*a_'.repeat(5000);

describe('a note parser', () => {
  test('gives what parseNote gives', async () => {
    expect(await open().parse('a.md', NOTE)).toEqual(parseNote('a.md', NOTE));
  });

  test('ends a note that takes too long, names it, and goes on with the next', async () => {
    const parser = open({ timeoutMs: 500 });
    const [broken, next] = await Promise.allSettled([
      parser.parse('나쁜 노트.md', HOSTILE),
      parser.parse('b.md', NOTE),
    ]);
    expect(broken.status === 'rejected' && broken.reason).toBeInstanceOf(BrokenNoteError);
    expect(broken).toMatchObject({ reason: { file: '나쁜 노트.md', message: expect.stringContaining('0.5초') } });
    expect(next).toMatchObject({ status: 'fulfilled', value: { file: 'b.md' } });
  });

  test('outlives deep nesting', async () => {
    const parser = open();
    const outcomes = await Promise.allSettled(
      ['> '.repeat(1000), '- '.repeat(300), '['.repeat(3000), '<b>'.repeat(3000)].map((deep) =>
        parser.parse('deep.md', `${deep}글`),
      ),
    );
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(BrokenNoteError);
      else expect(outcome.value.passages.map(({ text }) => text).join('')).toContain('글');
    }
    expect((await parser.parse('b.md', NOTE)).passages).toHaveLength(1);
  });

  test('works on several notes at once and on many in turn', async () => {
    const parser = open({ workers: 2 });
    const notes = await Promise.all(Array.from({ length: 20 }, (_, n) => parser.parse(`${n}.md`, `# ${n}\n글`)));
    expect(notes.map(({ sections }) => sections[0]?.headings[0])).toEqual(Array.from({ length: 20 }, (_, n) => `${n}`));
  });

  test('takes a big note', async () => {
    const section = (n: number) => `## ${n}번째 제목\n\n${`- ${n}번째로 적어 둔 꽤 긴 설명이다.\n`.repeat(20)}`;
    const note = await open().parse('big.md', Array.from({ length: 80 }, (_, n) => section(n)).join('\n'));
    expect(note.sections).toHaveLength(80);
  });

  test('rejects with an ordinary error once closed, also what it was doing', async () => {
    const parser = open();
    await parser.parse('a.md', NOTE);
    const pending = Promise.allSettled([parser.parse('a.md', HOSTILE), parser.parse('b.md', NOTE)]);
    await parser.close();
    for (const outcome of [...(await pending), ...(await Promise.allSettled([parser.parse('c.md', NOTE)]))]) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('closed') } });
      expect(outcome).not.toMatchObject({ reason: expect.any(BrokenNoteError) });
    }
  });
});

test('a worker that runs out of memory breaks that note only', async () => {
  const seat = openSeat(20_000, 48);
  try {
    const outcome = await seat.run({ file: 'a.md', text: '- 가\n'.repeat(100_000) });
    expect(outcome).toMatchObject({ fault: expect.stringContaining('메모리') });
    expect(await seat.run({ file: 'b.md', text: NOTE })).toMatchObject({ note: { file: 'b.md' } });
  } finally {
    await seat.end();
  }
});
