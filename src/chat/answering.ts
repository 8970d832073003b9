import type { Answer } from '../domain.ts';
import type { Log } from '../log.ts';
import type { Seogi } from '../seogi.ts';
import type { Exchange } from '../store/exchanges.ts';
import type { Store } from '../store/store.ts';
import { type Asked, previousQuery } from './conversation.ts';
import type { Cooldown } from './cooldown.ts';
import { describeError } from './discord-errors.ts';
import type { Queue } from './queue.ts';
import { texts } from './texts.ts';

/** The longest question, in characters: longer ones are pasted pages. */
export const LONGEST_QUESTION = 500;

/** An answer and the exchange it is kept as. */
export interface Answered {
  readonly exchange: Exchange;
  readonly answer: Answer;
}

/** Why a question is not taken. */
interface Refusal {
  /** In words for the user. */
  readonly text: string;
  /** Whether it was said to them before and nothing changed: then it need not be said again. */
  readonly isRepeated: boolean;
}

/** Turns questions into answers, one line for all of Discord. */
export interface Answering {
  /** Why this user's question is not taken; undefined when it is. Both are turns of theirs: neither can flood a channel. */
  refuse(user: string, question: string): Refusal | undefined;
  /** Takes a turn of this user's for something other than a question; false when they have none left. */
  allows(user: string): boolean;
  /** Answers and keeps the exchange; a text for the user when the line is full. */
  answer(asked: Asked): Promise<Answered | string>;
  /** Keeps which message an answer became. */
  sent(answered: Answered, message: string): Promise<void>;
}

export interface AnsweringParts {
  readonly seogi: Pick<Seogi, 'ask' | 'sources'>;
  readonly store: Store;
  readonly queue: Queue;
  readonly cooldown: Cooldown;
  readonly log: Log;
  /** Told how long each answer took, in ms, and by what it was found (`none`: it was not). */
  readonly onAnswered?: ((ms: number, by: string) => void) | undefined;
  /** ms since 1970. */
  readonly now: () => number;
  readonly newId: () => string;
}

/** Puts the way from a question to its exchange together. */
export function openAnswering({
  seogi,
  store,
  queue,
  cooldown,
  log,
  now,
  newId,
  onAnswered,
}: AnsweringParts): Answering {
  // An answer without its buttons is better than none.
  const keep = (exchange: Exchange) =>
    store.saveExchange(exchange).catch((error: unknown) => {
      log.error(texts.log.fault('store', describeError(error)));
    });

  const work = async (asked: Asked): Promise<Answered> => {
    const started = now();
    const previous = await previousQuery(store, asked, started);
    const answer = await seogi.ask(asked.question, previous, asked.scope);
    const exchange: Exchange = {
      scope: asked.scope,
      id: newId(),
      message: undefined,
      channel: asked.channel,
      user: asked.user,
      question: asked.question,
      query: answer.query,
      answered: answer.answered,
      private: asked.private,
      passages: answer.hits.map(({ scope, passage: { file, headings, context, startLine, endLine, text } }) => ({
        scope,
        file,
        headings,
        context,
        startLine,
        endLine,
        text,
      })),
      generation: answer.generation,
      at: started,
    };
    // Before it is sent: the first press of a button may come at once.
    await keep(exchange);
    const by = answer.answered ? answer.by : 'none';
    // A clock may be set back meanwhile.
    const took = Math.max(0, now() - started);
    log.info(texts.log.answered(took, by));
    onAnswered?.(took, by);
    return { exchange, answer };
  };

  /** Users who were told that they ask too fast, and have not been answered since. */
  const told = new Set<string>();
  const tooFast = (user: string): Refusal | undefined => {
    const wait = cooldown.take(user);
    const isRepeated = told.has(user);
    if (wait > 0) told.add(user);
    else told.delete(user);
    return wait > 0 ? { text: texts.refusal.tooFast(Math.ceil(wait / 1000)), isRepeated } : undefined;
  };
  const first = (text: string): Refusal => ({ text, isRepeated: false });

  return {
    refuse(user, question) {
      const hurry = tooFast(user);
      if (hurry !== undefined) return hurry;
      if (question.trim() === '') return first(texts.refusal.empty);
      if (question.length > LONGEST_QUESTION) return first(texts.refusal.tooLong(LONGEST_QUESTION));
      if (seogi.sources().length === 0) return first(texts.refusal.notReady);
      return queue.isFull() ? first(texts.refusal.busy) : undefined;
    },
    allows: (user) => cooldown.take(user) === 0,
    async answer(asked) {
      return (await queue.run(() => work(asked))) ?? texts.refusal.busy;
    },
    sent: ({ exchange }, message) => keep({ ...exchange, message }),
  };
}
