// Notes that are broken or made to hurt, through the very worker that reads them: it always comes back, with a note that
// says where its words stand, or with why not.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BrokenNoteError } from '../../src/notes/broken-note-error.ts';
import { decodeAnyway } from '../../src/notes/decode.ts';
import { type NoteParser, openNoteParser } from '../../src/notes/note-parser.ts';
import { listNotes } from '../../src/notes/read.ts';
import { PROJECT_ROOT } from '../../src/paths.ts';

/** How many; more by hand. */
const RUNS = Number(process.env.HOSTILE_NOTES ?? 500);
const TIMEOUT = 3000;

let parser: NoteParser;
let originals: readonly Buffer[];
beforeAll(async () => {
  parser = openNoteParser({ timeoutMs: TIMEOUT });
  const files = await listNotes(join(PROJECT_ROOT, 'corpus'));
  // The shorter ones: what hurts is in the mutations.
  const all = await Promise.all(files.map(({ path }) => readFile(path)));
  originals = all.sort((a, b) => a.length - b.length).slice(0, 12);
});
afterAll(() => parser.close());

/** What mangled files and malicious people put into notes. */
const nastiness = fc.oneof(
  fc.constantFrom(
    '```',
    '~~~',
    '|',
    '| --- |',
    '\n\n',
    '# ',
    '- ',
    '> ',
    '<',
    '</',
    '<!--',
    '[[',
    '](',
    '![',
    '\\',
    '*a_',
    '**',
    '\u0000',
    '\uFEFF',
    '\u202E',
    '\u200B',
    '\r',
    '\t',
    '---\n',
    '&#x0;',
    '[^1]: ',
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc
    .tuple(fc.constantFrom('- ', '> ', '*a_', '[', '|', '#', '`', '가', '  '), fc.integer({ min: 1, max: 800 }))
    .map(([part, times]) => part.repeat(times)),
);
const mutation = fc.record({
  /** Where, as a share of the note. */
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.integer({ min: 0, max: 400 }),
  insert: nastiness,
});
const note = fc.record({
  which: fc.nat(),
  mutations: fc.array(mutation, { minLength: 1, maxLength: 6 }),
  /** Bytes overwritten: where and with what. */
  bytes: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)), { maxLength: 8 }),
});

function mutated({
  which,
  mutations,
  bytes,
}: {
  which: number;
  mutations: readonly { at: number; remove: number; insert: string }[];
  bytes: readonly (readonly [number, number])[];
}): string {
  let text = decodeAnyway(originals[which % originals.length] ?? Buffer.alloc(0));
  for (const { at, remove, insert } of mutations) {
    const place = Math.floor(at * text.length);
    text = text.slice(0, place) + insert + text.slice(place + remove);
  }
  const raw = Buffer.from(text);
  for (const [at, byte] of bytes) if (raw.length > 0) raw[Math.min(raw.length - 1, Math.floor(at * raw.length))] = byte;
  return decodeAnyway(raw);
}

describe('mutated notes', () => {
  it(`all ${RUNS} are read or reported, each passage verbatim`, { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(note, async (recipe) => {
        const text = mutated(recipe);
        try {
          const { passages } = await parser.parse('노트.md', text);
          for (const { text: quoted } of passages) expect(text.includes(quoted)).toBe(true);
        } catch (error) {
          // The others are read all the same: the next note starts a worker of its own.
          if (!(error instanceof BrokenNoteError)) throw error;
          expect(error.reason).not.toBe('');
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    const { passages } = await parser.parse('뒤.md', '# 뒤\n\n- 아직 읽는다\n');
    expect(passages).toHaveLength(1);
  });
});
