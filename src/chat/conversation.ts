import type { Scope } from '../domain.ts';
import type { Store } from '../store/store.ts';

/** A question and where it was asked. */
export interface Asked {
  readonly scope: Scope;
  readonly place: 'direct' | 'thread' | 'channel';
  readonly channel: string;
  readonly user: string;
  readonly question: string;
  /** Only its user is to see the answer. */
  readonly private: boolean;
  /** The message it answers to, if any. */
  readonly repliesTo: string | undefined;
}

/** After this long, a direct message begins a new conversation (ms). */
const DIRECT_MEMORY = 30 * 60_000;

const threadKey = (thread: string) => `thread:${thread}`;

/** Remembers that a thread goes on with an exchange. */
export function rememberThread(store: Store, scope: Scope, thread: string, exchange: string): Promise<void> {
  return store.setSetting(scope, threadKey(thread), exchange);
}

/** Whether Seogi opened this thread: then all that is written in it is for Seogi. */
export async function isOwnThread(store: Store, scope: Scope, thread: string): Promise<boolean> {
  return (await store.setting(scope, threadKey(thread))) !== undefined;
}

/**
 * What was searched for before this question: by the message it answers to, else by the thread or direct message it
 * stands in. Undefined in a channel, where everybody talks at once.
 */
export async function previousQuery(store: Store, asked: Asked, now: number): Promise<string | undefined> {
  const { scope, place, channel, user, repliesTo } = asked;
  const repliedTo = repliesTo && (await store.exchangeOfMessage(scope, repliesTo));
  if (repliedTo) return repliedTo.query;
  if (place === 'channel') return undefined;
  const latest = await store.latestExchange(scope, channel, user);
  if (place === 'direct') return latest && Math.abs(now - latest.at) <= DIRECT_MEMORY ? latest.query : undefined;
  if (latest) return latest.query;
  const origin = await store.setting(scope, threadKey(channel));
  // A thread that somebody else opened on an answer has the number of the answer's message.
  const exchange = origin ? await store.exchange(scope, origin) : await store.exchangeOfMessage(scope, channel);
  return exchange?.query;
}
