import type { Attempt, QuizRecords, ReviewCard } from '../store/quiz-records.ts';
import type { Round, RoundAnswer } from '../store/rounds.ts';
import { schedule } from './review.ts';
import type { RoundEvent, RoundStep } from './round-events.ts';

/** What a step of a round leaves behind. */
interface Records {
  readonly attempts: readonly Attempt[];
  readonly cards: readonly ReviewCard[];
}

/** The attempts that a step made final, each with when its review was due, and when they are asked again. */
export async function recordsOf(
  store: Pick<QuizRecords, 'card'>,
  event: RoundEvent | undefined,
  step: RoundStep,
  at: number,
  timeZone: string,
): Promise<Records> {
  const answers = [...step.settled, ...gaveUp(event, step, at)];
  const records = await Promise.all(answers.map((answer) => recordOf(store, step.round, answer, timeZone)));
  return {
    attempts: records.flatMap(({ attempt }) => attempt ?? []),
    cards: records.flatMap(({ card }) => card ?? []),
  };
}

async function recordOf(
  store: Pick<QuizRecords, 'card'>,
  { scope, id, items }: Round,
  answer: RoundAnswer,
  timeZone: string,
): Promise<{ readonly attempt?: Attempt; readonly card?: ReviewCard | undefined }> {
  const { user, question, right, hinted, at } = answer;
  const item = items[question];
  if (item === undefined) return {};
  const before = await store.card(scope, user, item.id);
  const attempt: Attempt = {
    scope,
    id: `${id}.${question}.${user}`,
    user,
    item: item.id,
    revision: item.revision,
    topic: item.topic,
    type: item.type,
    right,
    hinted,
    source: item.source,
    round: id,
    due: before?.due,
    at,
  };
  return { attempt, card: schedule(before, { scope, user, item }, answer, at, timeZone) };
}

/** Who says alone that they do not know has answered wrong; who was not there has not answered. */
function gaveUp(event: RoundEvent | undefined, { round, reply }: RoundStep, at: number): RoundAnswer[] {
  if (event?.kind !== 'close' || reply !== 'done' || round.kind !== 'solo') return [];
  const { user, question } = event;
  const hinted = round.hints.some((taken) => taken.user === user && taken.question === question);
  return [{ user, question, given: '', right: false, hinted, at }];
}
