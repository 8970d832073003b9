// How names stand in running text: what looks like one, who made it, where it begins and ends.
import { stem } from '../text/korean.ts';
import { nameKey } from './names.ts';

/** Who stands before that many names which also stand alone, and has a good share of them, makes those things. */
const MAKER = { names: 4, share: 0.25 } as const;
const LATIN_NAME =
  /(?<![\p{L}\p{N}.@])[A-Z][A-Za-z0-9+#]*(?:[-@.][A-Za-z0-9]+)*(?: (?:for |of |on |and |as a |to )?[A-Z0-9][A-Za-z0-9+#]*(?:[-@.][A-Za-z0-9]+)*)*/gu;

/** Words of logic and units are written like names. */
const NO_NAME =
  /^(?:AND|OR|NOT|IF|ON|OFF|OK|NO|YES|[KMGTP]i?B|[KMGT]bps|IOPS|GET|PUT|VS|Ex|Day\s?\d*|Service|Function|API|URL|HTTP|Key|ID|[A-Za-z]+\.(?:com|net|org|io))$/;

/** Names in Latin letters as they stand in a text. */
export function latinNames(text: string): string[] {
  return [...text.matchAll(LATIN_NAME)]
    .map(([name]) => name)
    .filter((name) => /[A-Za-z]{2}|[A-Z]\d/.test(name) && !NO_NAME.test(name));
}

/** One to three words in a row: all that may be a name in a text. */
export function windowsOf(text: string): string[] {
  const parts = text.split(/[^\p{L}\p{N}@.+#-]+/u).filter((part) => part !== '');
  return parts.flatMap((_, at) => [1, 2, 3].map((count) => parts.slice(at, at + count).join(' ')));
}

/** 람다에서는 → 람다. */
export const withoutParticle = (window: string): string => window.replace(/[가-힣]+$/, stem);

/** Keys of the makers' names: first words of names whose rest is a name too. */
export function makersOf(keys: ReadonlySet<string>, shown: readonly string[]): Set<string> {
  const counts = new Map<string, Set<string>>();
  for (const name of shown) {
    const [first = '', ...rest] = name.split(' ');
    const product = rest.join(' ');
    // Products are proper names; `S3 복제` is no product of S3.
    if (!/^[A-Z]/.test(product) || !keys.has(nameKey(product))) continue;
    counts.set(nameKey(first), (counts.get(nameKey(first)) ?? new Set()).add(nameKey(product)));
  }
  const most = Math.max(0, ...[...counts.values()].map((names) => names.size));
  const least = Math.max(MAKER.names, MAKER.share * most);
  return new Set([...counts].filter(([, names]) => names.size >= least).map(([maker]) => maker));
}

/** A pattern for a name within running text: whole Latin words, Hangul from the beginning of a word. */
export function patternOf(form: string, flags: 'u' | 'iu'): RegExp {
  const escaped = [...form.replace(/\s+/g, '')]
    .map((char) => char.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
    .join('\\s*-?');
  const after = /[A-Za-z0-9]$/.test(form) ? '(?![A-Za-z0-9])' : '';
  return new RegExp(`(?<![\\p{L}\\p{N}.@])${escaped}${after}`, flags);
}
