import type Database from 'libsql';
import { z } from 'zod';
import { UserError } from '../errors.ts';

/** Each takes the schema one version further. Never changed once released; only more are added. */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE exchanges (
     scope TEXT NOT NULL,
     id TEXT NOT NULL,
     message TEXT,
     channel TEXT NOT NULL,
     user TEXT NOT NULL,
     question TEXT NOT NULL,
     query TEXT NOT NULL,
     answered INTEGER NOT NULL,
     private INTEGER NOT NULL,
     passages TEXT NOT NULL,
     generation TEXT NOT NULL,
     at INTEGER NOT NULL,
     PRIMARY KEY (scope, id)
   );
   CREATE INDEX exchanges_by_message ON exchanges (scope, message);
   CREATE INDEX exchanges_by_channel ON exchanges (scope, channel, at);
   CREATE INDEX exchanges_by_age ON exchanges (at);
   CREATE TABLE feedback (
     scope TEXT NOT NULL,
     exchange TEXT NOT NULL,
     user TEXT NOT NULL,
     verdict TEXT NOT NULL,
     at INTEGER NOT NULL,
     PRIMARY KEY (scope, exchange, user)
   );
   CREATE TABLE settings (
     scope TEXT NOT NULL,
     key TEXT NOT NULL,
     value TEXT NOT NULL,
     PRIMARY KEY (scope, key)
   );`,
  `CREATE TABLE attempts (
     scope TEXT NOT NULL,
     id TEXT NOT NULL,
     user TEXT NOT NULL,
     item TEXT NOT NULL,
     revision TEXT NOT NULL,
     topic TEXT NOT NULL,
     type TEXT NOT NULL,
     right INTEGER NOT NULL,
     hinted INTEGER NOT NULL,
     source TEXT NOT NULL,
     round TEXT,
     due INTEGER,
     at INTEGER NOT NULL,
     PRIMARY KEY (scope, id)
   );
   CREATE INDEX attempts_by_age ON attempts (scope, at);
   CREATE INDEX attempts_by_user ON attempts (user, scope, at);
   CREATE TABLE cards (
     scope TEXT NOT NULL,
     user TEXT NOT NULL,
     item TEXT NOT NULL,
     snapshot TEXT NOT NULL,
     due INTEGER NOT NULL,
     state TEXT NOT NULL,
     PRIMARY KEY (scope, user, item)
   );
   CREATE INDEX cards_by_user ON cards (user);
   CREATE INDEX cards_by_due ON cards (due);
   CREATE TABLE rounds (
     scope TEXT NOT NULL,
     id TEXT NOT NULL,
     channel TEXT NOT NULL,
     open INTEGER NOT NULL,
     started INTEGER NOT NULL,
     state TEXT NOT NULL,
     PRIMARY KEY (scope, id)
   );
   CREATE INDEX rounds_by_channel ON rounds (open, scope, channel);
   CREATE TABLE round_members (
     user TEXT NOT NULL,
     scope TEXT NOT NULL,
     round TEXT NOT NULL,
     PRIMARY KEY (user, scope, round)
   );
   CREATE TABLE retired (
     scope TEXT NOT NULL,
     item TEXT NOT NULL,
     by TEXT NOT NULL,
     at INTEGER NOT NULL,
     PRIMARY KEY (scope, item)
   );
   CREATE TABLE user_settings (
     scope TEXT NOT NULL,
     user TEXT NOT NULL,
     key TEXT NOT NULL,
     value TEXT NOT NULL,
     PRIMARY KEY (scope, user, key)
   );
   CREATE INDEX user_settings_by_key ON user_settings (key);
   CREATE INDEX user_settings_by_user ON user_settings (user);
   CREATE INDEX exchanges_by_user ON exchanges (user);
   CREATE INDEX feedback_by_user ON feedback (user);`,
  `CREATE TABLE note_changes (
     number INTEGER PRIMARY KEY,
     scope TEXT NOT NULL,
     id TEXT NOT NULL,
     file TEXT NOT NULL,
     user TEXT NOT NULL,
     kind TEXT NOT NULL,
     before TEXT,
     bytes INTEGER NOT NULL,
     at INTEGER NOT NULL,
     UNIQUE (scope, id)
   );
   CREATE INDEX note_changes_by_user ON note_changes (user);`,
];

/** Brings the schema up to date, all or nothing. Throws UserError for a file that a newer version made. */
export function migrate(database: Database.Database, file: string): void {
  const [row] = z.array(z.object({ user_version: z.number() })).parse(database.pragma('user_version'));
  const version = row?.user_version ?? 0;
  if (version > MIGRATIONS.length) {
    throw new UserError(`${file} 파일은 더 새로운 서기가 만들었어요. 서기를 업데이트해 주세요.`);
  }
  if (version === MIGRATIONS.length) return;
  database.exec('BEGIN IMMEDIATE');
  try {
    for (const sql of MIGRATIONS.slice(version)) database.exec(sql);
    database.exec(`PRAGMA user_version = ${MIGRATIONS.length}`);
    database.exec('COMMIT');
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
