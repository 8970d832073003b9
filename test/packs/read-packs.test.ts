import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import type { PackEntry } from '../../src/packs/pack.ts';
import { encodeVectors } from '../../src/packs/pack-vectors.ts';
import { readPacks, VECTORS_FILE } from '../../src/packs/read-packs.ts';
import { axis, entry } from './helpers.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seogi-packs-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const write = async (file: string, content: string | Buffer) => {
  await mkdir(join(folder, file, '..'), { recursive: true });
  await writeFile(join(folder, file), content);
};
const jsonl = (...entries: readonly object[]) => entries.map((one) => `${JSON.stringify(one)}\n`).join('');
/** What the person is told. */
const complaint = () =>
  readPacks(folder).then(
    () => 'none',
    (error: unknown) => (error instanceof UserError ? error.message : `not for people: ${error}`),
  );

describe('packs', () => {
  it('are read from all files of all folders, in order; empty lines and other files are passed over', async () => {
    await write('bread/b.jsonl', jsonl(entry('sourdough', { confusable: ['rye'] })));
    await write('bread/a.jsonl', `\n${jsonl(entry('rye'))}\n`);
    await write('bread/README.md', 'not an entry');
    await write('cheese/all.jsonl', jsonl(entry('rye')));
    await write('loose.jsonl', 'not a pack');
    const packs = await readPacks(folder);
    expect(packs.map(({ id, entries }) => [id, ...entries.map((one) => one.id)])).toEqual([
      ['bread', 'rye', 'sourdough'],
      ['cheese', 'rye'],
    ]);
    expect(packs.map(({ vectors }) => vectors)).toEqual([undefined, undefined]);
  });

  it('are none where there is no folder', async () => {
    expect(await readPacks(join(folder, 'missing'))).toEqual([]);
  });

  it('name the file and the line that is no JSON', async () => {
    await write('bread/a.jsonl', `${jsonl(entry('rye'))}\n{"id": \n`);
    expect(await complaint()).toMatch(/팩을 읽을 수 없어요.*bread\/a\.jsonl:3.*JSON이 아니에요/);
  });

  it.each<[string, object, string]>([
    ['an id that is no id', { id: 'Rye Bread' }, 'id'],
    ['an unknown kind', { kind: 'loaf' }, 'kind'],
    ['no question', { asks: [] }, 'asks'],
    ['an empty name', { names: [''] }, 'names.0'],
    ['a field too many', { colour: 'brown' }, 'colour'],
    ['a missing field', { definition: undefined }, 'definition'],
  ])('name the line with %s, and what is wrong with it', async (_, wrong, field) => {
    await write('bread/a.jsonl', jsonl(entry('rye'), { ...entry('spelt'), ...wrong }));
    const told = await complaint();
    expect(told).toContain('bread/a.jsonl:2');
    expect(told).toContain('팩을 읽을 수 없어요');
    expect(told).toContain(field);
  });

  it('have each id once, whichever file it stands in', async () => {
    await write('bread/a.jsonl', jsonl(entry('rye')));
    await write('bread/b.jsonl', jsonl(entry('rye')));
    expect(await complaint()).toMatch(/bread.*같은 id가 두 번.*rye/);
  });

  it.each(['wheat', 'rye'])('are mixed up with other entries of theirs only: not with %s', async (other) => {
    await write('bread/a.jsonl', jsonl(entry('rye', { confusable: [other] })));
    expect(await complaint()).toMatch(new RegExp(`bread의 rye.*confusable.*${other}`));
  });

  it('have the vectors beside them where these are of their texts, and do without them otherwise', async () => {
    const entries: PackEntry[] = [entry('rye')];
    await write('bread/a.jsonl', jsonl(...entries));
    await write(`bread/${VECTORS_FILE}`, encodeVectors(entries, 'model', [axis(0, 2), axis(1, 2)]));
    expect((await readPacks(folder))[0]?.vectors?.model).toBe('model');
    await write('bread/a.jsonl', jsonl(entry('rye', { definition: '다른 뜻' })));
    expect((await readPacks(folder))[0]?.vectors).toBeUndefined();
    await write(`bread/${VECTORS_FILE}`, 'no vectors');
    expect((await readPacks(folder))[0]?.entries).toHaveLength(1);
  });
});
