import type Database from 'libsql';
import { z } from 'zod';
import type { Exchanges } from '../store/exchanges.ts';
import { all, one, run, together } from './sqlite-query.ts';
import { ExchangeRow, FeedbackRow, Passages } from './sqlite-rows.ts';

const GapRow = z.object({ question: z.string(), times: z.number() });

/** Exchanges and feedback in SQLite. */
export function sqliteExchanges(database: Database.Database): Exchanges {
  return {
    async saveExchange(exchange) {
      run(
        database,
        `INSERT OR REPLACE INTO exchanges
         (scope, id, message, channel, user, question, query, answered, private, passages, generation, at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        [
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
        ],
      );
    },
    async exchange(scope, id) {
      return one(database, ExchangeRow, 'SELECT * FROM exchanges WHERE scope = ? AND id = ?', [scope, id]);
    },
    async exchangeOfMessage(scope, message) {
      return one(database, ExchangeRow, 'SELECT * FROM exchanges WHERE scope = ? AND message = ?', [scope, message]);
    },
    async latestExchange(scope, channel, user) {
      return one(
        database,
        ExchangeRow,
        `SELECT * FROM exchanges WHERE scope = ? AND channel = ? AND (private = 0 OR user = ?)
         ORDER BY rowid DESC LIMIT 1`,
        [scope, channel, user],
      );
    },
    async gaps(scope, most) {
      return all(
        database,
        GapRow,
        `SELECT question, COUNT(*) AS times, MAX(at) AS latest FROM exchanges
         WHERE scope = ? AND answered = 0 AND private = 0
         GROUP BY lower(trim(question, ' ?!.')) ORDER BY times DESC, latest DESC LIMIT ?`,
        [scope, most],
      );
    },
    async forgetExchanges(before, now) {
      const old = 'at < ?1 OR (at > ?2 AND rowid < (SELECT MAX(rowid) FROM exchanges WHERE at < ?1))';
      together(database, () => {
        run(
          database,
          `DELETE FROM feedback WHERE (scope, exchange) IN (SELECT scope, id FROM exchanges WHERE ${old})`,
          [before, now],
        );
        run(database, `DELETE FROM exchanges WHERE ${old}`, [before, now]);
      });
    },
    async saveFeedback({ scope, exchange, user, verdict, at }) {
      run(database, 'INSERT OR REPLACE INTO feedback (scope, exchange, user, verdict, at) VALUES (?, ?, ?, ?, ?)', [
        scope,
        exchange,
        user,
        verdict,
        at,
      ]);
    },
    async feedback(scope, exchange) {
      return all(database, FeedbackRow, 'SELECT * FROM feedback WHERE scope = ? AND exchange = ? ORDER BY at, rowid', [
        scope,
        exchange,
      ]);
    },
  };
}
