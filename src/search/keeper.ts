import type { Clock } from '../clock.ts';
import type { UpdateOutcome } from './library.ts';

/** A folder has settled when nothing changed for so long, in ms: editors write a file in several steps. */
const SETTLE = 400;
/** A folder that never settles is indexed all the same, after so long. */
const LONGEST_SETTLE = 5000;
/** How soon to try again while another process is indexing, in ms. */
const BUSY = 1000;
/** How soon to try again after a fault, in ms: each time twice as long, up to the last. A full disk has room again some day. */
const RETRY = { first: 2000, longest: 5 * 60_000 } as const;

export interface KeeperParts {
  readonly update: () => Promise<UpdateOutcome>;
  /** The index is up to date with the folder. */
  readonly onReport: (outcome: Exclude<UpdateOutcome, { readonly kind: 'busy' }>) => void;
  /** What keeps it from being so; the same again is not told again. It is tried again later, and at the next change. */
  readonly onFault: (error: unknown) => void;
  readonly clock: Clock;
}

/** Keeps one index up to date with its folder. */
export interface Keeper {
  /** Something may have changed. */
  changed(): void;
  close(): void;
}

/** Opens a keeper; it does nothing before something changes. One update runs at a time. */
export function openKeeper({ update, onReport, onFault, clock }: KeeperParts): Keeper {
  let closed = false;
  let running = false;
  let again = false;
  let first: number | undefined;
  let cancel = () => {};
  let told: string | undefined;
  let retry: number = RETRY.first;

  const wait = (ms: number) => {
    cancel();
    cancel = clock.after(ms, () => void run());
  };

  const run = async () => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    first = undefined;
    try {
      const outcome = await update();
      if (closed) return;
      if (outcome.kind === 'busy') wait(BUSY);
      else {
        told = undefined;
        retry = RETRY.first;
        onReport(outcome);
      }
    } catch (error) {
      const message = String(error);
      if (!closed && message !== told) onFault(error);
      told = message;
      if (!closed) wait(retry);
      retry = Math.min(retry * 2, RETRY.longest);
    } finally {
      running = false;
      if (again && !closed) wait(0);
      again = false;
    }
  };

  return {
    changed() {
      if (closed) return;
      first ??= clock.now();
      wait(Math.max(0, Math.min(SETTLE, first + LONGEST_SETTLE - clock.now())));
    },
    close() {
      closed = true;
      cancel();
    },
  };
}
