import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { expect, it, vi } from 'vitest';
import { checkpointAside } from '../../src/adapters/sqlite-checkpoint.ts';

it('moves what was written into the file while the database is open, and loses nothing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'seogi-wal-'));
  const file = join(folder, 'some.db');
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('wal_autocheckpoint = 0');
  database.exec('CREATE TABLE some (text TEXT)');
  const insert = database.prepare('INSERT INTO some VALUES (?)');
  for (let i = 0; i < 600; i++) insert.run('가'.repeat(2000));
  const size = async () => (await stat(file)).size;
  expect(await size()).toBeLessThan(100_000);
  const checkpoints = checkpointAside(file, 20);
  await vi.waitFor(async () => expect(await size()).toBeGreaterThan(3_000_000), 20_000);
  insert.run('나');
  await checkpoints.close();
  expect(database.prepare('SELECT count(*) AS n FROM some').get()).toMatchObject({ n: 601 });
  database.close();
  await rm(folder, { recursive: true });
});
