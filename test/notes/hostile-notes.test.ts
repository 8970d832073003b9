// Notes that are broken or made to hurt, through the very worker that reads them: it always comes back, with a note that
// says where its words stand, or with why not. `npm run torture` does it with more of them.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openNoteParser } from '../../src/notes/note-parser.ts';
import { hostileNotes, readHostile } from '../support/hostile-notes.ts';

it('500 mutated notes are read or reported, each passage verbatim', { timeout: 600_000 }, async () => {
  const parser = openNoteParser({ timeoutMs: 3000 });
  const property = fc.asyncProperty(await hostileNotes(), async (text) => {
    await readHostile(parser, text);
  });
  await fc.assert(property, { numRuns: 500, endOnFailure: true });
  // The others are read all the same: the next note starts a worker of its own.
  const { passages } = await parser.parse('뒤.md', '# 뒤\n\n- 아직 읽는다\n');
  expect(passages).toHaveLength(1);
  await parser.close();
});
