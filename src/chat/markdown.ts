import { clean, formatted, inertStart, unformatted } from './inert.ts';
import { cellsOf, isDelimiterRow, isLooseRow, namedCells } from './table.ts';

/** A line ready for Discord; `language` is set within a code block ('' where the note names none). */
export interface ShownLine {
  readonly text: string;
  readonly language?: string;
}

const FENCE = /^(\s*)(`{3,}|~{3,})\s*([\w+#.-]*)/;
/** What would end a block of code within it. */
const FENCE_MARKS = /`{3,}/g;
const HEADING = /^\s{0,3}#{1,6}(?:\s+(.*?))?(?:\s+#+)?\s*$/;
const RULE = /^\s{0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|={3,}\s*)$/;
const BULLET = /^(\s*)[-*+]\s+(?:\[([ xX])\]\s+)?(.*)$/;
const NUMBERED = /^(\s*)(\d{1,9}[.)])\s+(.*)$/;
const QUOTED = /^\s{0,3}>[>\s]*(.*)$/;
/** A longer line is shown as several, so that every rendered line fits into every place. */
const LONGEST_LINE = 500;
const DEEPEST = 5;

/**
 * A note's Markdown (some lines of it, or a section) as lines of Discord's: emphasis, bullets and code as in the note,
 * tables as `열: 값`, all else inert. `header` names the columns of rows whose header is not among the lines.
 */
export function showMarkdown(text: string, header: readonly string[] = []): ShownLine[] {
  const lines = linesOf(text);
  const shown: ShownLine[] = [];
  const depth = listDepth();
  for (let at = 0; at < lines.length; at += 1) {
    const block = codeAt(lines, at) ?? tableAt(lines, at, header);
    shown.push(...(block?.shown ?? plainLine(lines[at] ?? '', depth)));
    if (block) at = block.end - 1;
  }
  return shown;
}

/** The first line that says something, without format: what stands in a push message. */
export function firstLine(text: string, header: readonly string[] = []): string {
  for (const line of linesOf(text)) {
    if (isDelimiterRow(line) || RULE.test(line) || FENCE.test(line)) continue;
    const bare = isLooseRow(line) ? namedCells(header, cellsOf(line)).join(' · ') : bareLine(line);
    const said = unformatted(cut(bare, LONGEST_LINE)[0] ?? '').trim();
    if (said !== '') return inertStart(said);
  }
  return '';
}

/** Without what expressions would have to try again and again: blanks at the ends, tabs. */
const linesOf = (text: string) => text.split('\n').map((line) => line.trimEnd().replaceAll('\t', '    '));

function bareLine(line: string): string {
  return (
    HEADING.exec(line)?.[1] ??
    BULLET.exec(line)?.[3] ??
    NUMBERED.exec(line)?.[3] ??
    QUOTED.exec(line)?.[1] ??
    line.trim()
  );
}

function plainLine(line: string, depth: Depth): ShownLine[] {
  if (line.trim() === '' || RULE.test(line)) return [{ text: '' }];
  const heading = HEADING.exec(line);
  if (heading)
    return cut(heading[1] ?? '', LONGEST_LINE)
      .map((part) => ({ text: `**${unformatted(part)}**` }))
      .filter(({ text }) => text !== '****');
  const bullet = BULLET.exec(line);
  if (bullet) {
    const [, indent = '', done, words = ''] = bullet;
    const box = done === undefined ? '' : done === ' ' ? '☐ ' : '☑ ';
    const by = '  '.repeat(depth.enter(indent));
    return paragraph(box + words, `${by}- `, `${by}  `);
  }
  const numbered = NUMBERED.exec(line);
  if (numbered) {
    const [, indent = '', number = '', words = ''] = numbered;
    const by = '  '.repeat(depth.enter(indent));
    // Escaped, since Discord counts on from the first number by itself.
    return paragraph(words, `${by}${inertStart(number)} `, `${by}  `);
  }
  const quoted = QUOTED.exec(line);
  if (quoted) return paragraph(quoted[1] ?? '', '> ', '> ');
  const by = /^\s/.test(line) ? '  '.repeat(depth.inner) : '';
  return paragraph(line.trim(), by, by);
}

