import type { Round, RoundAnswer } from '../store/rounds.ts';

/** What can happen to a round. `question` is the number that the button or the message was about. */
export type RoundEvent =
  | {
      readonly kind: 'answer';
      readonly user: string;
      readonly question: number;
      readonly given: string | readonly string[];
    }
  | { readonly kind: 'hint'; readonly user: string; readonly question: number }
  /** No more answers: show the right one. */
  | { readonly kind: 'close'; readonly user: string; readonly question: number }
  /** On from the right answer to the next question, or to the result. */
  | { readonly kind: 'next'; readonly user: string; readonly question: number }
  | { readonly kind: 'stop'; readonly user: string; readonly mayManage: boolean }
  /** Time has passed; asked again at will. */
  | { readonly kind: 'clock' }
  /** The bot is back after it was away, for however long. */
  | { readonly kind: 'resume' }
  /** The current question stands in this message. */
  | { readonly kind: 'sent'; readonly question: number; readonly message: string }
  /** The last message was sent. */
  | { readonly kind: 'ended' }
  /** Nothing can be shown any more: the channel is gone or closed to the bot. */
  | { readonly kind: 'abandon' };

/** What the one who acted is told. The first line changed the round, the others nothing. */
export type RoundReply =
  | ('taken' | 'right' | 'wrong' | 'hint' | 'done')
  | ('stranger' | 'twice' | 'late' | 'old' | 'over' | 'not-starter');

/**
 * What everybody is to see, of the round as it is after the step. `ask`: the current question, in a message of its own or
 * (solo) in place of the one before; `count`: how many have answered; `reveal`: the right answer, where the question
 * stands; `finish`: the result.
 */
export type RoundEffect = 'ask' | 'count' | 'reveal' | 'finish';

/** What an event made of a round. */
export interface RoundStep {
  /** The very same object where nothing changed. */
  readonly round: Round;
  readonly reply: RoundReply | undefined;
  readonly effects: readonly RoundEffect[];
  /** Answers that are final now: what attempts are made of, each once. */
  readonly settled: readonly RoundAnswer[];
}
