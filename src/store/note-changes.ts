import type { Scope } from '../domain.ts';

/** What somebody did to a note of a server's own; `undo` took such a change back. */
export type NoteChangeKind = 'add' | 'replace' | 'remove' | 'undo';

/** A change of a note: who did it, and what takes it back. */
export interface NoteChange {
  readonly scope: Scope;
  /** Unique within the scope. */
  readonly id: string;
  /** The note's file. */
  readonly file: string;
  /** `''` where it was somebody who wants to be forgotten. */
  readonly user: string;
  readonly kind: NoteChangeKind;
  /** The note's text before; undefined where there was none. */
  readonly before: string | undefined;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** The history of the servers' own notes. */
export interface NoteChanges {
  /** Keeps a change, and of the scope's older ones the newest: at most 200, with 50 MB of texts. */
  recordNoteChange(change: NoteChange): Promise<void>;
  /** The latest changes first, without the texts. */
  noteChanges(scope: Scope, most: number): Promise<Omit<NoteChange, 'before'>[]>;
  noteChange(scope: Scope, id: string): Promise<NoteChange | undefined>;
}
