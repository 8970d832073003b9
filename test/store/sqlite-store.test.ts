import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../src/adapters/sqlite-store.ts';
import { UserError } from '../../src/errors.ts';
import { testStore } from '../contracts/store.ts';

const makeFolder = () => mkdtemp(join(tmpdir(), 'seogi-store-'));

testStore('sqlite', async () => {
  const folder = await makeFolder();
  return {
    open: async () => openSqliteStore(join(folder, 'data')),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
});

describe('a file that cannot be used', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await makeFolder();
    file = join(folder, 'seogi.db');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const opening = () => {
    try {
      openSqliteStore(folder);
      return undefined;
    } catch (error) {
      return error;
    }
  };

  /** A store with enough in it to have pages in the middle. */
  const fill = async () => {
    const store = openSqliteStore(folder);
    for (let i = 0; i < 300; i++) await store.setSetting('shared', `key ${i}`, 'x'.repeat(200));
    await store.close();
  };

  /** Opens it once more; the new one is empty and works. */
  const openBeside = async (damage: Uint8Array) => {
    const said: string[] = [];
    const store = openSqliteStore(folder, (sentence) => said.push(sentence));
    expect(await store.setting('shared', 'key 1')).toBeUndefined();
    await store.setSetting('shared', 'key 1', 'new');
    expect(await store.setting('shared', 'key 1')).toBe('new');
    await store.close();
    expect(said).toEqual([expect.stringMatching(/seogi\.db 파일이 손상되어 .*seogi\.db\.damaged/)]);
    const [, aside = ''] = /손상되어 (\S+) 이름으로/.exec(said[0] ?? '') ?? [];
    expect(await readFile(aside)).toEqual(Buffer.from(damage));
    return aside;
  };

  it('is kept aside when it is no database, each time', async () => {
    const bytes = Buffer.from('no database '.repeat(200));
    await writeFile(file, bytes);
    const first = await openBeside(bytes);
    await writeFile(file, bytes);
    expect(await openBeside(bytes)).not.toBe(first);
    expect(await readFile(first)).toEqual(bytes);
  });

  it('is kept aside when a page within is damaged', async () => {
    await fill();
    const bytes = await readFile(file);
    bytes.fill(0xff, 4096 * 4, 4096 * 9);
    await writeFile(file, bytes);
    await openBeside(bytes);
  });

  it('is said to be in use when somebody else holds it', () => {
    const other = new Database(file);
    other.exec('BEGIN EXCLUSIVE');
    const fault = opening();
    other.close();
    expect(fault).toBeInstanceOf(UserError);
    expect(String(fault)).toContain('다른 프로그램이 쓰고 있어요');
  });

  it('is left alone when a newer Seogi made it', async () => {
    await fill();
    const database = new Database(file);
    database.pragma('user_version = 99');
    database.close();
    expect(String(opening())).toContain('더 새로운 서기');
  });

  it('is said to be unusable where no file can be', async () => {
    await writeFile(join(folder, 'taken'), '');
    expect(() => openSqliteStore(join(folder, 'taken'))).toThrow(/열 수 없어요/);
  });

  it('is left as it was when a migration fails halfway', async () => {
    const database = new Database(file);
    // In the way of the last statement of the first migration.
    database.exec('CREATE TABLE settings (other TEXT)');
    database.close();
    expect(opening()).toBeInstanceOf(UserError);
    const after = new Database(file);
    const tables = after.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all([]);
    after.close();
    expect(tables).toEqual([expect.objectContaining({ name: 'settings' })]);
  });
});
