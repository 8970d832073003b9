// A quiz round as a state machine: events in, the new state and what is to be seen out. No clock, no ids, no I/O.
import type { QuizItem } from '../domain.ts';
import type { Round, RoundAnswer } from '../store/rounds.ts';
import type { RoundEffect, RoundEvent, RoundReply, RoundStep } from './round-events.ts';
import {
  currentItem,
  hasEverybodyAnswered,
  isDeserted,
  isStarter,
  limitOf,
  TOO_LITTLE,
  wasAbsent,
} from './round-rules.ts';

/** How long the right answer stands before a round of the channel goes on, in ms. */
const PAUSE = 12_000;
/** A solo quiz that nobody goes on with ends after this long, in ms. */
const SOLO_PATIENCE = 15 * 60_000;
/** Whether an answer counts as right; the same answer always does or never does. */
export type Grade = (item: QuizItem, given: string | readonly string[]) => boolean;

/** A round that begins at `at` with its first question; it needs at least one item. */
export function beginRound(
  start: Pick<Round, 'scope' | 'id' | 'kind' | 'channel' | 'starter' | 'items' | 'review' | 'limitMs'>,
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

/** What happens to a round at `at` (ms since 1970). */
export function stepRound(round: Round, event: RoundEvent, at: number, grade: Grade): RoundStep {
  switch (event.kind) {
    case 'answer':
      return refuse(round, event, at) ?? answer(round, event, at, grade);
    case 'hint':
      return refuse(round, event, at) ?? hint(round, event);
    case 'close':
      return refuseToLead(round, event, 'asking') ?? reveal(round, at, 'done');
    case 'next':
      return refuseToLead(round, event, 'shown') ?? advance(round, at, 'done');
    case 'stop':
      if (!event.mayManage && !isStarter(round, event.user)) return refusal(round, 'not-starter');
      return round.phase === 'over' ? refusal(round, 'over') : finish(round, 'done');
    default:
      return pass(round, event, at);
  }
}

/** What happens without anybody's doing. */
function pass(
  round: Round,
  event: Extract<RoundEvent, { kind: 'clock' | 'resume' | 'sent' | 'ended' | 'abandon' }>,
  at: number,
): RoundStep {
  switch (event.kind) {
    case 'clock':
      // An alarm rings when its time has come, whatever a clock that was set back says.
      return round.phase === 'over' || (at < round.deadline && !isOutOfReach(round, at))
        ? refusal(round, undefined)
        : timeUp(round, at);
    case 'resume':
      return resume(round, at);
    case 'sent':
      if (event.question !== round.question) return refusal(round, undefined);
      return changed({ ...round, message: event.message });
    case 'ended':
      return round.phase === 'over' ? changed({ ...round, endedAt: at }) : refusal(round, undefined);
    case 'abandon': {
      const { round: over, settled } = finish(round);
      return { ...changed({ ...over, endedAt: at }), settled };
    }
  }
}

/** Why a round is not led on: only by its starter, from the question and the phase that they saw. */
function refuseToLead(
  round: Round,
  { user, question }: { readonly user: string; readonly question: number },
  phase: Round['phase'],
): RoundStep | undefined {
  if (!isStarter(round, user)) return refusal(round, 'not-starter');
  return round.phase === phase && question === round.question ? undefined : refusal(round, outdated(round));
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

function reveal(round: Round, at: number, reply: RoundReply | undefined): RoundStep {
  const settled = round.answers.filter(({ question }) => question === round.question);
  const shown: Round = { ...round, phase: 'shown' };
  return { ...changed({ ...shown, deadline: at + patienceOf(shown) }, reply, ['reveal']), settled };
}

/** How long a round waits at most, as it stands, in ms. */
export function patienceOf(round: Round): number {
  if (round.phase === 'asking') return limitOf(round);
  return round.kind === 'solo' ? SOLO_PATIENCE : PAUSE;
}

/** Whether the deadline was set by a clock that has been set back since: nobody shall wait for it. */
const isOutOfReach = (round: Round, at: number): boolean => round.deadline - at > patienceOf(round);

function advance(round: Round, at: number, reply?: RoundReply): RoundStep {
  if (round.question + 1 >= round.items.length || isDeserted(round)) return finish(round, reply);
  const message = round.kind === 'solo' ? round.message : undefined;
  const next: Round = { ...round, question: round.question + 1, phase: 'asking', message };
  return changed({ ...next, deadline: at + limitOf(next) }, reply, ['ask']);
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

function resume(kept: Round, at: number): RoundStep {
  const round = isOutOfReach(kept, at) ? { ...kept, deadline: at + patienceOf(kept) } : kept;
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
