import type { Line } from '../domain.ts';
import type { RankedHit } from '../search/retrieve.ts';

/** No quote is longer, in characters. */
const MAX_QUOTE = 400;
/** A quote that is this long needs no more lines to be understood. */
const ENOUGH = 160;

/**
 * The lines of a hit that answer: the best one, with what hangs under it, or after it where it only announces
 * something. Verbatim lines of the passage, at most 400 characters; the whole text where no line says anything.
 */
export function quote(hit: RankedHit): string {
  const { passage, bestLine } = hit;
  if (bestLine === undefined) return clip(passage.text);
  const source = passage.text.split('\n');
  const verbatim = (line: Line) =>
    source.slice(line.startLine - passage.startLine, line.endLine - passage.startLine + 1).join('\n');

  const start = passage.lines.indexOf(bestLine);
  const chosen = [verbatim(bestLine)];
  let length = chosen[0]?.length ?? 0;
  for (const line of passage.lines.slice(start + 1)) {
    if (!line.parents.includes(bestLine.text)) break;
    const text = verbatim(line);
    if (length + text.length + 1 > ENOUGH) break;
    chosen.push(text);
    length += text.length + 1;
  }
  return clip(chosen.join('\n'));
}

/** Cuts at the end of a line, or of a word where one line is too long. */
function clip(text: string): string {
  if (text.length <= MAX_QUOTE) return text;
  const head = text.slice(0, MAX_QUOTE);
  const end = Math.max(head.lastIndexOf('\n'), head.lastIndexOf(' '));
  return end > MAX_QUOTE / 2 ? head.slice(0, end) : head;
}
