// Notes that are broken or made to hurt.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { BrokenNoteError } from '../../src/notes/broken-note-error.ts';
import { decodeAnyway } from '../../src/notes/decode.ts';
import type { NoteParser } from '../../src/notes/note-parser.ts';
import { listNotes } from '../../src/notes/read.ts';
import { PROJECT_ROOT } from '../../src/paths.ts';

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
const recipe = fc.record({
  which: fc.nat(),
  mutations: fc.array(mutation, { minLength: 1, maxLength: 6 }),
  /** Bytes overwritten: where and with what. */
  bytes: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)), { maxLength: 8 }),
});

type Recipe = typeof recipe extends fc.Arbitrary<infer T> ? T : never;

function mutated(originals: readonly Buffer[], { which, mutations, bytes }: Recipe): string {
  let text = decodeAnyway(originals[which % originals.length] ?? Buffer.alloc(0));
  for (const { at, remove, insert } of mutations) {
    const place = Math.floor(at * text.length);
    text = text.slice(0, place) + insert + text.slice(place + remove);
  }
  const raw = Buffer.from(text);
  for (const [at, byte] of bytes) if (raw.length > 0) raw[Math.min(raw.length - 1, Math.floor(at * raw.length))] = byte;
  return decodeAnyway(raw);
}

/** Notes of `corpus/`, mutated. */
export async function hostileNotes(): Promise<fc.Arbitrary<string>> {
  const files = await listNotes(join(PROJECT_ROOT, 'corpus'));
  const all = await Promise.all(files.map(({ path }) => readFile(path)));
  // The shorter ones: what hurts is in the mutations.
  const originals = all.sort((a, b) => a.length - b.length).slice(0, 12);
  return recipe.map((own) => mutated(originals, own));
}

/**
 * Reads a note, which is to come back whatever is in it: as passages that stand in it word by word, or as broken with a
 * reason. Throws where it does not.
 */
export async function readHostile(parser: NoteParser, text: string): Promise<'read' | 'reported'> {
  try {
    const { passages } = await parser.parse('노트.md', text);
    const strange = passages.find(({ text: quoted }) => !text.includes(quoted));
    if (strange !== undefined) throw new Error(`A passage that does not stand in its note: ${strange.text}`);
    return 'read';
  } catch (error) {
    if (!(error instanceof BrokenNoteError) || error.reason === '') throw error;
    return 'reported';
  }
}
