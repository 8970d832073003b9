// Rounds as they are played: each step is kept before anybody sees it.
import type { Clock } from '../../clock.ts';
import type { Scope } from '../../domain.ts';
import type { Quizzes } from '../../quiz/quizzes.ts';
import { recordsOf } from '../../quiz/record.ts';
import { beginRound, patienceOf, stepRound } from '../../quiz/round.ts';
import type { RoundEffect, RoundEvent, RoundReply, RoundStep } from '../../quiz/round-events.ts';
import type { Round } from '../../store/rounds.ts';
import type { Store } from '../../store/store.ts';
import { openLanes } from './lanes.ts';
import type { Screen } from './screen.ts';

/** What finds a round. */
type RoundKey = Pick<Round, 'scope' | 'id'>;

/** A round after somebody acted, and what to tell them. */
export interface Acted {
  readonly round: Round;
  readonly reply: RoundReply | undefined;
}

/** All rounds of the bot. */
export interface Play {
  /** Begins a round; undefined when `isFree` says no to what goes on in its channel. */
  begin(
    start: Parameters<typeof beginRound>[0],
    isFree: (open: readonly Round[]) => boolean,
    first?: Screen['ask'],
  ): Promise<Round | undefined>;
  /** Something happens to a round; undefined when there is no such round. */
  act(key: RoundKey, event: RoundEvent): Promise<Acted | undefined>;
  /** Goes on with, or ends, what was under way when the bot left. Returns how many rounds. */
  resume(): Promise<number>;
  /** Lets no more time pass; what is under way stays as it is kept. */
  close(): void;
}

export interface PlayParts {
  readonly store: Store;
  readonly quizzes: Pick<Quizzes, 'grade'>;
  readonly screen: Screen;
  readonly clock: Clock;
  /** What decides what a day is. */
  readonly timeZone: string;
  /** Does work that the bot waits for when it leaves; what it throws is logged. */
  readonly run: (work: () => Promise<void>) => void;
  /** Whether a fault means that the channel is gone or closed to the bot for good. */
  readonly isHopeless: (error: unknown) => boolean;
}

/** Rounds in channels with this name are played somewhere else: on the terminal. */
export const TERMINAL_CHANNEL = 'terminal';

/** Opens the game; nothing happens before `resume` or `begin`. */
export function openPlay({ store, quizzes, screen, clock, timeZone, run, isHopeless }: PlayParts): Play {
  const lanes = openLanes();
  const alarms = new Map<string, () => void>();
  /** Rounds whose number of answers will be shown anyway. */
  const counting = new Set<string>();
  const nameOf = ({ scope, id }: RoundKey) => `${scope}:${id}`;

  const setAlarm = (round: Round) => {
    alarms.get(nameOf(round))?.();
    alarms.delete(nameOf(round));
    if (round.phase === 'over') return;
    const ring = () => run(() => act(round, { kind: 'clock' }).then(() => undefined));
    alarms.set(nameOf(round), clock.after(Math.min(round.deadline - clock.now(), patienceOf(round)), ring));
  };

  const keep = async (step: RoundStep, event?: RoundEvent, first?: Screen['ask']) => {
    const { round, effects } = step;
    const { attempts, cards } = await recordsOf(store, event, step, clock.now(), timeZone);
    await store.saveRound(round, attempts, cards);
    setAlarm(round);
    for (const effect of effects) show(round, effect, first);
  };

  const show = (round: Round, effect: RoundEffect, first?: Screen['ask']) => {
    const name = nameOf(round);
    if (effect === 'count') {
      if (counting.has(name)) return;
      counting.add(name);
    }
    run(() => lanes.run(`show ${name}`, () => perform(round, effect, first)));
  };

  /** With the message that its question stands in, which may have been sent since. */
  const withMessage = async (round: Round): Promise<Round> => {
    const now = await store.round(round.scope, round.id);
    return now?.question === round.question ? { ...round, message: now.message } : round;
  };

  const perform = async (round: Round, effect: RoundEffect, first: Screen['ask'] = screen.ask): Promise<void> => {
    try {
      if (effect === 'ask') {
        const message = await first(round);
        await act(round, { kind: 'sent', question: round.question, message });
      } else if (effect === 'count') {
        counting.delete(nameOf(round));
        const now = await store.round(round.scope, round.id);
        if (now?.phase === 'asking' && now.question === round.question) await screen.count(now);
      } else {
        await screen[effect](round.message === undefined ? await withMessage(round) : round);
        if (effect === 'finish' || round.kind === 'daily') await act(round, { kind: 'ended' });
      }
    } catch (error) {
      if (isHopeless(error)) await act(round, { kind: 'abandon' });
      throw error;
    }
  };

  const act = (key: RoundKey, event: RoundEvent): Promise<Acted | undefined> =>
    lanes.run(`step ${nameOf(key)}`, async () => {
      const round = await store.round(key.scope, key.id);
      if (round === undefined) return undefined;
      const step = stepRound(round, event, clock.now(), quizzes.grade);
      if (step.round !== round || step.effects.length > 0) await keep(step, event);
      else if (event.kind === 'clock') setAlarm(round);
      return { round: step.round, reply: step.reply };
    });

  return {
    act,
    begin: (start, isFree, first) =>
      lanes.run(`begin ${start.channel}`, async () => {
        const open = await store.openRounds({ scope: start.scope, channel: start.channel });
        if (!isFree(open)) return undefined;
        const step = beginRound(start, clock.now());
        await keep(step, undefined, first);
        return step.round;
      }),
    async resume() {
      const open = (await store.openRounds()).filter(({ channel }) => channel !== TERMINAL_CHANNEL);
      for (const round of open) await act(round, { kind: 'resume' });
      return open.length;
    },
    close() {
      for (const cancel of alarms.values()) cancel();
      alarms.clear();
    },
  };
}

/** Rounds of a channel that somebody may stop: their own, or with the right to manage messages all of them. */
export async function stoppable(
  store: Store,
  place: { readonly scope: Scope; readonly channel: string },
  user: string,
  mayManage: boolean,
): Promise<{ readonly open: readonly Round[]; readonly own: readonly Round[] }> {
  const open = (await store.openRounds(place)).filter(({ phase, kind }) => phase !== 'over' && kind !== 'daily');
  const own = open.filter(({ starter }) => starter === user);
  return { open, own: own.length > 0 || !mayManage ? own : open };
}
