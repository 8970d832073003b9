import { join } from 'node:path';
import { writeFault } from '../files.ts';
import type { Store } from '../store/store.ts';
import { checkpointAside } from './sqlite-checkpoint.ts';
import { sqliteExchanges } from './sqlite-exchanges.ts';
import { sqliteNoteChanges } from './sqlite-note-changes.ts';
import { openDatabase } from './sqlite-open.ts';
import { sqlitePersonal } from './sqlite-personal.ts';
import { sqliteQuizRecords } from './sqlite-quiz-records.ts';
import { sqliteRounds } from './sqlite-rounds.ts';
import { sqliteSettings } from './sqlite-settings.ts';

/**
 * Opens `seogi.db` in the data folder, making it where it is missing. A damaged one is put aside under another name, which
 * `warn` is told. Throws UserError when it cannot be used.
 */
export function openSqliteStore(dataDir: string, warn: (sentence: string) => void = () => {}): Store {
  const file = join(dataDir, 'seogi.db');
  const database = openDatabase(dataDir, file, warn);
  const checkpoints = checkpointAside(file);
  const store: Store = {
    ...sqliteExchanges(database),
    ...sqliteNoteChanges(database),
    ...sqliteQuizRecords(database),
    ...sqliteRounds(database),
    ...sqliteSettings(database),
    ...sqlitePersonal(database),
    async close() {
      await checkpoints.close();
      try {
        // One file is left, which can be copied as it is.
        database.pragma('wal_checkpoint(TRUNCATE)');
      } catch {
        // Where there is no room for that, all of it is in two files, which the next start reads.
      }
      database.close();
    },
  };
  return inWords(store, dataDir);
}

/** The same, with the disk's faults as WriteFaultErrors. */
function inWords(store: Store, dataDir: string): Store {
  const told =
    (method: (...values: never[]) => Promise<unknown>) =>
    (...values: never[]) =>
      method(...values).catch((error: unknown) => {
        throw writeFault(dataDir, error);
      });
  return Object.fromEntries(Object.entries(store).map(([name, method]) => [name, told(method)])) as unknown as Store;
}
