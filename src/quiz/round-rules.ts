// What can be said of a round as it stands.
import type { QuizItem } from '../domain.ts';
import type { Round } from '../store/rounds.ts';

/** A round of the channel ends after this many questions in a row that nobody answered. */
const UNANSWERED = 3;
/** Away for longer than this (ms), nobody waits for the round to go on: it ends. */
const LONGEST_ABSENCE = 10 * 60_000;
/** With less time left than this (ms) after an absence, the question is asked anew. */
export const TOO_LITTLE = 10_000;
/** Whatever has to be written or put in order takes this many times as long. */
const LONGER = 2;

/** The current question's item. */
export function currentItem({ items, question }: Round): QuizItem {
  const item = items[question];
  if (item === undefined) throw new Error(`A round of ${items.length} items has no question ${question}`);
  return item;
}

/** How long the current question may take, in ms. */
export function limitOf(round: Round): number {
  const { type } = currentItem(round);
  const isLong = round.kind !== 'daily' && (type === 'typed' || type === 'order');
  return round.limitMs * (isLong ? LONGER : 1);
}

/** Whether all who answered an earlier question have answered this one: before the second, nobody knows who takes part. */
export function hasEverybodyAnswered({ answers, question }: Round): boolean {
  const now = new Set(answers.filter((given) => given.question === question).map(({ user }) => user));
  const before = answers.filter((given) => given.question < question);
  return before.length > 0 && before.every(({ user }) => now.has(user));
}

/** Whether nobody plays any more. */
export function isDeserted({ kind, answers, question }: Round): boolean {
  const last = Math.max(-1, ...answers.map((given) => given.question));
  return kind === 'channel' && question - last >= UNANSWERED;
}

/** Whether this user leads the round. Nobody leads a daily question, or a round whose starter is forgotten. */
export const isStarter = ({ starter, kind }: Round, user: string) =>
  kind !== 'daily' && starter !== '' && starter === user;

/** Whether the bot was away for so long that nobody waits for this round any more. */
export const wasAbsent = ({ deadline }: Round, at: number): boolean => at - deadline > LONGEST_ABSENCE;
