import type { Exchanges } from './exchanges.ts';
import type { NoteChanges } from './note-changes.ts';
import type { Personal } from './personal.ts';
import type { QuizRecords } from './quiz-records.ts';
import type { Rounds } from './rounds.ts';
import type { Settings } from './settings.ts';

/** What Seogi remembers. Every key has a scope; snowflakes are texts. */
export interface Store extends Exchanges, NoteChanges, QuizRecords, Rounds, Settings, Personal {
  close(): Promise<void>;
}
