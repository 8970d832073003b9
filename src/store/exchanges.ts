import type { Passage, Scope } from '../domain.ts';

/** A passage as it was when an answer cited it: notes change, what was said stays. */
export type CitedPassage = Omit<Passage, 'lines' | 'id'> & {
  /** Whose note it stands in; undefined where that was not kept. */
  readonly scope?: Scope | undefined;
};

/** A question and what it was answered with. */
export interface Exchange {
  readonly scope: Scope;
  /** Unique within the scope. */
  readonly id: string;
  /** The message that holds the answer; undefined until it is sent. */
  readonly message: string | undefined;
  readonly channel: string;
  readonly user: string;
  readonly question: string;
  /** What was searched for: what a follow-up leans on. */
  readonly query: string;
  readonly answered: boolean;
  /** Only its user sees the answer. */
  readonly private: boolean;
  /** Best first. */
  readonly passages: readonly CitedPassage[];
  readonly generation: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What somebody thinks of an answer. */
export interface Feedback {
  readonly scope: Scope;
  readonly exchange: string;
  readonly user: string;
  readonly verdict: 'good' | 'bad';
  readonly at: number;
}

/** A question that the notes did not answer, whoever asked it. */
export interface Gap {
  readonly question: string;
  readonly times: number;
}

/** What was asked and answered, and what people thought of it. */
export interface Exchanges {
  /** Keeps an exchange, over an older one of the same scope and id. */
  saveExchange(exchange: Exchange): Promise<void>;
  exchange(scope: Scope, id: string): Promise<Exchange | undefined>;
  /** The exchange whose answer is this message. */
  exchangeOfMessage(scope: Scope, message: string): Promise<Exchange | undefined>;
  /** The exchange of a channel kept last, whatever the clock said, that this user may see: everybody's, and their own private ones. */
  latestExchange(scope: Scope, channel: string, user: string): Promise<Exchange | undefined>;
  /** What was asked for all to see and not answered, most often asked first, then the latest. */
  gaps(scope: Scope, most: number): Promise<Gap[]>;
  /**
   * Forgets exchanges older than `before` (milliseconds since 1970), with the verdicts on them; also those that a clock
   * ahead of `now` dated, once what was kept after them is that old.
   */
  forgetExchanges(before: number, now: number): Promise<void>;
  /** Keeps one verdict per user and exchange: the last. */
  saveFeedback(feedback: Feedback): Promise<void>;
  /** All verdicts on an exchange, oldest first. */
  feedback(scope: Scope, exchange: string): Promise<Feedback[]>;
}
