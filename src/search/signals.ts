import type { Line, Passage } from '../domain.ts';
import type { KeywordIndex } from './keywords.ts';
import { coverage, type Share, termSet } from './keywords.ts';
import { states } from './quantity.ts';
import type { Query } from './query.ts';

/** What speaks for a passage as the answer to a question. All between 0 and 1, none depends on the other candidates. */
export interface Signals {
  /** Cosine of the passage's vector. */
  readonly passage: number;
  /** Cosine of the vector of its best line; the passage's where it has no line. */
  readonly line: number;
  /** BM25, as a share of the highest possible. */
  readonly keywords: number;
  /** Share of the question's words in the passage, its headings and context. */
  readonly coverage: number;
  /** Share of the question's words in its best line with the heading and the bullets above it. */
  readonly lineCoverage: number;
  /** Share of the question's words in its headings. */
  readonly headings: number;
  /** The question wants a quantity, and the best line states one of its kind: 1. */
  readonly quantity: number;
  /** How surely the passage is about what a domain pack takes the question to mean. */
  readonly pack: number;
  /** The question asks what something is, and the passage begins the section of that name: 1. */
  readonly opening: number;
}

/** What the terms of a passage are, cut once. */
interface PassageTerms {
  readonly all: ReadonlySet<string>;
  readonly headings: ReadonlySet<string>;
  /** Each line with the last heading and its parents. */
  readonly lines: readonly ReadonlySet<string>[];
}

const cut = new WeakMap<Passage, PassageTerms>();

function termsOf(passage: Passage): PassageTerms {
  const known = cut.get(passage);
  if (known !== undefined) return known;
  const { headings, context, text, lines } = passage;
  const last = headings.at(-1) ?? '';
  const made = {
    all: termSet([...headings, ...context, text].join('\n')),
    headings: termSet(headings.join('\n')),
    lines: lines.map((line) => termSet([last, ...line.parents, line.text].join('\n'))),
  };
  cut.set(passage, made);
  return made;
}

/** Shares of what `share` asks for in a passage, and in each of its lines. */
export function coverages(share: Share, passage: Passage) {
  const terms = termsOf(passage);
  const whole = share(terms.all);
  // What the whole lacks its parts lack too.
  if (whole === 0) return { coverage: 0, headings: 0, lines: terms.lines.map(() => 0) };
  return { coverage: whole, headings: share(terms.headings), lines: terms.lines.map(share) };
}

/** How far the question asks what a section is whose passages begin with this one; `before` is the passage ahead of it. */
export function opensSubject({ defines }: Query, share: Share, passage: Passage, before: Passage | undefined): number {
  if (defines === undefined || (before !== undefined && sectionOf(before) === sectionOf(passage))) return 0;
  return share(termSet(passage.headings.at(-1) ?? ''));
}

const sectionOf = ({ file, headings }: Passage) => [file, ...headings].join('\n');

/** 1 where a line states a quantity that the question wants. */
export const answersQuantity = ({ quantities }: Query, line: Line | undefined) =>
  states(quantities, line?.text ?? '') ? 1 : 0;

/** The shares of a question's names, and of its words beside them. */
export const sharesOf = ({ groups }: Query, { rarity }: KeywordIndex): { names: Share; rest: Share } => ({
  names: coverage(
    groups.filter(({ isName }) => isName),
    rarity,
  ),
  rest: coverage(
    groups.filter(({ isName }) => !isName),
    rarity,
  ),
});
