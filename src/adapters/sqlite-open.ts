import { mkdirSync } from 'node:fs';
import Database from 'libsql';
import { z } from 'zod';
import { UserError } from '../errors.ts';
import { migrate } from './sqlite-migrations.ts';

/** Writers wait for each other this long. The thread waits too, so it has to stay far below Discord's three seconds. */
const BUSY_MS = 1000;

/** Opens a database file, its schema brought up to date, making it where it is missing. Throws UserError when it cannot be used. */
export function openDatabase(dataDir: string, file: string): Database.Database {
  let database: Database.Database | undefined;
  try {
    mkdirSync(dataDir, { recursive: true });
    database = new Database(file, { timeout: BUSY_MS });
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = NORMAL');
    // Damage deep within the file would otherwise show at the first question that needs that page.
    const [check] = z.array(z.object({ quick_check: z.string() })).parse(database.pragma('quick_check(1)'));
    if (check?.quick_check !== 'ok') throw damaged(file);
    migrate(database, file);
    return database;
  } catch (error) {
    database?.close();
    throw error instanceof UserError ? error : readable(error, file);
  }
}

const damaged = (file: string, cause?: unknown) =>
  new UserError(`${file} 파일이 손상되어 열 수 없어요. 그 파일을 다른 곳으로 옮기고 다시 시작하면 새로 만들어요.`, {
    cause,
  });

function readable(error: unknown, file: string): UserError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^SQLITE_(?:NOTADB|CORRUPT)/.test(code)) return damaged(file, error);
  if (/^SQLITE_(?:BUSY|LOCKED)/.test(code)) {
    return new UserError(`${file} 파일을 다른 프로그램이 쓰고 있어요. 그 프로그램을 끝내고 다시 시작해 주세요.`, {
      cause: error,
    });
  }
  return new UserError(`${file} 파일을 열 수 없어요. 폴더의 권한과 남은 공간을 확인해 주세요.`, { cause: error });
}
