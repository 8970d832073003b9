// A direct message on days with something to review, for those who want one: at most one a day, whatever happens to the bot.
import { type REST, Routes } from 'discord.js';
import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import type { Scope } from '../../domain.ts';
import type { Log } from '../../log.ts';
import { cardsOf, dueOf } from '../../quiz/cards.ts';
import { dayAfter, dayOf, hourOf } from '../../quiz/day.ts';
import type { Store } from '../../store/store.ts';
import { deliver } from '../acknowledge.ts';
import { CODES, codeOf } from '../discord-errors.ts';
import { inert } from '../inert.ts';
import { clip, LIMITS } from '../payload.ts';
import { texts } from '../texts.ts';
import { openLanes } from './lanes.ts';

const { reminder: words, log: logWords } = texts.review;
/** A person has one reminder for all their servers. */
const SCOPE = 'shared';
const KEY = 'reminder';
/** How often the time is looked at, in ms. */
const EVERY = 60_000;
/** Servers named at most. */
const MOST_PLACES = 10;

const Plan = z.object({
  hour: z.number().int().min(0).max(23),
  /** The last day that needs no more reminding, `2026-11-22`. */
  last: z.string(),
});
type Plan = z.infer<typeof Plan>;

/** Everybody's reminders. */
export interface Reminders {
  /** From the next time that it is this hour in the group's time zone. */
  set(user: string, hour: number): Promise<void>;
  /** False when there was none. */
  unset(user: string): Promise<boolean>;
  /** Looks at the time now and from then on. */
  start(): void;
  close(): void;
}

/** How reminders reach people. */
export interface ReminderPost {
  /** A server's name; undefined where the bot is not in it. */
  nameOf(scope: Scope): string | undefined;
  /** The channel of somebody's direct messages. */
  open(user: string): Promise<string>;
  /** `nonce` keeps one message from becoming two. */
  send(channel: string, text: string, nonce: string): Promise<void>;
}

export interface RemindersParts {
  readonly store: Store;
  readonly clock: Clock;
  /** What decides what a day is. */
  readonly timeZone: string;
  readonly post: ReminderPost;
  readonly log: Pick<Log, 'info'>;
  /** Does work that the bot waits for when it leaves; what it throws is logged. */
  readonly run: (work: () => Promise<void>) => void;
}

/** Opens the reminders; nobody is reminded before `start`. */
export function openReminders({ store, clock, timeZone, post, log, run }: RemindersParts): Reminders {
  const lanes = openLanes();
  const alone = <T>(user: string, work: () => Promise<T>) => lanes.run(user, work);
  let cancel = () => {};

  const planOf = async (user: string): Promise<Plan | undefined> => read(await store.userSetting(SCOPE, user, KEY));
  const keep = (user: string, plan: Plan | undefined) =>
    store.setUserSetting(SCOPE, user, KEY, plan && JSON.stringify(plan));
  const isTime = ({ hour, last }: Plan): boolean => {
    const now = clock.now();
    const today = dayOf(now, timeZone);
    // A day that is further away was set by a clock that was wrong: nobody waits for it.
    return (last < today || last > dayAfter(today, 1)) && hourOf(now, timeZone) >= hour;
  };

  /** Where somebody has how much to review. */
  const placesOf = async (user: string, scopes: readonly Scope[], channel: string): Promise<Place[]> => {
    const places: Place[] = [];
    for (const scope of scopes) {
      const name = scope === SCOPE ? words.here : post.nameOf(scope);
      const retiredIn = scope === SCOPE ? channel : scope;
      const { length: count } = dueOf(await cardsOf(store, { scope, user, retiredIn }), clock.now());
      if (name !== undefined && count > 0) places.push({ name, count });
    }
    return places;
  };

  const remind = async (user: string, scopes: readonly Scope[]): Promise<void> => {
    const plan = await planOf(user);
    if (plan === undefined || !isTime(plan)) return;
    // Before it is sent: rather no message than two.
    const today = dayOf(clock.now(), timeZone);
    await keep(user, { ...plan, last: today });
    try {
      const channel = await post.open(user);
      const places = await placesOf(user, scopes, channel);
      if (places.length > 0) await post.send(channel, textOf(places), nonceOf(user, today));
    } catch (error) {
      if (!isUnreachable(error)) throw error;
      await keep(user, undefined);
      log.info(logWords.unreachable);
    }
  };

  const remindAll = async (): Promise<void> => {
    const wanted = (await store.userSettingEverywhere(KEY)).filter(({ value }) => {
      const plan = read(value);
      return plan !== undefined && isTime(plan);
    });
    if (wanted.length === 0) return;
    const due = await store.dueCounts(clock.now());
    for (const { user } of wanted) {
      const scopes = due.filter((count) => count.user === user).map(({ scope }) => scope);
      // Each for themselves: nobody waits for another's fault.
      if (scopes.length > 0) run(() => alone(user, () => remind(user, scopes)));
    }
  };

  const tick = () => {
    run(remindAll);
    cancel = clock.after(EVERY, tick);
  };

  return {
    set: (user, hour) =>
      alone(user, async () => {
        const now = clock.now();
        const before = await planOf(user);
        const today = dayOf(now, timeZone);
        // Who sets an hour that has passed means tomorrow's.
        const last = hourOf(now, timeZone) >= hour ? today : (before?.last ?? '');
        await keep(user, { hour, last });
      }),
    unset: (user) =>
      alone(user, async () => {
        const isSet = (await planOf(user)) !== undefined;
        await keep(user, undefined);
        return isSet;
      }),
    start: tick,
    close: () => cancel(),
  };
}

/** Whether Discord says that this person takes no direct messages of the bot's, or is no more. */
function isUnreachable(error: unknown): boolean {
  const code = codeOf(error);
  return code === CODES.cannotWriteTo || code === CODES.noServerInCommon || code === CODES.unknownUser;
}

function read(value: string | undefined): Plan | undefined {
  try {
    return Plan.parse(JSON.parse(value ?? ''));
  } catch {
    return undefined;
  }
}

/** Unique among all that the bot sends, in 25 signs: the person and the day. */
const nonceOf = (user: string, day: string): string => `${user}${day.slice(-5).replace('-', '')}`;

interface Place {
  readonly name: string;
  readonly count: number;
}

function textOf(places: readonly Place[]): string {
  const all = places.reduce((sum, { count }) => sum + count, 0);
  const lines = places.slice(0, MOST_PLACES).map(({ name, count }) => words.place(inert(clip(name, 100)), count));
  return clip([words.due(all), ...lines, words.how].join('\n'), LIMITS.content);
}

const Channel = z.object({ id: z.string() });

/** Reminders as direct messages on Discord. */
export function discordPost({ rest, nameOf }: { rest: REST } & Pick<ReminderPost, 'nameOf'>): ReminderPost {
  return {
    nameOf,
    async open(user) {
      return Channel.parse(await deliver(() => rest.post(Routes.userChannels(), { body: { recipient_id: user } }))).id;
    },
    async send(channel, content, nonce) {
      const body = { content, nonce, enforce_nonce: true, allowed_mentions: { parse: [] } };
      await deliver(() => rest.post(Routes.channelMessages(channel), { body }));
    },
  };
}
