import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { z } from 'zod';
import { UserError } from '../errors.ts';
import type { Exchange, Feedback, Store } from '../store/store.ts';
import { migrate } from './sqlite-migrations.ts';

/** Writers wait for each other this long. The thread waits too, so it has to stay far below Discord's three seconds. */
const BUSY_MS = 1000;

const Passages = z.array(
  z.object({
    file: z.string(),
    headings: z.array(z.string()),
    context: z.array(z.string()),
    startLine: z.number().int(),
    endLine: z.number().int(),
    text: z.string(),
  }),
);
const ExchangeRow = z
  .object({
    scope: z.string(),
    id: z.string(),
    message: z.string().nullable(),
    channel: z.string(),
    user: z.string(),
    question: z.string(),
    query: z.string(),
    answered: z.number(),
    private: z.number(),
    passages: z.string(),
    generation: z.string(),
    at: z.number(),
  })
  .transform(
    (row): Exchange => ({
      ...row,
      message: row.message ?? undefined,
      answered: row.answered === 1,
      private: row.private === 1,
      passages: Passages.parse(JSON.parse(row.passages)),
    }),
  );
const FeedbackRow = z.object({
  scope: z.string(),
  exchange: z.string(),
  user: z.string(),
  verdict: z.enum(['good', 'bad']),
  at: z.number(),
});
const SettingRow = z.object({ value: z.string() });

/** Opens `seogi.db` in the data folder, making it where it is missing. Throws UserError when it cannot be used. */
export function openSqliteStore(dataDir: string): Store {
  const file = join(dataDir, 'seogi.db');
  const database = open(dataDir, file);
  const one = <T>(row: z.ZodType<T>, sql: string, values: readonly string[]): T | undefined => {
    const found = database.prepare(sql).get(values);
    return found === undefined ? undefined : row.parse(found);
  };

  return {
    async saveExchange(exchange) {
      database
        .prepare(
          `INSERT OR REPLACE INTO exchanges
           (scope, id, message, channel, user, question, query, answered, private, passages, generation, at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run([
          exchange.scope,
          exchange.id,
          exchange.message ?? null,
          exchange.channel,
          exchange.user,
          exchange.question,
          exchange.query,
          exchange.answered ? 1 : 0,
          exchange.private ? 1 : 0,
          JSON.stringify(Passages.parse(exchange.passages)),
          exchange.generation,
          exchange.at,
        ]);
    },
    async exchange(scope, id) {
      return one(ExchangeRow, 'SELECT * FROM exchanges WHERE scope = ? AND id = ?', [scope, id]);
    },
    async exchangeOfMessage(scope, message) {
      return one(ExchangeRow, 'SELECT * FROM exchanges WHERE scope = ? AND message = ?', [scope, message]);
    },
    async latestExchange(scope, channel, user) {
      return one(
        ExchangeRow,
        `SELECT * FROM exchanges WHERE scope = ? AND channel = ? AND (private = 0 OR user = ?)
         ORDER BY at DESC, rowid DESC LIMIT 1`,
        [scope, channel, user],
      );
    },
    async forgetExchanges(before) {
      database
        .prepare(
          `DELETE FROM exchanges WHERE at < ? AND NOT EXISTS
           (SELECT 1 FROM feedback WHERE feedback.scope = exchanges.scope AND feedback.exchange = exchanges.id)`,
        )
        .run([before]);
    },
    async saveFeedback({ scope, exchange, user, verdict, at }: Feedback) {
      database
        .prepare('INSERT OR REPLACE INTO feedback (scope, exchange, user, verdict, at) VALUES (?, ?, ?, ?, ?)')
        .run([scope, exchange, user, verdict, at]);
    },
    async feedback(scope, exchange) {
      const rows = database
        .prepare('SELECT * FROM feedback WHERE scope = ? AND exchange = ? ORDER BY at, rowid')
        .all([scope, exchange]);
      return rows.map((row) => FeedbackRow.parse(row));
    },
    async setting(scope, key) {
      return one(SettingRow, 'SELECT value FROM settings WHERE scope = ? AND key = ?', [scope, key])?.value;
    },
    async setSetting(scope, key, value) {
      if (value === undefined) database.prepare('DELETE FROM settings WHERE scope = ? AND key = ?').run([scope, key]);
      else {
        database
          .prepare('INSERT OR REPLACE INTO settings (scope, key, value) VALUES (?, ?, ?)')
          .run([scope, key, value]);
      }
    },
    async close() {
      // One file is left, which can be copied as it is.
      database.pragma('wal_checkpoint(TRUNCATE)');
      database.close();
    },
  };
}

function open(dataDir: string, file: string): Database.Database {
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
