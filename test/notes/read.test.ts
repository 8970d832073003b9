import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { listNotes, readNote } from '../../src/notes/read.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seogi-notes-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function put(file: string, content: string | Uint8Array = '글'): Promise<string> {
  const path = join(folder, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return path;
}

const files = async () => (await listNotes(folder)).map(({ file }) => file);

describe('listNotes', () => {
  test('finds Markdown and text at any depth, sorted, and nothing else', async () => {
    for (const file of [
      '나.md',
      '가/다/라.TXT',
      '가/a.Md',
      'b.markdown',
      'c.pdf',
      '.숨김.md',
      '.git/x.md',
      'node_modules/y.md',
      '가/._a.md',
    ]) {
      await put(file);
    }
    expect(await listNotes(folder)).toEqual(
      ['가/a.Md', '가/다/라.TXT', '나.md'].map((file) => ({ file, path: join(folder, file) })),
    );
  });

  test('names files in NFC and finds them as they are spelled on disk', async () => {
    const path = await put('노트/한글.md'.normalize('NFD'), '내용');
    expect(await listNotes(folder)).toEqual([{ file: '노트/한글.md'.normalize('NFC'), path }]);
    expect((await readNote(path)).text).toBe('내용');
  });

  test('keeps the first of two names that differ in Unicode form only', async () => {
    const [first] = [await put('한글.md'.normalize('NFD')), await put('한글.md'.normalize('NFC'))];
    expect(await listNotes(folder)).toEqual([{ file: '한글.md', path: first }]);
  });

  test('follows links, but neither in circles nor into nothing', async () => {
    await put('가/a.md');
    await symlink(folder, join(folder, '가', 'loop'));
    await symlink(join(folder, 'b'), join(folder, 'b'));
    await symlink(join(folder, '없음.md'), join(folder, 'c.md'));
    await symlink(join(folder, '가', 'a.md'), join(folder, 'd.md'));
    expect(await files()).toEqual(['d.md', '가/a.md']);
  });

  test('an empty folder has none; a folder named like a note is a folder', async () => {
    expect(await files()).toEqual([]);
    await put('가.md/나.md');
    expect(await files()).toEqual(['가.md/나.md']);
  });

  test.each([
    ['없는 폴더', '노트 폴더가 없어요'],
    ['파일.md', '노트 폴더가 아니라 파일이에요'],
  ])('%s is an error for the person', async (name, message) => {
    await put('파일.md');
    const error = await listNotes(join(folder, name)).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(UserError);
    expect(String(error)).toContain(message);
    expect(String(error)).toContain(join(folder, name));
  });

  // Root reads everything.
  test.skipIf(process.getuid?.() === 0)('so is an unreadable one, even inside', async () => {
    await put('비밀/a.md');
    await chmod(join(folder, '비밀'), 0);
    const error = await listNotes(folder).catch((cause: unknown) => cause);
    await chmod(join(folder, '비밀'), 0o755);
    expect(error).toBeInstanceOf(UserError);
    expect(String(error)).toContain('권한');
  });
});

describe('readNote', () => {
  const utf16 = (text: string, isBig: boolean) => {
    const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
    return isBig ? bytes.swap16() : bytes;
  };

  test.each([
    ['UTF-8', Buffer.from('# 한글\n값'), '# 한글\n값'],
    ['UTF-8 with a mark', Buffer.from('\uFEFF# 한글'), '# 한글'],
    ['UTF-16 LE', utf16('# 한글\r\n값', false), '# 한글\n값'],
    ['UTF-16 BE', utf16('# 한글', true), '# 한글'],
    ['CP949', Buffer.from([0xc7, 0xd1, 0xb1, 0xdb, 0x0d, 0x0a, 0x8c, 0x63]), '한글\n똠'],
    ['neither', Buffer.from([0x61, 0xff, 0xff, 0x62]), 'a\uFFFD\uFFFDb'],
    ['nothing', Buffer.alloc(0), ''],
  ])('decodes %s', async (_, bytes, text) => {
    expect(await readNote(await put('a.md', bytes))).toEqual({
      text,
      hash: createHash('sha256').update(bytes).digest('hex'),
    });
  });

  test('ends lines with LF without changing their number', async () => {
    const { text } = await readNote(await put('a.md', '가\r\n\r\n나\r다\n라\r\n'));
    expect(text).toBe('가\n\n나\n다\n라\n');
  });

  test('rejects for a file that is gone', async () => {
    await expect(readNote(join(folder, 'x.md'))).rejects.toThrow(/ENOENT/);
  });
});
