import type Database from 'libsql';
import { z } from 'zod';
import type { Settings } from '../store/settings.ts';
import { all, one, run } from './sqlite-query.ts';
import { UserSettingRow } from './sqlite-rows.ts';

const ValueRow = z.object({ value: z.string() });
const ScopeValueRow = z.object({ scope: z.string(), value: z.string() });

/** Settings of scopes and users in SQLite. */
export function sqliteSettings(database: Database.Database): Settings {
  return {
    async setting(scope, key) {
      return one(database, ValueRow, 'SELECT value FROM settings WHERE scope = ? AND key = ?', [scope, key])?.value;
    },
    async setSetting(scope, key, value) {
      if (value === undefined) run(database, 'DELETE FROM settings WHERE scope = ? AND key = ?', [scope, key]);
      else run(database, 'INSERT OR REPLACE INTO settings (scope, key, value) VALUES (?, ?, ?)', [scope, key, value]);
    },
    async settingEverywhere(key) {
      return all(database, ScopeValueRow, 'SELECT scope, value FROM settings WHERE key = ? ORDER BY scope', [key]);
    },
    async userSetting(scope, user, key) {
      const where = 'WHERE scope = ? AND user = ? AND key = ?';
      return one(database, ValueRow, `SELECT value FROM user_settings ${where}`, [scope, user, key])?.value;
    },
    async setUserSetting(scope, user, key, value) {
      if (value === undefined) {
        run(database, 'DELETE FROM user_settings WHERE scope = ? AND user = ? AND key = ?', [scope, user, key]);
      } else {
        run(database, 'INSERT OR REPLACE INTO user_settings (scope, user, key, value) VALUES (?, ?, ?, ?)', [
          scope,
          user,
          key,
          value,
        ]);
      }
    },
    async userSettingEverywhere(key) {
      return all(database, UserSettingRow, 'SELECT * FROM user_settings WHERE key = ? ORDER BY scope, user', [key]);
    },
  };
}