function paragraph(words: string, before: string, beforeOthers: string): ShownLine[] {
  return cut(words, LONGEST_LINE).map((part, i) => ({
    text: `${i === 0 ? before : beforeOthers}${inertStart(formatted(part))}`,
  }));
}

interface Block {
  readonly shown: readonly ShownLine[];
  /** Number of the first line after it; more than that of its first. */
  readonly end: number;
}

/** A table from its header, delimiter or, where those are not among the lines, first row on; undefined for no table. */
function tableAt(lines: readonly string[], at: number, header: readonly string[]): Block | undefined {
  const [first = '', second = ''] = lines.slice(at, at + 2);
  const hasHeader = first.includes('|') && isDelimiterRow(second);
  if (!hasHeader && !isDelimiterRow(first) && !isLooseRow(first)) return undefined;
  const columns = hasHeader ? cellsOf(first) : header;
  const start = hasHeader ? at + 2 : isDelimiterRow(first) ? at + 1 : at;
  const after = lines.findIndex((line, i) => i >= start && !line.includes('|'));
  const end = after < 0 ? lines.length : after;
  const rows = lines.slice(start, end).map((row) => namedCells(columns, cellsOf(row)));
  // A header over nothing is all that the table says.
  if (hasHeader && rows.length === 0) return { shown: paragraph(columns.filter(Boolean).join(' · '), '', ''), end };
  return { shown: rows.flatMap(tableRow), end };
}

function tableRow(cells: readonly string[]): ShownLine[] {
  return cells.flatMap((cell, i) => paragraph(cell, i === 0 ? '- ' : '  - ', i === 0 ? '  ' : '    '));
}

/** A block of code; one that is never closed reaches to the last line. */
function codeAt(lines: readonly string[], start: number): Block | undefined {
  const fence = FENCE.exec(lines[start] ?? '');
  if (fence === null) return undefined;
  const [, indent = '', marks = '', named = ''] = fence;
  const closing = new RegExp(`^\\s*${marks[0] === '~' ? '~' : '`'}{${marks.length},}$`);
  const after = lines.findIndex((line, i) => i > start && closing.test(line));
  const end = after < 0 ? lines.length : after;
  const language = /^[a-z0-9+-]{1,15}$/i.test(named) ? named.toLowerCase() : '';
  const shown = lines.slice(start + 1, end).flatMap((line) => {
    const bare = line.startsWith(indent) ? line.slice(indent.length) : line.trimStart();
    return cut(
      clean(bare).replace(FENCE_MARKS, (marks) => [...marks].join('\u200b')),
      LONGEST_LINE,
    ).map((text) => ({ text, language }));
  });
  return { shown: shown.some(({ text }) => text.trim() !== '') ? shown : [], end: Math.min(end + 1, lines.length) };
}

interface Depth {
  /** How deep a list item lies: by the indentations of those above it, not by its number of blanks. */
  enter(indent: string): number;
  /** How deep that lies which is neither item nor at the margin. */
  readonly inner: number;
}

function listDepth(): Depth {
  const open: number[] = [];
  return {
    enter(indent) {
      while (open.length > 0 && (open.at(-1) ?? 0) > indent.length) open.pop();
      if (open.at(-1) !== indent.length) open.push(indent.length);
      return Math.min(open.length - 1, DEEPEST);
    },
    get inner() {
      return Math.min(open.length, DEEPEST);
    },
  };
}

/** Cuts a text that is too long, at blanks where there are some; no sign is torn in two. */
function cut(text: string, longest: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > longest) {
    const blank = rest.lastIndexOf(' ', longest);
    let end = blank > longest / 2 ? blank : longest;
    if (/[\ud800-\udbff]/.test(rest[end - 1] ?? '')) end -= 1;
    parts.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return [...parts, rest];
}
