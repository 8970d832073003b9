import { fold } from './clean.ts';
import { isSentence } from './sentences.ts';

/** A line that people write as a heading without `#`. */
export interface Mark {
  /** Place among headings: real ones are 1–6; the greater, the deeper. */
  readonly rank: number;
  readonly text: string;
}

/** Headings that are nothing but a bold line. */
export const BOLD_RANK = 10;
/** Numbered lines over a list of bullets. */
export const NUMBERED_RANK = 11;

/** Longest bold line that is taken for a heading, in characters: numbered ones run longer (a name and its gloss). */
const LONGEST = { numbered: 120, plain: 60 };

/** How Korean outlines nest: `1.` > `1.1.` > `1)` > `가.` > `①`. */
const ENUMERATORS: readonly (readonly [RegExp, number])[] = [
  [/^(?:\d{1,3}|[IVX]{1,4})\s?\.(?!\d)/, 7],
  [/^\d{1,3}(?:[.-]\d{1,3})+[.)]?(?=\s)/, 7.5],
  [/^(?:\d{1,3}\s?\)|\(\d{1,3}\))/, 8],
  [/^(?:[가나다라마바사아자차카타파하]\s?[.)]|\([가나다라마바사아자차카타파하]\)|[A-Za-z]\s?[.)](?=\s))/, 9],
  [/^[①-⑳]/, 9.5],
];

function enumeratorRank(text: string): number | undefined {
  return ENUMERATORS.find(([pattern]) => pattern.test(text))?.[1];
}

/** A line that is bold from end to end (`source`, and what it says: `text`), as a heading; undefined when it is not one. */
export function boldMark(source: string, text: string): Mark | undefined {
  const line = source
    .trim()
    .replace(/\s*(?:\\|<br\s*\/?>)$/i, '')
    .replace(/\s*[:：]$/, '');
  // CommonMark sees no bold in `**… **`; its writer does.
  const inner = /^(\*\*|__)(?!\1)(.+?)\1$/.exec(line)?.[2];
  if (inner === undefined || inner.includes('**')) return undefined;
  const heading = fold(text.replace(/^__|__$/g, '')).replace(/\s*[:：]$/, '');
  const rank = enumeratorRank(heading);
  const longest = rank === undefined ? LONGEST.plain : LONGEST.numbered;
  if (heading === '' || heading.length > longest || isSentence(heading)) return undefined;
  return { rank: rank ?? BOLD_RANK, text: heading };
}

/** A short enumerated line that is no sentence (`2. 파일럿 라이트`, `가. 그룹`): a heading where bullets follow it. */
export function isNumberedName(text: string): boolean {
  return text.length <= LONGEST.plain && !isSentence(text) && !/[.:：]$/.test(text);
}

/** Whether a paragraph's line begins like `가. 그룹`. */
export function isLettered(text: string): boolean {
  return enumeratorRank(text) === 9;
}
