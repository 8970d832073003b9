// A quiz round as a state machine: events in, the new state and what is to be seen out. No clock, no ids, no I/O.
import type { QuizItem } from '../domain.ts';
import type { Round, RoundAnswer } from '../store/rounds.ts';
import type { RoundEffect, RoundEvent, RoundReply, RoundStep } from './round-events.ts';

/** How long the right answer stands before a round of the channel goes on, in ms. */
const PAUSE = 12_000;
/** A solo quiz that nobody goes on with ends after this long, in ms. */
const SOLO_PATIENCE = 15 * 60_000;
/** A round of the channel ends after this many questions in a row that nobody answered. */
const UNANSWERED = 3;
/** Away for longer than this (ms), nobody waits for the round to go on: it ends. */
const LONGEST_ABSENCE = 10 * 60_000;
/** With less time left than this (ms) after an absence, the question is asked anew. */
const TOO_LITTLE = 10_000;
/** Whatever has to be written or put in order takes this many times as long. */
const LONGER = 2;

/** Whether an answer counts as right; the same answer always does or never does. */
export type Grade = (item: QuizItem, given: string | readonly string[]) => boolean;

/** A round that begins at `at` with its first question; it needs at least one item. */
export function beginRound(
  start: Pick<Round, 'scope' | 'id' | 'kind' | 'channel' | 'starter' | 'items' | 'limitMs'>,
  at: number,
): RoundStep {
  const round: Round = {
    ...start,
    question: 0,
    phase: 'asking',
    deadline: 0,
    message: undefined,
    answers: [],
    hints: [],
    startedAt: at,
    endedAt: undefined,
  };
  return changed({ ...round, deadline: at + limitOf(round) }, undefined, ['ask']);
}

/** The current question's item. */
export function currentItem({ items, question }: Round): QuizItem {
  const item = items[question];
  if (item === undefined) throw new Error(`A round of ${items.length} items has no question ${question}`);
  return item;
}

/** Whether the bot was away for so long that nobody waits for this round any more. */
export const wasAbsent = ({ deadline }: Round, at: number): boolean => at - deadline > LONGEST_ABSENCE;

/** What happens to a round at `at` (ms since 1970). */
export function stepRound(round: Round, event: RoundEvent, at: number, grade: Grade): RoundStep {
  switch (event.kind) {
    case 'answer':
      return refuse(round, event, at) ?? answer(round, event, at, grade);
    case 'hint':
      return refuse(round, event, at) ?? hint(round, event);
    case 'close':
      if (!isStarter(round, event.user)) return refusal(round, 'not-starter');
      if (round.phase !== 'asking' || event.question !== round.question) return refusal(round, outdated(round));
      return reveal(round, at, 'done');
    case 'next':
      if (!isStarter(round, event.user)) return refusal(round, 'not-starter');
      if (round.phase !== 'shown' || event.question !== round.question) return refusal(round, outdated(round));
      return advance(round, at, 'done');
    case 'stop':
      if (!event.mayManage && !isStarter(round, event.user)) return refusal(round, 'not-starter');
      return round.phase === 'over' ? refusal(round, 'over') : finish(round, 'done');
    case 'clock':
      return round.phase === 'over' || at < round.deadline ? refusal(round, undefined) : timeUp(round, at);
    case 'resume':
      return resume(round, at);
    case 'sent':
      return event.question === round.question
        ? changed({ ...round, message: event.message })
        : refusal(round, undefined);
    case 'ended':
      return round.phase === 'over' ? changed({ ...round, endedAt: at }) : refusal(round, undefined);
    case 'abandon': {
      const { round: over, settled } = finish(round);
      return { ...changed({ ...over, endedAt: at }), settled };
    }
  }
}

/** Why an answer or hint is not taken; undefined when it is. */
export function refuse(
  round: Round,
  { user, question }: { readonly user: string; readonly question: number },
  at: number,
): RoundStep | undefined {
  if (round.kind === 'solo' && user !== round.starter) return refusal(round, 'stranger');
  const has = round.answers.some((given) => given.user === user && given.question === question);
  if (has) return refusal(round, 'twice');
  if (question !== round.question || round.phase === 'over') return refusal(round, outdated(round));
  return round.phase === 'shown' || at >= round.deadline ? refusal(round, 'late') : undefined;
}

