import type { QuizItem, Scope } from '../domain.ts';
import type { Attempt, ReviewCard } from './quiz-records.ts';

/** `solo`: one person's; `channel`: everybody's, question after question; `daily`: everybody's, one question a day. */
export type RoundKind = 'solo' | 'channel' | 'daily';

/** What one person answered to one question of a round. */
export interface RoundAnswer {
  readonly user: string;
  /** Number of the question, from 0. */
  readonly question: number;
  readonly given: string | readonly string[];
  readonly right: boolean;
  readonly hinted: boolean;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What became of an item's source since somebody was last asked it. */
export type SourceNews = 'same' | 'changed' | 'gone';

/** Somebody took the hint of a question. */
interface RoundHint {
  readonly user: string;
  readonly question: number;
}

/** A quiz under way or over, with all that is needed to go on with it after a restart. */
export interface Round {
  readonly scope: Scope;
  /** Unique within the scope. */
  readonly id: string;
  readonly kind: RoundKind;
  readonly channel: string;
  /** Who began it; for `daily` whoever set it up; `''` when they are forgotten. */
  readonly starter: string;
  /** As they were when the round began. */
  readonly items: readonly QuizItem[];
  /** Of a review: what became of each item's source. */
  readonly review?: readonly SourceNews[];
  /** How long each question may take, in ms. */
  readonly limitMs: number;
  /** Number of the current question, from 0. */
  readonly question: number;
  /** `asking`: answers are taken; `shown`: the right answer is shown; `over`: nothing more comes. */
  readonly phase: 'asking' | 'shown' | 'over';
  /** When the phase ends by itself, milliseconds since 1970. */
  readonly deadline: number;
  /** The message that shows the current question; undefined until it is sent. */
  readonly message: string | undefined;
  readonly answers: readonly RoundAnswer[];
  readonly hints: readonly RoundHint[];
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt: number | undefined;
}

/** Rounds, kept at each step. */
export interface Rounds {
  /** Keeps a round over its older state, with the attempts and cards that the step made: all or nothing. */
  saveRound(round: Round, attempts?: readonly Attempt[], cards?: readonly ReviewCard[]): Promise<void>;
  round(scope: Scope, id: string): Promise<Round | undefined>;
  /** Rounds that have not ended: of all scopes, or of one channel; oldest first. */
  openRounds(place?: { readonly scope: Scope; readonly channel: string }): Promise<Round[]>;
  /** Forgets rounds that began before this (milliseconds since 1970) and have ended. */
  forgetRounds(before: number): Promise<void>;
}
