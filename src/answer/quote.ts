import type { Hit, Line } from '../domain.ts';
import type { RankedHit } from '../search/retrieve.ts';

/** No quote is longer, in characters. */
const MAX_QUOTE = 400;
/** Lines are added up to this length: more is read past rather than read. */
const ENOUGH = 200;
/** A line that fits this much worse than the best (a cosine) answers something else. */
const MARGIN = 0.1;
/** A line this short over others only announces them (내용), in characters: alone it is no answer. */
const LONGEST_LABEL = 20;

/**
 * The lines of a hit that answer: the best one, the bullets it hangs under, what hangs under it, then the next best.
 * Verbatim lines of the passage in their order, at most 400 characters; the whole text where no line says anything.
 */
export function quote(hit: RankedHit): string {
  const { passage, bestLine, lineScores } = hit;
  if (bestLine === undefined) return clip(passage.text);
  const { lines } = passage;
  const best = lines.indexOf(bestLine);
  const score = (i: number) => lineScores[i] ?? 0;

  const others = indexes(lines)
    .filter((i) => score(i) > score(best) - MARGIN)
    .sort((x, y) => score(y) - score(x));

  const source = passage.text.split('\n');
  const verbatim = (line: Line) =>
    source.slice(line.startLine - passage.startLine, line.endLine - passage.startLine + 1);
  const chosen = new Set<number>();
  let length = 0;
  const below = descendants(lines, best);
  const announced = bestLine.text.length <= LONGEST_LABEL ? below[0] : undefined;
  for (const i of [best, ...ancestors(lines, best), ...below, ...others]) {
    const line = lines[i];
    if (line === undefined || chosen.has(i)) continue;
    const added = verbatim(line).join('\n').length;
    if (chosen.size > 0 && length + added + 1 > ENOUGH && i !== announced) continue;
    chosen.add(i);
    length += added + 1;
  }
  // Two lines of meaning can share one line of the file: quote it once.
  const rows = new Set([...chosen].sort((x, y) => x - y).flatMap((i) => rowsOf(lines[i], passage.startLine)));
  return clip([...rows].map((row) => source[row] ?? '').join('\n'));
}

/** The bullets that the best line hangs under, outermost first, where the quote does not show them itself. */
export function unquotedParents({ passage, bestLine }: Hit, quoted: string): readonly string[] {
  const rows = new Set(quoted.split('\n'));
  const source = passage.text.split('\n');
  const shown = passage.lines.filter(({ startLine }) => rows.has(source[startLine - passage.startLine] ?? ''));
  // A long parent is named by its beginning.
  const isShown = (parent: string) => shown.some(({ text }) => text.startsWith(parent.replace(/…$/, '')));
  return (bestLine?.parents ?? []).filter((parent) => !isShown(parent));
}

const depth = (line: Line | undefined) => line?.parents.length ?? 0;

/** The lines that one hangs under, nearest first: by place, since the same words may head several lists. */
function ancestors(lines: readonly Line[], of: number): number[] {
  const found: number[] = [];
  for (let i = of - 1, above = depth(lines[of]); i >= 0 && above > 0; i--) {
    if (depth(lines[i]) >= above) continue;
    found.push(i);
    above = depth(lines[i]);
  }
  return found;
}

/** The lines that hang under one, in order. */
function descendants(lines: readonly Line[], of: number): number[] {
  const after = lines.findIndex((line, i) => i > of && depth(line) <= depth(lines[of]));
  return indexes(lines).slice(of + 1, after < 0 ? undefined : after);
}

const indexes = (list: readonly unknown[]): number[] => list.map((_, i) => i);

function rowsOf(line: Line | undefined, start: number): number[] {
  if (line === undefined) return [];
  return Array.from({ length: line.endLine - line.startLine + 1 }, (_, i) => line.startLine - start + i);
}

/** Cuts at the end of a line, or of a word where one line is too long. */
function clip(text: string): string {
  if (text.length <= MAX_QUOTE) return text;
  const head = text.slice(0, MAX_QUOTE);
  const end = Math.max(head.lastIndexOf('\n'), head.lastIndexOf(' '));
  if (end > MAX_QUOTE / 2) return head.slice(0, end);
  // Half of a character outside the basic plane is none.
  return /[\ud800-\udbff]$/.test(head) ? head.slice(0, -1) : head;
}