function answer(
  round: Round,
  { user, question, given }: Extract<RoundEvent, { kind: 'answer' }>,
  at: number,
  grade: Grade,
): RoundStep {
  const hinted = round.hints.some((taken) => taken.user === user && taken.question === question);
  const answered: RoundAnswer = { user, question, given, right: grade(currentItem(round), given), hinted, at };
  const next = { ...round, answers: [...round.answers, answered] };
  const verdict = answered.right ? 'right' : 'wrong';
  if (round.kind === 'solo') return reveal(next, at, verdict);
  // Told at once: the others learn the answer only tomorrow.
  if (round.kind === 'daily') return { ...changed(next, verdict, ['count']), settled: [answered] };
  return hasEverybodyAnswered(next) ? reveal(next, at, 'taken') : changed(next, 'taken', ['count']);
}

function hint(round: Round, { user, question }: Extract<RoundEvent, { kind: 'hint' }>): RoundStep {
  const isTaken = round.hints.some((taken) => taken.user === user && taken.question === question);
  return changed(isTaken ? round : { ...round, hints: [...round.hints, { user, question }] }, 'hint');
}

/** Whether all who answered an earlier question have answered this one: before the second, nobody knows who takes part. */
function hasEverybodyAnswered({ answers, question }: Round): boolean {
  const now = new Set(answers.filter((given) => given.question === question).map(({ user }) => user));
  const before = answers.filter((given) => given.question < question);
  return before.length > 0 && before.every(({ user }) => now.has(user));
}

function reveal(round: Round, at: number, reply: RoundReply | undefined): RoundStep {
  const settled = round.answers.filter(({ question }) => question === round.question);
  const deadline = at + (round.kind === 'solo' ? SOLO_PATIENCE : PAUSE);
  return { ...changed({ ...round, phase: 'shown', deadline }, reply, ['reveal']), settled };
}

function advance(round: Round, at: number, reply?: RoundReply): RoundStep {
  if (round.question + 1 >= round.items.length || isDeserted(round)) return finish(round, reply);
  const message = round.kind === 'solo' ? round.message : undefined;
  const next: Round = { ...round, question: round.question + 1, phase: 'asking', message };
  return changed({ ...next, deadline: at + limitOf(next) }, reply, ['ask']);
}

function isDeserted({ kind, answers, question }: Round): boolean {
  const last = Math.max(-1, ...answers.map((given) => given.question));
  return kind === 'channel' && question - last >= UNANSWERED;
}

function finish(round: Round, reply?: RoundReply): RoundStep {
  const over: Round = { ...round, phase: 'over' };
  if (round.kind === 'daily') return changed(over, reply, ['reveal']);
  if (round.phase !== 'asking' || round.kind === 'solo') return changed(over, reply, ['finish']);
  // Answers to a question that is cut short count too.
  const settled = round.answers.filter(({ question }) => question === round.question);
  return { ...changed(over, reply, ['reveal', 'finish']), settled };
}

function timeUp(round: Round, at: number): RoundStep {
  if (round.kind === 'daily') return finish(round);
  if (round.phase === 'asking') return reveal(round, at, undefined);
  return round.kind === 'solo' ? finish(round) : advance(round, at);
}

function resume(round: Round, at: number): RoundStep {
  const last: RoundEffect = round.kind === 'daily' ? 'reveal' : 'finish';
  if (round.endedAt !== undefined) return refusal(round, undefined);
  // It was over, but perhaps nobody was told.
  if (round.phase === 'over') return changed(round, undefined, [last]);
  if (wasAbsent(round, at)) return finish(round);
  if (round.phase === 'shown') return changed(round, undefined, ['reveal']);
  if (round.kind === 'daily') return at < round.deadline ? changed(round, undefined, ['ask']) : finish(round);
  const deadline = round.deadline - at < TOO_LITTLE ? at + limitOf(round) : round.deadline;
  return changed({ ...round, deadline }, undefined, ['ask']);
}

function limitOf(round: Round): number {
  const { type } = currentItem(round);
  const isLong = round.kind !== 'daily' && (type === 'typed' || type === 'order');
  return round.limitMs * (isLong ? LONGER : 1);
}

const isStarter = ({ starter, kind }: Round, user: string) => kind !== 'daily' && starter !== '' && starter === user;

const outdated = ({ phase }: Round): RoundReply => (phase === 'over' ? 'over' : 'old');

const refusal = (round: Round, reply: RoundReply | undefined): RoundStep => ({
  round,
  reply,
  effects: [],
  settled: [],
});

const changed = (round: Round, reply?: RoundReply, effects: readonly RoundEffect[] = []): RoundStep => ({
  round,
  reply,
  effects,
  settled: [],
});
