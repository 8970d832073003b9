import type { Exchange, Feedback } from './exchanges.ts';
import type { NoteChange } from './note-changes.ts';
import type { Attempt, RetiredItem, ReviewCard } from './quiz-records.ts';
import type { Round } from './rounds.ts';
import type { UserSetting } from './settings.ts';

/** Everything that is stored about one user, in all scopes. */
interface PersonalRecords {
  readonly exchanges: readonly Exchange[];
  readonly feedback: readonly Feedback[];
  readonly attempts: readonly Attempt[];
  readonly cards: readonly ReviewCard[];
  /** Rounds that they began or answered in, with nobody else's answers and hints. */
  readonly rounds: readonly Round[];
  readonly retired: readonly RetiredItem[];
  readonly settings: readonly UserSetting[];
  /** Without the notes' texts, which are the server's. */
  readonly noteChanges: readonly Omit<NoteChange, 'before'>[];
}

/** What one user may ask for about themselves. */
export interface Personal {
  personalRecords(user: string): Promise<PersonalRecords>;
  /**
   * Forgets everything about a user, all or nothing. Their own solo rounds go with them, other rounds lose their answers
   * and go on, begun by nobody (`''`); what they retired stays retired, and notes stay as they changed them, by nobody.
   */
  forgetUser(user: string): Promise<void>;
}
