import type { Line } from '../domain.ts';
import type { RankedHit } from '../search/retrieve.ts';

/** No quote is longer, in characters. */
const MAX_QUOTE = 400;
/** Lines are added up to this length: more is read past rather than read. */
const ENOUGH = 160;
/** A line that fits this much worse than the best (a cosine) answers something else. */
const MARGIN = 0.03;

/**
 * The lines of a hit that answer: the best one, the bullet it hangs under, what hangs under it, then the next best.
 * Verbatim lines of the passage in their order, at most 400 characters; the whole text where no line says anything.
 */
export function quote(hit: RankedHit): string {
  const { passage, bestLine, lineScores } = hit;
  if (bestLine === undefined) return clip(passage.text);
  const { lines } = passage;
  const best = lines.indexOf(bestLine);
  const score = (i: number) => lineScores[i] ?? 0;

  const parent = lines.findLastIndex((line, i) => i < best && line.text === bestLine.parents.at(-1));
  const children = indexes(lines).filter((i) => i > best && lines[i]?.parents.includes(bestLine.text));
  const others = indexes(lines)
    .filter((i) => score(i) > score(best) - MARGIN)
    .sort((x, y) => score(y) - score(x));

  const source = passage.text.split('\n');
  const verbatim = (line: Line) =>
    source.slice(line.startLine - passage.startLine, line.endLine - passage.startLine + 1);
  const chosen = new Set<number>();
  let length = 0;
  for (const i of [best, parent, ...children, ...others]) {
    const line = lines[i];
    if (line === undefined || chosen.has(i)) continue;
    const added = verbatim(line).join('\n').length;
    if (chosen.size > 0 && length + added + 1 > ENOUGH) continue;
    chosen.add(i);
    length += added + 1;
  }
  // Two lines of meaning can share one line of the file: quote it once.
  const rows = new Set([...chosen].sort((x, y) => x - y).flatMap((i) => rowsOf(lines[i], passage.startLine)));
  return clip([...rows].map((row) => source[row] ?? '').join('\n'));
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
  return end > MAX_QUOTE / 2 ? head.slice(0, end) : head;
}
