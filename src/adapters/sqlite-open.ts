import { existsSync, renameSync } from 'node:fs';
import Database from 'libsql';
import { z } from 'zod';
import { UserError } from '../errors.ts';
import { makeFile, WriteFaultError, writeFault } from '../files.ts';
import { FALLBACK_PAGES } from './sqlite-checkpoint.ts';
import { migrate } from './sqlite-migrations.ts';

/** Writers wait for each other this long. The thread waits too, so it has to stay far below Discord's three seconds. */
const BUSY_MS = 1000;

/**
 * Opens a database file, its schema brought up to date, making it where it is missing. A damaged one is put aside, whole,
 * and another begun; `warn` is told where it is. Throws UserError when the file cannot be used.
 */
export function openDatabase(dataDir: string, file: string, warn: (sentence: string) => void): Database.Database {
  try {
    return openWhole(dataDir, file);
  } catch (error) {
    if (!(error instanceof DamagedFileError)) throw error;
  }
  const aside = putAside(file);
  warn(`${file} 파일이 손상되어 ${aside} 이름으로 옮겨 두고 새로 만들었어요. 퀴즈와 대화의 기록이 거기 있어요.`);
  return openWhole(dataDir, file);
}

class DamagedFileError extends UserError {
  override readonly name = 'DamagedFileError';
}

/** Renames the file, and what SQLite keeps beside it, to the first name that is free. */
function putAside(file: string): string {
  let aside = `${file}.damaged`;
  for (let number = 2; existsSync(aside); number++) aside = `${file}.damaged-${number}`;
  for (const part of ['', '-wal', '-shm'])
    if (existsSync(`${file}${part}`)) renameSync(`${file}${part}`, `${aside}${part}`);
  return aside;
}

function openWhole(dataDir: string, file: string): Database.Database {
  let database: Database.Database | undefined;
  try {
    makeFile(file);
    database = new Database(file, { timeout: BUSY_MS });
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = NORMAL');
    database.pragma(`wal_autocheckpoint = ${FALLBACK_PAGES}`);
    // Damage deep within the file would otherwise show at the first question that needs that page.
    const [check] = z.array(z.object({ quick_check: z.string() })).parse(database.pragma('quick_check(1)'));
    if (check?.quick_check !== 'ok') throw damaged(file);
    migrate(database, file);
    return database;
  } catch (error) {
    database?.close();
    throw error instanceof UserError ? error : readable(error, dataDir, file);
  }
}

const damaged = (file: string, cause?: unknown) =>
  new DamagedFileError(`${file} 파일이 손상되어 열 수 없어요.`, { cause });

function readable(error: unknown, dataDir: string, file: string): UserError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^SQLITE_(?:NOTADB|CORRUPT)/.test(code)) return damaged(file, error);
  if (/^SQLITE_(?:BUSY|LOCKED)/.test(code)) {
    return new UserError(`${file} 파일을 다른 프로그램이 쓰고 있어요. 그 프로그램을 끝내고 다시 시작해 주세요.`, {
      cause: error,
    });
  }
  const fault = writeFault(dataDir, error);
  const reason = fault instanceof WriteFaultError ? ` (${fault.reason})` : '';
  return new UserError(`${file} 파일을 열 수 없어요${reason}. 폴더의 권한과 남은 공간을 확인해 주세요.`, {
    cause: error,
  });
}
