import type { QuizItem, QuizSource, QuizType, Scope } from '../domain.ts';

/** One person's answer to one quiz item, once and for all. */
export interface Attempt {
  readonly scope: Scope;
  /** Unique within the scope; saving it twice keeps the first. */
  readonly id: string;
  readonly user: string;
  /** The item's id. */
  readonly item: string;
  readonly revision: string;
  readonly topic: string;
  readonly type: QuizType;
  readonly right: boolean;
  readonly hinted: boolean;
  /** Where the answer stood at the time. */
  readonly source: QuizSource;
  /** The round it was given in; undefined outside of one. */
  readonly round: string | undefined;
  /** When the item's review was due at the time (milliseconds since 1970); undefined when it was in no schedule. */
  readonly due: number | undefined;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** An item in somebody's review schedule. */
export interface ReviewCard {
  readonly scope: Scope;
  readonly user: string;
  /** As it was when it was last asked: it can be asked again even where the notes have lost it. Its id is the card's key. */
  readonly item: QuizItem;
  /** When it is to be asked next, milliseconds since 1970. */
  readonly due: number;
  /** The scheduler's own state, JSON. */
  readonly state: string;
}

/** Which attempts to look at: all of a scope, or one user's, from a time on. */
interface AttemptFilter {
  readonly user?: string;
  /** Milliseconds since 1970, inclusive. */
  readonly since?: number;
}

/** Somebody who has reviews to do. */
interface DueCount {
  readonly scope: Scope;
  readonly user: string;
  readonly count: number;
}

/** An item that is asked no more in a scope. */
export interface RetiredItem {
  readonly scope: Scope;
  readonly item: string;
  readonly by: string;
  readonly at: number;
}

/** What people answered and what they are to review. */
export interface QuizRecords {
  /** Keeps attempts and cards (over older cards of the same item and user), all or none of them. */
  record(attempts: readonly Attempt[], cards: readonly ReviewCard[]): Promise<void>;
  /** Oldest first. */
  attempts(scope: Scope, filter?: AttemptFilter): Promise<Attempt[]>;
  card(scope: Scope, user: string, item: string): Promise<ReviewCard | undefined>;
  /** All of a user's cards, the ones due first first. */
  cards(scope: Scope, user: string): Promise<ReviewCard[]>;
  /** Takes an item out of a user's schedule. */
  dropCard(scope: Scope, user: string, item: string): Promise<void>;
  /** Who has cards due at this time or before, in all scopes. */
  dueCounts(at: number): Promise<DueCount[]>;
  /** Asks an item no more in a scope; the first to say so is kept. */
  retire(retired: RetiredItem): Promise<void>;
  /** Ids of the items that a scope asks no more. */
  retired(scope: Scope): Promise<ReadonlySet<string>>;
}
