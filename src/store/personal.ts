import type { Exchange, Feedback } from './exchanges.ts';
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
}

/** What one user may ask for about themselves. */
export interface Personal {
  personalRecords(user: string): Promise<PersonalRecords>;
  /**
   * Forgets everything about a user, all or nothing. Their own solo rounds go with them, other rounds lose their answers
   * and go on, begun by nobody (`''`); what they retired stays retired, by nobody.
   */
  forgetUser(user: string): Promise<void>;
}
