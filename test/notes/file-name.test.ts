import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeFileName } from '../../src/notes/file-name.ts';
import { listNotes } from '../../src/notes/read.ts';

describe('a name for a file', () => {
  it.each([
    ['큐.md', '큐.md'],
    ['큐', '큐.md'],
    ['큐.TXT', '큐.txt'],
    ['../../etc/passwd', 'passwd.md'],
    ['..\\..\\boot.ini', 'boot.ini.md'],
    ['큐.md'.normalize('NFD'), '큐.md'],
    ['.숨김.md', '숨김.md'],
    ['a\u0000b\u202Ecod.md', 'abcod.md'],
    ['무엇?: 왜*.md', '무엇 왜.md'],
    ['nul.md', '_nul.md'],
    ['Com1.tar.md', '_Com1.tar.md'],
    ['줄 😀.md', '줄 😀.md'],
    ['\ud83d.md', '노트.md'],
    ['', '노트.md'],
    ['...', '노트.md'],
    ['a'.repeat(300), `${'a'.repeat(197)}.md`],
  ])('%j becomes %j', (given, made) => {
    expect(safeFileName(given)).toBe(made);
  });

  it('whatever it is, is one that every system holds, and stays what it is', () => {
    const awkward = fc.constantFrom(
      '..',
      '/',
      '\\',
      '\0',
      '\u202E',
      '가',
      '가',
      '😀',
      '👨‍👩‍👧',
      '\ud800',
      'con',
      'nul',
      '.md',
      ' ',
      '.',
    );
    const names = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(awkward, { maxLength: 120 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(names, (given) => {
        const name = safeFileName(given);
        expect(name).toMatch(/^[^/\\<>:"|?*.][^/\\<>:"|?*]*\.(?:md|txt)$/);
        expect(name).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
        expect(name).not.toMatch(/^(?:con|nul)\./i);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(203);
        expect(name).toBe(name.normalize('NFC'));
        expect(safeFileName(name)).toBe(name);
      }),
      { numRuns: 1000 },
    );
  });

  it('is one that notes are found by', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'seogi-names-'));
    const names = ['../a', 'con', '😀', '가'.repeat(300), '.git', 'node_modules'].map(safeFileName);
    for (const name of names) await writeFile(join(folder, name), '글');
    expect((await listNotes(folder)).map(({ file }) => file).sort()).toEqual([...names].sort());
    await rm(folder, { recursive: true });
  });
});
