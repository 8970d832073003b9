import type Database from 'libsql';
import { z } from 'zod';
import type { NoteChange, NoteChanges } from '../store/note-changes.ts';
import { all, one, run, together } from './sqlite-query.ts';

/** Changes and bytes of texts kept for each scope. */
const MOST = 200;
const MOST_BYTES = 50 * 1024 * 1024;

export const NoteChangeRow = z.object({
  scope: z.string(),
  id: z.string(),
  file: z.string(),
  user: z.string(),
  kind: z.enum(['add', 'replace', 'remove', 'undo']),
  at: z.number(),
});
const WholeRow = NoteChangeRow.extend({ before: z.string().nullable() }).transform(
  (row): NoteChange => ({ ...row, before: row.before ?? undefined }),
);

/** The history of notes in SQLite; the order is that of recording, whatever the clock says. */
export function sqliteNoteChanges(database: Database.Database): NoteChanges {
  return {
    async recordNoteChange({ scope, id, file, user, kind, before, at }) {
      together(database, () => {
        run(
          database,
          'INSERT INTO note_changes (scope, id, file, user, kind, before, bytes, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
          [scope, id, file, user, kind, before ?? null, Buffer.byteLength(before ?? ''), at],
        );
        run(
          database,
          `DELETE FROM note_changes WHERE number IN (
             SELECT number FROM (
               SELECT number, ROW_NUMBER() OVER latest AS place, SUM(bytes) OVER latest AS total
               FROM note_changes WHERE scope = ? WINDOW latest AS (ORDER BY number DESC)
             ) WHERE place > ${MOST} OR total > ${MOST_BYTES})`,
          [scope],
        );
      });
    },
    async noteChanges(scope, most) {
      const columns = 'scope, id, file, user, kind, at';
      return all(
        database,
        NoteChangeRow,
        `SELECT ${columns} FROM note_changes WHERE scope = ? ORDER BY number DESC LIMIT ?`,
        [scope, most],
      );
    },
    async noteChange(scope, id) {
      return one(database, WholeRow, 'SELECT * FROM note_changes WHERE scope = ? AND id = ?', [scope, id]);
    },
  };
}
