import type Database from 'libsql';
import type { z } from 'zod';

/** What stands for a `?`. */
export type Value = string | number | null;

/** The first row, parsed; undefined when there is none. */
export function one<T>(
  database: Database.Database,
  row: z.ZodType<T>,
  sql: string,
  values: readonly Value[],
): T | undefined {
  const found = database.prepare(sql).get(values);
  return found === undefined ? undefined : row.parse(found);
}

/** All rows, parsed. */
export function all<T>(
  database: Database.Database,
  row: z.ZodType<T>,
  sql: string,
  values: readonly Value[] = [],
): T[] {
  return database
    .prepare(sql)
    .all([...values])
    .map((found) => row.parse(found));
}

/** Executes a statement that returns nothing. */
export function run(database: Database.Database, sql: string, values: readonly Value[] = []): void {
  database.prepare(sql).run([...values]);
}

/** Does all of the work or, where it throws, nothing of it. */
export function together(database: Database.Database, work: () => void): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    work();
    database.exec('COMMIT');
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
