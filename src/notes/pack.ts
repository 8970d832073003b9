import type { RawLines } from './raw-lines.ts';
import { countTokens } from './tokens.ts';
import { MAX_CHARS, type Unit } from './units.ts';

/** What a passage should hold, in tokens (cl100k_base): about 400 characters of Korean. */
const BUDGET = 300;
/** … and in characters: what is read at a glance. English has more of them to a token. */
const READABLE = 460;
/** What it may hold at most, rather than tear a list parent from its children. */
const LIMIT = 1.6 * BUDGET;
/** From here up a passage is large enough to stand by itself. */
const ENOUGH = 120;

/** What one more passage costs; the measure of all prices below. */
const PASSAGE = 0.3;
/** What it costs to begin a passage inside a paragraph, table or block of code. */
const INSIDE = 0.5;
/** … at a list item, for every list item above it (at most four are counted). */
const DEPTH = 0.3;
/** … at the first child, leaving its parent alone at the end of the passage before. */
const ORPHAN = 0.8;
/** What it costs to be twice the budget. */
const EXCESS = 4;

function cutPrice(unit: Unit, before: Unit | undefined): number {
  if (!before || unit.after === 'apart') return 0;
  if (unit.after === 'rule') return -0.2;
  const orphan = unit.depth > before.depth ? ORPHAN : 0;
  return orphan + (unit.after === 'inside' ? INSIDE : DEPTH * Math.min(unit.depth, 4));
}

function sizePrice(tokens: number, characters: number): number {
  const missing = Math.max(0, ENOUGH - tokens) / ENOUGH;
  const load = Math.max(tokens / BUDGET, characters / READABLE);
  return PASSAGE + missing ** 2 + 0.1 * load ** 2 + EXCESS * Math.max(0, load - 1);
}

/**
 * Groups a section's units into passages of at most 800 characters and about the budget, cutting where the structure
 * cuts: the cheapest of all groupings, found by dynamic programming over the units.
 */
export function packUnits(units: readonly Unit[], raw: RawLines): Unit[][] {
  const tokens = units.map((unit) => countTokens(unit.piece ?? raw.text(unit.startLine, unit.endLine)));
  const fits = (first: Unit, last: Unit, size: number): boolean =>
    first === last ||
    (first.piece === undefined &&
      last.piece === undefined &&
      size <= LIMIT &&
      raw.size(first.startLine, last.endLine) <= MAX_CHARS);

  // best[n]: the price of the cheapest grouping of the first n units, and where its last group begins.
  const best = [{ price: 0, from: 0 }];
  for (const [end, last] of units.entries()) {
    let found = { price: Number.POSITIVE_INFINITY, from: end };
    let size = 0;
    for (let from = end; from >= 0; from -= 1) {
      const first = units[from];
      size += tokens[from] ?? 0;
      if (!first || !fits(first, last, size)) break;
      const price =
        (best[from]?.price ?? 0) +
        sizePrice(size, raw.size(first.startLine, last.endLine)) +
        cutPrice(first, units[from - 1]);
      if (price < found.price) found = { price, from };
      // Comments and the like never become part of a passage.
      if (first.after === 'apart') break;
    }
    best.push(found);
  }

  const groups: Unit[][] = [];
  for (let end = units.length; end > 0; ) {
    const from = best[end]?.from ?? 0;
    groups.unshift(units.slice(from, end));
    end = from;
  }
  return groups;
}
