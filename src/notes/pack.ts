import { countTokens } from './tokens.ts';
import { MAX_CHARS, type RawLines, type Unit } from './units.ts';

/** A passage's budget in tokens (cl100k_base): about 400 characters of Korean. */
const BUDGET = 300;
/** From here up a passage is large enough to stand by itself. */
const ENOUGH = 120;

/** What one more passage costs; the measure of all prices below. */
const PASSAGE = 0.3;
/** What it costs to begin a passage inside a paragraph, table or block of code. */
const INSIDE = 0.5;
/** … at a list item, for every list item above it (at most four are counted). */
const DEPTH = 0.12;
/** … at the first child, leaving its parent alone at the end of the passage before. */
const ORPHAN = 0.8;

function cutPrice(unit: Unit, before: Unit): number {
  if (unit.after === 'rule') return -0.2;
  if (unit.after === 'inside') return INSIDE;
  return DEPTH * Math.min(unit.depth, 4) + (unit.depth > before.depth ? ORPHAN : 0);
}

function sizePrice(tokens: number): number {
  const missing = Math.max(0, ENOUGH - tokens) / ENOUGH;
  return PASSAGE + missing * missing + (tokens / BUDGET) ** 2 * 0.1;
}

/**
 * Groups a section's units into passages of at most 800 characters and about the budget, cutting where the structure
 * cuts: the cheapest of all groupings, found by dynamic programming over the units.
 */
export function packUnits(units: readonly Unit[], raw: RawLines): Unit[][] {
  const tokens = units.map((unit) => countTokens(unit.piece ?? raw(unit.startLine, unit.endLine)));
  // best[end]: price of the cheapest grouping of the first `end` units, and where its last group begins.
  const best: { price: number; from: number }[] = [{ price: 0, from: 0 }];
  for (let end = 1; end <= units.length; end += 1) {
    const last = units[end - 1];
    let found = { price: Number.POSITIVE_INFINITY, from: end - 1 };
    let sum = 0;
    for (let from = end - 1; last && from >= 0; from -= 1) {
      const first = units[from];
      sum += tokens[from] ?? 0;
      const isAlone = from === end - 1;
      const fits =
        first?.piece === undefined &&
        last.piece === undefined &&
        sum <= BUDGET &&
        raw(first?.startLine ?? 0, last.endLine).length <= MAX_CHARS;
      if (!first || !(isAlone || fits)) break;
      const before = units[from - 1];
      const price = (best[from]?.price ?? 0) + sizePrice(sum) + (before ? cutPrice(first, before) : 0);
      if (price < found.price) found = { price, from };
      // Comments and the like never become part of a passage.
      if (first.after === 'apart') break;
    }
    best.push(found);
  }
  const groups: Unit[][] = [];
  for (let end = units.length; end > 0; end = best[end]?.from ?? 0)
    groups.unshift(units.slice(best[end]?.from ?? 0, end));
  return groups;
}
