import { nameKey } from './names.ts';
import { shuffled } from './random.ts';

/** Something that could stand beside the answer, with where the notes have it. */
export interface Candidate {
  readonly text: string;
  readonly path: readonly string[];
  /** Taken before all others: known to be confused with the answer; or after them: made up. */
  readonly turn?: 'first' | 'last';
}

/** How many wrong options an item has; it is not made with fewer than the least. */
const WRONG = { most: 3, least: 2 } as const;

/** Parts that two paths share from the top. */
function shared(a: readonly string[], b: readonly string[]): number {
  let count = 0;
  while (count < a.length && count < b.length && a[count] === b[count]) count++;
  return count;
}

/** How far apart two places are: steps up from the one and down to the other. */
function distance(a: readonly string[], b: readonly string[]): number {
  return a.length + b.length - 2 * shared(a, b);
}

interface Looks {
  readonly isLatin: boolean;
  readonly isHangul: boolean;
  /** Holds an acronym. */
  readonly shouts: boolean;
}

/** The same candidates stand beside many answers. */
const seen = new WeakMap<Candidate, Looks>();

function looksOf(candidate: Candidate): Looks {
  const known = seen.get(candidate);
  if (known) return known;
  const { text } = candidate;
  const looks = { isLatin: /[A-Za-z]/.test(text), isHangul: /[가-힣]/.test(text), shouts: /[A-Z]{2}/.test(text) };
  seen.set(candidate, looks);
  return looks;
}

/** How unlike two options look, 0–1.2: another script or length would give the answer away. */
function unlikeness(one: Candidate, other: Candidate): number {
  const [a, b] = [looksOf(one), looksOf(other)];
  const length = Math.abs(one.text.length - other.text.length) / Math.max(one.text.length, other.text.length);
  const isOtherScript = a.isLatin !== b.isLatin || a.isHangul !== b.isHangul;
  return (isOtherScript ? 0.5 : 0) + (a.shouts === b.shouts ? 0 : 0.2) + length / 2;
}

/** Beyond all that distance and looks can cost. */
const TURNS = { first: -100, any: 0, last: 100 } as const;

function cost(answer: Candidate, candidate: Candidate): number {
  const far = Math.min(distance(answer.path, candidate.path), 8);
  return TURNS[candidate.turn ?? 'any'] + far + 5 * unlikeness(answer, candidate);
}

/**
 * The wrong options beside an answer: of those given, the nearest in the heading tree that look alike and are fair; two or
 * three, or none where there are too few. `isFair` says whether one may stand beside those chosen before (the first is the
 * answer); `random` decides among equals.
 */
export function wrongOptions<T extends Candidate>(
  answer: T,
  candidates: readonly T[],
  isFair: (candidate: T, chosen: readonly T[]) => boolean,
  random: () => number,
): string[] {
  const choose = (order: readonly T[]): T[] => {
    const ranked = order
      .map((candidate) => ({ candidate, cost: cost(answer, candidate) }))
      .sort((a, b) => a.cost - b.cost);
    const chosen: T[] = [answer];
    for (const { candidate } of ranked) {
      if (chosen.length > WRONG.most) break;
      const isTaken = chosen.some(({ text }) => nameKey(text) === nameKey(candidate.text));
      if (!isTaken && isFair(candidate, chosen)) chosen.push(candidate);
    }
    return chosen.slice(1);
  };
  const drawn = choose(shuffled(candidates, random));
  // An unlucky draw must not decide whether there is a question.
  const chosen = drawn.length >= WRONG.least ? drawn : choose(candidates);
  return chosen.length >= WRONG.least ? chosen.map(({ text }) => text) : [];
}
