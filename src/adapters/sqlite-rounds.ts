import type Database from 'libsql';
import type { Round, Rounds } from '../store/rounds.ts';
import { all, one, run, together } from './sqlite-query.ts';
import { writeRecords } from './sqlite-quiz-records.ts';
import { RoundRow, roundState } from './sqlite-rows.ts';

/** Who a round knows something about. */
function membersOf({ starter, answers, hints }: Round): ReadonlySet<string> {
  const members = new Set([starter, ...answers.map(({ user }) => user), ...hints.map(({ user }) => user)]);
  // A starter who is forgotten.
  members.delete('');
  return members;
}

/** Writes a round and who takes part in it; within a transaction of the caller's. */
export function writeRound(database: Database.Database, round: Round): void {
  const { scope, id, channel, endedAt, startedAt } = round;
  run(database, 'INSERT OR REPLACE INTO rounds (scope, id, channel, open, started, state) VALUES (?, ?, ?, ?, ?, ?)', [
    scope,
    id,
    channel,
    endedAt === undefined ? 1 : 0,
    startedAt,
    roundState(round),
  ]);
  for (const user of membersOf(round)) {
    run(database, 'INSERT OR IGNORE INTO round_members (user, scope, round) VALUES (?, ?, ?)', [user, scope, id]);
  }
}

/** Rounds in SQLite. */
export function sqliteRounds(database: Database.Database): Rounds {
  return {
    async saveRound(round, attempts = [], cards = []) {
      together(database, () => {
        writeRound(database, round);
        writeRecords(database, attempts, cards);
      });
    },
    async round(scope, id) {
      return one(database, RoundRow, 'SELECT state FROM rounds WHERE scope = ? AND id = ?', [scope, id]);
    },
    async openRounds(place) {
      const where = place === undefined ? '' : 'AND scope = ? AND channel = ?';
      const values = place === undefined ? [] : [place.scope, place.channel];
      return all(database, RoundRow, `SELECT state FROM rounds WHERE open = 1 ${where} ORDER BY started, id`, values);
    },
    async forgetRounds(before) {
      together(database, () => {
        run(database, 'DELETE FROM rounds WHERE open = 0 AND started < ?', [before]);
        run(
          database,
          `DELETE FROM round_members WHERE NOT EXISTS
           (SELECT 1 FROM rounds WHERE rounds.scope = round_members.scope AND rounds.id = round_members.round)`,
        );
      });
    },
  };
}
