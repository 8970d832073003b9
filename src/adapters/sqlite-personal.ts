import type Database from 'libsql';
import type { Personal } from '../store/personal.ts';
import type { Round } from '../store/rounds.ts';
import { NoteChangeRow } from './sqlite-note-changes.ts';
import { all, run, together } from './sqlite-query.ts';
import { writeRound } from './sqlite-rounds.ts';
import { AttemptRow, CardRow, ExchangeRow, FeedbackRow, RetiredRow, RoundRow, UserSettingRow } from './sqlite-rows.ts';

/** Everything about one user, in SQLite. */
export function sqlitePersonal(database: Database.Database): Personal {
  const roundsWith = (user: string): Round[] =>
    all(
      database,
      RoundRow,
      `SELECT state FROM rounds JOIN round_members ON rounds.scope = round_members.scope AND rounds.id = round_members.round
       WHERE round_members.user = ? ORDER BY started, rounds.id`,
      [user],
    );

  return {
    async personalRecords(user) {
      const of = (table: string) => `SELECT * FROM ${table} WHERE user = ? ORDER BY rowid`;
      return {
        exchanges: all(database, ExchangeRow, of('exchanges'), [user]),
        feedback: all(database, FeedbackRow, of('feedback'), [user]),
        attempts: all(database, AttemptRow, of('attempts'), [user]),
        cards: all(database, CardRow, of('cards'), [user]),
        rounds: roundsWith(user).map((round) => keepUsers(round, (other) => other === user)),
        retired: all(database, RetiredRow, 'SELECT * FROM retired WHERE by = ? ORDER BY rowid', [user]),
        settings: all(database, UserSettingRow, of('user_settings'), [user]),
        noteChanges: all(database, NoteChangeRow, of('note_changes'), [user]),
      };
    },
    async forgetUser(user) {
      together(database, () => {
        run(
          database,
          `DELETE FROM feedback WHERE user = ? OR EXISTS
           (SELECT 1 FROM exchanges
            WHERE exchanges.scope = feedback.scope AND exchanges.id = feedback.exchange AND exchanges.user = ?)`,
          [user, user],
        );
        for (const round of roundsWith(user)) {
          if (round.kind === 'solo' && round.starter === user) {
            run(database, 'DELETE FROM rounds WHERE scope = ? AND id = ?', [round.scope, round.id]);
            run(database, 'DELETE FROM round_members WHERE scope = ? AND round = ?', [round.scope, round.id]);
          } else
            writeRound(
              database,
              keepUsers(round, (other) => other !== user),
            );
        }
        for (const table of ['exchanges', 'attempts', 'cards', 'round_members', 'user_settings']) {
          run(database, `DELETE FROM ${table} WHERE user = ?`, [user]);
        }
        run(database, "UPDATE retired SET by = '' WHERE by = ?", [user]);
        run(database, "UPDATE note_changes SET user = '' WHERE user = ?", [user]);
      });
    },
  };
}

function keepUsers(round: Round, isKept: (user: string) => boolean): Round {
  return {
    ...round,
    starter: isKept(round.starter) ? round.starter : '',
    answers: round.answers.filter(({ user }) => isKept(user)),
    hints: round.hints.filter(({ user }) => isKept(user)),
  };
}
