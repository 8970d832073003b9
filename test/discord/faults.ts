// What can go wrong between a bot and Discord, on purpose: slow routes, lost connections, rate limits, server errors.

/** Which requests a fault strikes and how often. */
interface FaultOptions {
  /** How many requests it strikes; 1 unless told otherwise. `Infinity` until cleared. */
  readonly times?: number;
  /** The request takes effect all the same; only its answer is late or lost. */
  readonly performed?: boolean;
}

/** A fault in place. */
interface Fault {
  /** How many requests it has struck. */
  readonly hits: () => number;
  readonly clear: () => void;
}

/** The way in which one request goes wrong. */
export type Trouble =
  | { readonly kind: 'delay'; readonly ms: number; readonly performed: boolean }
  | { readonly kind: 'hangUp'; readonly performed: boolean }
  | { readonly kind: 'status'; readonly status: number; readonly performed: boolean }
  | { readonly kind: 'rateLimit'; readonly retryAfter: number; readonly global: boolean; readonly performed: false };

/**
 * Puts faults in the bot's way. A `route` is a method and a path below `/api/v10`, e.g. `PATCH /webhooks/**`:
 * `*` stands for one segment or for any method, `**` for any rest.
 */
export interface Faults {
  readonly delay: (route: string, ms: number, options?: FaultOptions) => Fault;
  /** Destroys the request's socket. */
  readonly hangUp: (route: string, options?: FaultOptions) => Fault;
  /** Answers 429. `retryAfter` in seconds, fractions allowed; `global`: the limit over all routes. */
  readonly rateLimit: (
    route: string,
    limit: { retryAfter: number; global?: boolean },
    options?: Pick<FaultOptions, 'times'>,
  ) => Fault;
  /** Answers with a bare error status, 500 unless told otherwise. */
  readonly fail: (route: string, options?: FaultOptions & { status?: number }) => Fault;
  readonly clear: () => void;
}

function matcher(route: string): (method: string, path: string) => boolean {
  const [method, pattern] = route.split(' ');
  if (!method || !pattern?.startsWith('/')) {
    throw new Error(`A fault's route looks like "POST /channels/*/messages", not "${route}"`);
  }
  const escaped = pattern.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&');
  const path = new RegExp(`^${escaped.replaceAll(/\*\*?/g, (star) => (star === '**' ? '.*' : '[^/]+'))}$`);
  return (actual, actualPath) => (method === '*' || method === actual) && path.test(actualPath);
}

/** Makes the faults of one server; `next` takes the trouble that the request meets, if any. */
export function createFaults(): Faults & { next: (method: string, path: string) => Trouble | undefined } {
  const active: { matches: ReturnType<typeof matcher>; trouble: Trouble; left: number; hits: number }[] = [];
  const add = (route: string, trouble: Trouble, times = 1): Fault => {
    const entry = { matches: matcher(route), trouble, left: times, hits: 0 };
    active.push(entry);
    return {
      hits: () => entry.hits,
      clear: () => {
        entry.left = 0;
      },
    };
  };
  return {
    delay: (route, ms, { times, performed = false } = {}) => add(route, { kind: 'delay', ms, performed }, times),
    hangUp: (route, { times, performed = false } = {}) => add(route, { kind: 'hangUp', performed }, times),
    rateLimit: (route, { retryAfter, global = false }, { times } = {}) =>
      add(route, { kind: 'rateLimit', retryAfter, global, performed: false }, times),
    fail: (route, { status = 500, times, performed = false } = {}) =>
      add(route, { kind: 'status', status, performed }, times),
    clear: () => {
      active.length = 0;
    },
    next: (method, path) => {
      const struck = active.find((fault) => fault.left > 0 && fault.matches(method, path));
      if (!struck) return undefined;
      struck.left -= 1;
      struck.hits += 1;
      return struck.trouble;
    },
  };
}
