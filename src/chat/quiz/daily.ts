// One question a day in a channel, at an hour of its choice.
import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import type { Scope } from '../../domain.ts';
import { dayOf, hourOf, hourTomorrow } from '../../quiz/day.ts';
import type { Quizzes } from '../../quiz/quizzes.ts';
import type { Store } from '../../store/store.ts';
import { openLanes } from './lanes.ts';
import type { Play } from './play.ts';

const KEY = 'daily';
/** How often the time is looked at, in ms. */
const EVERY = 60_000;
/** Items that are not asked again before so many others were. */
const REMEMBERED = 100;

const Plan = z.object({
  channel: z.string(),
  hour: z.number().int().min(0).max(23),
  /** The day of the last question, `2026-11-22`; '' before the first. */
  last: z.string(),
  /** Items asked lately, oldest first. */
  asked: z.array(z.string()),
});
type Plan = z.infer<typeof Plan>;

/** The daily questions of all servers. */
export interface Daily {
  set(scope: Scope, channel: string, hour: number): Promise<void>;
  /** False when there was none. */
  unset(scope: Scope): Promise<boolean>;
  /** Looks at the time now and from then on. */
  start(): void;
  close(): void;
}

export interface DailyParts {
  readonly store: Store;
  readonly quizzes: Pick<Quizzes, 'choose'>;
  readonly play: Pick<Play, 'act' | 'begin'>;
  readonly clock: Clock;
  /** What decides what a day is. */
  readonly timeZone: string;
  /** Does work that the bot waits for when it leaves; what it throws is logged. */
  readonly run: (work: () => Promise<void>) => void;
}

/** Opens the daily questions; nothing is asked before `start`. */
export function openDaily({ store, quizzes, play, clock, timeZone, run }: DailyParts): Daily {
  const lanes = openLanes();
  /** One after the other, so that nothing is asked twice and no plan is overwritten. */
  const alone = <T>(work: () => Promise<T>) => lanes.run('daily', work);
  let cancel = () => {};

  const read = (value: string): Plan | undefined => {
    try {
      return Plan.parse(JSON.parse(value));
    } catch {
      return undefined;
    }
  };
  const keep = (scope: Scope, plan: Plan) => store.setSetting(scope, KEY, JSON.stringify(plan));

  const ask = async (scope: Scope, plan: Plan): Promise<void> => {
    const now = clock.now();
    const today = dayOf(now, timeZone);
    if (plan.last === today || hourOf(now, timeZone) < plan.hour) return;
    const without = new Set([...(await store.retired(scope)), ...plan.asked]);
    const seed = `${scope} ${today}`;
    const [fresh] = quizzes.choose(scope, { count: 1 }, without, seed);
    // When all have been asked, from the beginning.
    const item = fresh ?? quizzes.choose(scope, { count: 1 }, await store.retired(scope), seed)[0];
    if (item === undefined) return;
    const id = `daily-${today.replaceAll('-', '')}`;
    // Asked already, where the bot was ended right after it.
    if ((await store.round(scope, id)) === undefined) {
      const limitMs = hourTomorrow(now, plan.hour, timeZone) - now;
      const place = { scope, id, kind: 'daily', channel: plan.channel, starter: '' } as const;
      await play.begin({ ...place, items: [item], limitMs }, () => true);
    }
    await keep(scope, { ...plan, last: today, asked: [...plan.asked, item.id].slice(-REMEMBERED) });
  };

  const askAll = async (): Promise<void> => {
    for (const { scope, value } of await store.settingEverywhere(KEY)) {
      const plan = read(value);
      if (plan !== undefined) await ask(scope, plan);
    }
  };

  let isWaiting = false;
  /** One waiting look sees what any other would. */
  const look = (): void => {
    if (isWaiting) return;
    isWaiting = true;
    run(() =>
      alone(() => {
        isWaiting = false;
        return askAll();
      }),
    );
  };

  const tick = () => {
    look();
    cancel = clock.after(EVERY, tick);
  };

  return {
    async set(scope, channel, hour) {
      await alone(async () => {
        const before = read((await store.setting(scope, KEY)) ?? '');
        await keep(scope, { last: '', asked: [], ...before, channel, hour });
      });
      look();
    },
    unset: (scope) =>
      alone(async () => {
        const isSet = (await store.setting(scope, KEY)) !== undefined;
        if (isSet) await store.setSetting(scope, KEY, undefined);
        return isSet;
      }),
    start: tick,
    close: () => cancel(),
  };
}
