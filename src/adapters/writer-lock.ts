import { join } from 'node:path';
import Database from 'libsql';
import { makeFile } from '../files.ts';

/** Held by the one process that writes a data folder's indexes. */
export interface WriterLock {
  release(): void;
}

/** Two that reach for the lock at once can turn each other away: each tries so long, in ms, before it takes a no. */
const PATIENCE = 300;

/**
 * Takes the data folder's writer lock; undefined when somebody else, in this process or another, holds it. It is an
 * exclusive transaction of a small SQLite file: the kernel frees it when its process ends, however that ends.
 */
export function takeWriterLock(dataDir: string): WriterLock | undefined {
  const file = join(dataDir, 'writer.lock');
  makeFile(file);
  const database = new Database(file, { timeout: PATIENCE });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')) return undefined;
    throw error;
  }
  return {
    release() {
      database.exec('ROLLBACK');
      database.close();
    },
  };
}
