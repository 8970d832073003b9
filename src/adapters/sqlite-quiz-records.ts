import type Database from 'libsql';
import { z } from 'zod';
import type { Attempt, QuizRecords, ReviewCard } from '../store/quiz-records.ts';
import { all, one, run, together } from './sqlite-query.ts';
import { AttemptRow, CardRow } from './sqlite-rows.ts';

const DueRow = z.object({ scope: z.string(), user: z.string(), count: z.number() });
const ItemRow = z.object({ item: z.string() });

/** Writes attempts and cards; within a transaction of the caller's. */
export function writeRecords(
  database: Database.Database,
  attempts: readonly Attempt[],
  cards: readonly ReviewCard[],
): void {
  for (const attempt of attempts) {
    run(
      database,
      `INSERT OR IGNORE INTO attempts
       (scope, id, user, item, revision, topic, type, right, hinted, source, round, due, at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        attempt.scope,
        attempt.id,
        attempt.user,
        attempt.item,
        attempt.revision,
        attempt.topic,
        attempt.type,
        attempt.right ? 1 : 0,
        attempt.hinted ? 1 : 0,
        JSON.stringify(attempt.source),
        attempt.round ?? null,
        attempt.due ?? null,
        attempt.at,
      ],
    );
  }
  for (const { scope, user, item, due, state } of cards) {
    run(database, 'INSERT OR REPLACE INTO cards (scope, user, item, snapshot, due, state) VALUES (?, ?, ?, ?, ?, ?)', [
      scope,
      user,
      item.id,
      JSON.stringify(item),
      due,
      state,
    ]);
  }
}

/** Attempts, cards and retired items in SQLite. */
export function sqliteQuizRecords(database: Database.Database): QuizRecords {
  return {
    async record(attempts, cards) {
      together(database, () => writeRecords(database, attempts, cards));
    },
    async attempts(scope, { user, since = 0 } = {}) {
      return all(
        database,
        AttemptRow,
        `SELECT * FROM attempts WHERE scope = ? AND at >= ? ${user === undefined ? '' : 'AND user = ?'}
         ORDER BY at, rowid`,
        [scope, since, ...(user === undefined ? [] : [user])],
      );
    },
    async card(scope, user, item) {
      const where = 'WHERE scope = ? AND user = ? AND item = ?';
      return one(database, CardRow, `SELECT * FROM cards ${where}`, [scope, user, item]);
    },
    async cards(scope, user) {
      return all(database, CardRow, 'SELECT * FROM cards WHERE scope = ? AND user = ? ORDER BY due, item', [
        scope,
        user,
      ]);
    },
    async dropCard(scope, user, item) {
      run(database, 'DELETE FROM cards WHERE scope = ? AND user = ? AND item = ?', [scope, user, item]);
    },
    async dueCounts(at) {
      return all(
        database,
        DueRow,
        'SELECT scope, user, COUNT(*) AS count FROM cards WHERE due <= ? GROUP BY scope, user ORDER BY scope, user',
        [at],
      );
    },
    async retire({ scope, item, by, at }) {
      run(database, 'INSERT OR IGNORE INTO retired (scope, item, by, at) VALUES (?, ?, ?, ?)', [scope, item, by, at]);
    },
    async retired(scope) {
      const rows = all(database, ItemRow, 'SELECT item FROM retired WHERE scope = ?', [scope]);
      return new Set(rows.map(({ item }) => item));
    },
  };
}
