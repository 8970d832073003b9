/** How long a test waits for something that should happen, unless it says otherwise, in ms. */
const DEFAULT_WAIT_MS = 5_000;

/** A predicate may look beyond the server, whose changes nobody announces; asked again this often, in ms. */
const POLL_MS = 20;

/** Lets tests wait for the world to change instead of sleeping. */
export interface Changes {
  /** Says that something changed: every waiting predicate is asked again. */
  readonly announce: () => void;
  /** Resolves with the predicate's first truthy value; rejects when it throws or when `timeoutMs` has passed. */
  readonly waitFor: <T>(
    predicate: () => T,
    timeoutMs?: number,
    awaited?: string,
  ) => Promise<Exclude<T, false | null | undefined | '' | 0>>;
  /** Rejects everything that still waits. */
  readonly stop: () => void;
}

/** Makes the waiting room. `describe` adds to a timeout's message what did happen. */
export function createChanges(describe: () => string): Changes {
  const waiting = new Set<(reason?: Error) => void>();
  return {
    announce: () => {
      for (const look of [...waiting]) look();
    },
    waitFor: (predicate, timeoutMs = DEFAULT_WAIT_MS, awaited = 'what the test waits for') =>
      new Promise((resolve, reject) => {
        const settle = (act: () => void): void => {
          waiting.delete(look);
          clearTimeout(timer);
          clearInterval(poll);
          act();
        };
        const look = (reason?: Error): void => {
          try {
            if (reason) throw reason;
            const value = predicate();
            if (value) settle(() => resolve(value as Exclude<typeof value, false | null | undefined | '' | 0>));
          } catch (error) {
            settle(() => reject(error));
          }
        };
        const timer = setTimeout(
          () => look(new Error(`${awaited} did not happen within ${timeoutMs} ms; ${describe()}`)),
          timeoutMs,
        );
        const poll = setInterval(look, POLL_MS);
        waiting.add(look);
        look();
      }),
    stop: () => {
      for (const look of [...waiting]) look(new Error('The Discord server was closed while a test still waited'));
    },
  };
}
