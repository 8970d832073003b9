import { disassemble } from 'es-hangul';
import { distance } from 'fastest-levenshtein';
import type { QuizItem } from '../domain.ts';
import { isSpelledAlike, type SameName } from './glossary.ts';
import { nameKey } from './names.ts';

/** What an answer is worth. */
export type Verdict = 'right' | 'wrong';

/** The part of an item that grading looks at. */
export type Gradable = Pick<QuizItem, 'type' | 'answer' | 'accepted' | 'rejected'>;

/** Most slips of the finger that a typed name may have; shorter names may have one, short ones none. */
export const MOST_SLIPS = 2;
const LONG_NAME = 10;
/** From so many letters, or letters of Hangul syllables taken apart, a name is not short. */
export const SHORT_NAME = 5;

/** Other ways to write the two answers of `ox`. */
const O_OR_X: Readonly<Record<string, string>> = {
  ㅇ: 'o',
  '0': 'o',
  '○': 'o',
  '⭕': 'o',
  ㅌ: 'x',
  '×': 'x',
  '❌': 'x',
};

/** Letters to count slips in: Hangul taken apart, so that 람타 is one slip from 람다. */
const letters = (text: string): string => disassemble(nameKey(text));

function slips(given: string, form: string): number {
  const [a, b] = [letters(given), letters(form)];
  if (/\d/.test(a + b) || b.length < SHORT_NAME || a[0] !== b[0]) return a === b ? 0 : Number.POSITIVE_INFINITY;
  const allowed = b.length >= LONG_NAME ? MOST_SLIPS : 1;
  const count = distance(a, b);
  return count <= allowed ? count : Number.POSITIVE_INFINITY;
}

function isTyped({ accepted, rejected = [] }: Gradable, given: string, sameName: SameName): boolean {
  const key = nameKey(given);
  if (key === '') return false;
  if (accepted.some((form) => nameKey(form) === key)) return true;
  if (rejected.some((name) => nameKey(name) === key)) return false;
  if (accepted.some((form) => sameName(form, given))) return true;
  const own = Math.min(...accepted.map((form) => slips(given, form)));
  const nearest = Math.min(...rejected.map((name) => distance(letters(given), letters(name))));
  return Number.isFinite(own) && own < nearest;
}

/** One of the options, in whatever case and form of Unicode. */
const isOption = (answer: string, given: string): boolean =>
  nameKey(answer) === nameKey(given) && (nameKey(answer) !== '' || answer === given);

/**
 * Grades what was given: the text of an option, `O` or `X`, what was typed, or for `order` all options in their order. The
 * order of the item's options does not matter. A typed name may be spelled in any script that `sameName` knows and have a
 * slip or two, but short names and names with figures none, and never one that makes it another name of the notes.
 */
export function grade(item: Gradable, given: string | readonly string[], sameName: SameName = isSpelledAlike): Verdict {
  const verdict = (isRight: boolean): Verdict => (isRight ? 'right' : 'wrong');
  const { type, answer } = item;
  if (typeof answer !== 'string') {
    const steps = typeof given === 'string' ? [given] : given;
    return verdict(steps.length === answer.length && answer.every((step, at) => isOption(step, steps[at] ?? '')));
  }
  if (typeof given !== 'string')
    return verdict(given.length === 1 && given[0] !== undefined && grade(item, given[0], sameName) === 'right');
  if (type === 'typed') return verdict(isTyped(item, given, sameName));
  if (type === 'ox') {
    const mark = given.trim().replace('\ufe0f', '');
    return verdict((O_OR_X[mark] ?? mark.normalize('NFKC').toLowerCase()) === answer.toLowerCase());
  }
  return verdict(isOption(answer, given));
}
