// What people type when they mean to type something else.
import { convertQwertyToHangul } from 'es-hangul';
import { distance } from 'fastest-levenshtein';

/** Latin names of so many letters may differ by one letter, of so many by two. */
const ONE_TYPO = 4;
const TWO_TYPOS = 8;
/** How sure it is that a word with one typing error is the name, 0–1, and what a second one takes off. */
const SURE = { one: 0.8, second: 0.1 } as const;

/** How sure one Latin word is another mistyped; 0 when they differ. */
export function mistyped(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  const allowed = shorter >= TWO_TYPOS ? 2 : shorter >= ONE_TYPO ? 1 : 0;
  // A digit makes another name: ec2, ec3.
  if (allowed === 0 || Math.abs(a.length - b.length) > allowed || /\d/.test(a + b)) return 0;
  const typos = distance(a, b);
  return typos <= allowed ? SURE.one - SURE.second * (typos - 1) : 0;
}

/** What a Latin word says when it was meant to be typed in Hangul: `fkaek` → 람다; undefined where it makes no syllables. */
export function fromWrongKeyboard(word: string): string | undefined {
  if (!/^[a-z]{4,}$/i.test(word)) return undefined;
  try {
    const hangul = convertQwertyToHangul(word);
    return /^[가-힣]{2,}$/.test(hangul) ? hangul : undefined;
  } catch {
    // It throws on letters that no syllable can be put together from.
    return undefined;
  }
}
