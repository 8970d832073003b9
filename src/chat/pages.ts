import type { ShownLine } from './markdown.ts';

const fenceOf = (language: string) => `\`\`\`${language}\n`;
const CLOSED = '\n```';

/** Puts lines together, code between fences; blank lines are folded into one, none at the ends. */
export function joinLines(lines: readonly ShownLine[]): string {
  let text = '';
  let open: string | undefined;
  for (const line of trimmed(lines)) {
    if (open !== undefined && line.language !== open) text += CLOSED;
    if (text !== '') text += '\n';
    if (line.language !== undefined && line.language !== open) text += fenceOf(line.language);
    text += line.text;
    open = line.language;
  }
  return open === undefined ? text : text + CLOSED;
}

/** Lays lines out on pages of at most `limit` characters, cut at line ends. A block of code goes on on the next page. */
export function paginate(lines: readonly ShownLine[], limit: number): string[] {
  const pages: ShownLine[][] = [[]];
  let size = 0;
  for (const line of trimmed(lines)) {
    // Every line counts its fences: a few characters are wasted, none are ever missing.
    const fences = line.language === undefined ? 0 : fenceOf(line.language).length + CLOSED.length;
    const cost = line.text.length + 1 + fences;
    if (size > 0 && size + cost > limit) {
      pages.push([]);
      size = 0;
    }
    pages.at(-1)?.push(line);
    size += cost;
  }
  return pages.map(joinLines).filter((page) => page !== '');
}

function trimmed(lines: readonly ShownLine[]): ShownLine[] {
  const blank = (line: ShownLine | undefined) =>
    line === undefined || (line.language === undefined && line.text.trim() === '');
  const kept = lines.filter((line, i) => !blank(line) || !blank(lines[i - 1]));
  if (blank(kept[0])) kept.shift();
  if (blank(kept.at(-1))) kept.pop();
  return kept;
}
