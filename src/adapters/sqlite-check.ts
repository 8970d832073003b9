import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { z } from 'zod';

const Check = z.array(z.object({ quick_check: z.string() }));

/** Looks whether `seogi.db` in the data folder is whole, without changing anything. */
export function checkSqliteStore(dataDir: string): 'missing' | 'whole' | 'damaged' {
  const file = join(dataDir, 'seogi.db');
  if (!existsSync(file)) return 'missing';
  let database: Database.Database | undefined;
  try {
    database = new Database(file, { readonly: true });
    const [check] = Check.parse(database.pragma('quick_check(1)'));
    return check?.quick_check === 'ok' ? 'whole' : 'damaged';
  } catch {
    return 'damaged';
  } finally {
    database?.close();
  }
}
