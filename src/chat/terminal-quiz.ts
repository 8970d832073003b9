// A quiz on the terminal: the same rounds as on Discord, kept at each step, without a clock.
import { findSection } from '../answer/section.ts';
import { indent } from '../cli/render.ts';
import type { QuizItem } from '../domain.ts';
import { type CardOwner, cardsOf, dueOf, nextDue } from '../quiz/cards.ts';
import { dayOf } from '../quiz/day.ts';
import { redrawn } from '../quiz/open-quizzes.ts';
import type { Quizzes } from '../quiz/quizzes.ts';
import { recordsOf } from '../quiz/record.ts';
import { reviewOf } from '../quiz/review.ts';
import { beginRound, stepRound } from '../quiz/round.ts';
import type { RoundEvent, RoundStep } from '../quiz/round-events.ts';
import { currentItem } from '../quiz/round-rules.ts';
import type { Source } from '../search/retrieve.ts';
import type { Round } from '../store/rounds.ts';
import type { Store } from '../store/store.ts';
import { TERMINAL_CHANNEL } from './quiz/play.ts';
import type { TerminalCommand, TerminalTalk } from './terminal.ts';
import { eventOf, resultOf, revealOf, STOP, type Who } from './terminal-quiz-lines.ts';
import { newsOf, words } from './terminal-quiz-texts.ts';

const SCOPE = 'shared';
/** Whoever sits at the terminal. */
const TERMINAL_USER = 'terminal';
const QUESTIONS = 5;
const REVIEWS = 10;
/** Whose cards are reviewed at the terminal. */
export const TERMINAL_OWNER: CardOwner = { scope: SCOPE, user: TERMINAL_USER, retiredIn: TERMINAL_CHANNEL };
/** Nobody hurries at a terminal, in ms. */
const LIMIT = 24 * 3600_000;

const HINT = new Set(['힌트', '?']);

export interface TerminalQuizParts {
  readonly quizzes: Quizzes;
  readonly store: Store;
  readonly sources: () => readonly Source[];
  readonly now: () => number;
  /** What decides what a day is. */
  readonly timeZone: string;
  readonly newId: () => string;
}

