import { normalize } from '../text/korean.ts';
import { itemId } from './identity.ts';
import { nameKey } from './names.ts';
import type { Plan } from './plan.ts';
import { overlap } from './wording.ts';

/** From here up two questions with one answer are one question. */
const SAME_QUESTION = 0.8;
/** From here up two stretches of one line say the same. */
const SAME_WORDS = 0.5;

/** Remembers what has been asked. */
export interface Ledger {
  /** Whether a plan asks something new; if so, it counts as asked from now on. */
  takes(plan: Plan): boolean;
}

/** Opens a ledger in which nothing has been asked. */
export function openLedger(): Ledger {
  const ids = new Set<string>();
  const stems = new Map<string, string[]>();
  const lines = new Map<string, string[]>();

  return {
    takes({ type, subject, key, stem, answer, wrong, entries, said }) {
      const id = itemId(type, subject, key);
      // Right or wrong, an `ox` asks about the words in its stem.
      const what = type === 'ox' ? type : `${type}:${nameKey([answer].flat().join())}`;
      const asked = stems.get(what) ?? [];
      const line = `${entries[0]?.file}:${entries[0]?.startLine}`;
      const told = lines.get(line) ?? [];
      const isRepeat = asked.some(
        (other) => normalize(other) === normalize(stem) || (wrong.length > 0 && overlap(other, stem) >= SAME_QUESTION),
      );
      const isTold = said !== undefined && told.some((other) => overlap(other, said) >= SAME_WORDS);
      if (ids.has(id) || isRepeat || isTold) return false;
      ids.add(id);
      stems.set(what, [...asked, stem]);
      if (said !== undefined) lines.set(line, [...told, said]);
      return true;
    },
  };
}