/** `/quiz [topic] [count]` and `/review [count]`; either goes on with what was left unfinished. */
export function terminalQuizzes(parts: TerminalQuizParts): readonly TerminalCommand[] {
  const { quizzes, store, now, timeZone, newId } = parts;

  const keep = async (step: RoundStep, event?: RoundEvent): Promise<RoundStep> => {
    const { attempts, cards } = await recordsOf(store, event, step, now(), timeZone);
    await store.saveRound(step.round, attempts, cards);
    return step;
  };
  const act = (round: Round, event: RoundEvent) => keep(stepRound(round, event, now(), quizzes.grade), event);
  const begin = async (round: Pick<Round, 'id' | 'items' | 'review'>): Promise<Round> => {
    const place = { scope: SCOPE, channel: TERMINAL_CHANNEL, starter: TERMINAL_USER };
    return (await keep(beginRound({ ...place, ...round, kind: 'solo', limitMs: LIMIT }, now()))).round;
  };

  const unfinished = async (): Promise<Round | undefined> => {
    for (const open of await store.openRounds({ scope: SCOPE, channel: TERMINAL_CHANNEL })) {
      const { round } = await act(open, { kind: 'resume' });
      if (round.phase !== 'over') return round;
      await act(round, { kind: 'ended' });
    }
    return undefined;
  };

  /** A round, or why there is none. */
  const fresh = async (rest: string): Promise<Round | string> => {
    const [, topic = '', count] = /^(.*?)\s*(\d{1,2})?$/.exec(rest) ?? [];
    const wish = { count: Math.max(1, Number(count ?? QUESTIONS)), topic: quizzes.topics(SCOPE, topic)[0] };
    const without = await store.retired(TERMINAL_CHANNEL);
    const id = newId();
    const items = quizzes.choose(SCOPE, topic === '' ? { count: wish.count } : wish, without, id);
    if (items.length === 0 || (topic !== '' && wish.topic === undefined)) return words.none;
    return begin({ id, items });
  };

  const due = async (rest: string): Promise<Round | string> => {
    const cards = await cardsOf(store, TERMINAL_OWNER);
    const chosen = dueOf(cards, now()).slice(0, Number(/^\d{1,2}$/.exec(rest)?.[0] ?? REVIEWS) || REVIEWS);
    if (chosen.length === 0) {
      const next = nextDue(cards, now());
      return next === undefined ? words.noReview : words.nextReview(dayOf(next.at, timeZone), next.count);
    }
    const { items, news } = reviewOf(chosen, quizzes.items(SCOPE));
    const id = newId();
    return begin({ id, items: items.map((item) => redrawn(item, id)), review: news });
  };

  const play = async (talk: TerminalTalk, begun: Round): Promise<void> => {
    let round = begun;
    while (round.phase !== 'over') {
      const next: Round | undefined = await (round.phase === 'asking' ? ask(talk, round) : goOn(talk, round));
      // The input has ended: the round waits for the next time.
      if (next === undefined) return;
      round = next;
    }
    talk.say(resultOf(round));
    await act(round, { kind: 'ended' });
  };
  const playing =
    (make: (rest: string) => Promise<Round | string>) =>
    async (talk: TerminalTalk, rest: string): Promise<void> => {
      const open = await unfinished();
      if (open !== undefined) talk.say(words.resumed);
      if (open === undefined && !quizzes.isReady(SCOPE)) {
        talk.say(words.making);
        await quizzes.whenReady(SCOPE);
      }
      const round = open ?? (await make(rest));
      if (typeof round === 'string') talk.say(round);
      else await play(talk, round);
    };

  return [
    { names: ['quiz', '퀴즈'], help: words.help, run: playing(fresh) },
    { names: ['review', '복습'], help: words.reviewHelp, run: playing(due) },
  ];

  async function ask(talk: TerminalTalk, round: Round): Promise<Round | undefined> {
    const item = currentItem(round);
    const who = { user: TERMINAL_USER, question: round.question };
    talk.say(
      [
        words.title(round),
        ...newsOf(round),
        item.stem,
        ...item.options.map((option, i) => `  ${i + 1}. ${option}`),
      ].join('\n'),
    );
    talk.say(item.type === 'order' || item.type === 'typed' ? words.how[item.type] : words.how.choice);
    const hint = () => act(round, { kind: 'hint', ...who });
    const event = await hearAnswer(talk, item, who, hint);
    if (event === undefined) return undefined;
    // With the hint, if one was taken.
    const step = await act((await store.round(round.scope, round.id)) ?? round, event);
    if (event.kind !== 'stop') talk.say(revealOf(item, step.reply === 'right'));
    return step.round;
  }

  /** What the person makes of the question; undefined when the input has ended. */
  async function hearAnswer(
    talk: TerminalTalk,
    item: QuizItem,
    who: Who,
    takeHint: () => Promise<unknown>,
  ): Promise<RoundEvent | undefined> {
    for (;;) {
      const line = await talk.hear(words.prompt);
      if (line === undefined) return undefined;
      if (HINT.has(line)) {
        await takeHint();
        talk.say(hintOf(item));
        continue;
      }
      const event = eventOf(item, who, line);
      if (event !== undefined) return event;
      talk.say(words.badNumber(item.options.length));
    }
  }

  async function goOn(talk: TerminalTalk, round: Round): Promise<Round | undefined> {
    const item = currentItem(round);
    const line = await talk.hear(words.next);
    if (line === undefined) return undefined;
    if (STOP.has(line)) return (await act(round, { kind: 'stop', user: TERMINAL_USER, mayManage: false })).round;
    if (line === '왜' || line === '왜?') {
      const found = findSection(parts.sources(), { ...item.source, text: item.explanation });
      talk.say(indent(found?.text ?? item.explanation, '  '));
      return round;
    }
    if (line === '이상') {
      await store.retire({ scope: TERMINAL_CHANNEL, item: item.id, by: TERMINAL_USER, at: now() });
      talk.say(words.retired);
      return round;
    }
    const { question } = round;
    return (await act(round, { kind: 'next', user: TERMINAL_USER, question })).round;
  }

  function hintOf(item: QuizItem): string {
    const hint = quizzes.hint(item);
    if (hint === undefined) return words.hint.none;
    if (hint.kind === 'letters') return words.hint.letters(hint.text);
    return hint.kind === 'first' ? words.hint.first(hint.step) : words.hint.without(hint.option);
  }
}
