import type { Line, Passage } from '../domain.ts';
import { plainText } from '../notes/plain.ts';
import { endsSentence } from '../notes/sentences.ts';
import type { IndexedNote } from '../search/generation.ts';
import { nameKey, withoutNumber } from './names.ts';

/** What a note is for the quiz: its text, cut up. */
export type QuizNote = Pick<IndexedNote, 'file' | 'text' | 'sections' | 'passages'>;

/** One cell of a table's row. */
export interface Cell {
  readonly column: string;
  readonly value: string;
}

/** One thing that a note says, with where it stands. */
export interface Entry {
  readonly file: string;
  /** As in the passage: what is cited. */
  readonly headings: readonly string[];
  /** Number of its section in the note. */
  readonly section: number;
  /** Headings and list parents as they read without numbers and colons, outermost first. */
  readonly path: readonly string[];
  /** How many of `path` are headings. */
  readonly depth: number;
  readonly text: string;
  /** 1-based. */
  readonly startLine: number;
  /** 1-based, inclusive. */
  readonly endLine: number;
  /** Verbatim. */
  readonly source: string;
  readonly kind: 'heading' | 'item' | 'step' | 'row' | 'text';
  /** Of a table's row. */
  readonly cells: readonly Cell[];
  readonly children: readonly Entry[];
}

type Draft = Omit<Entry, 'children' | 'path'> & { path: readonly string[]; children: Draft[] };

const DELIMITER = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;

/** What ends many a list and says nothing. */
const ETC = /\s*등(?:등)?이?\s?(?:있다|있음|있습니다|존재한다|존재함)[.\s]*$/;

/** `가.` before a line that Markdown takes for a paragraph. */
const LETTER = /^[가나다라마바사아자차카타파하]\s?[.)]\s+/;

/** Numbers of the lines that stand in fenced code, 1-based. */
function fencedLines(rows: readonly string[]): Set<number> {
  const fenced = new Set<number>();
  let fence: string | undefined;
  for (const [index, row] of rows.entries()) {
    const mark = /^\s*(?:[-*]\s+)?(```+|~~~+)/.exec(row)?.[1];
    if (fence === undefined && mark) fence = mark;
    else if (mark && fence !== undefined && mark.startsWith(fence)) {
      fenced.add(index + 1);
      fence = undefined;
    }
    if (fence !== undefined) fenced.add(index + 1);
  }
  return fenced;
}

function cellsOf(row: string): string[] {
  const bare = row
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return bare.split(/(?<!\\)\|/).map((cell) => plainText(cell.replaceAll('\\|', '|').trim()));
}

/**
 * A table's row with its columns' names; empty where the line is no row of a table with a header. `heads` keeps the cells of
 * headers, which every row of a table asks for.
 */
function rowCells(rows: readonly string[], line: number, heads: Map<number, readonly string[]>): Cell[] {
  if (!rows[line - 1]?.includes('|')) return [];
  for (let at = line - 2; at > 0 && rows[at]?.includes('|'); at--) {
    if (!DELIMITER.test(rows[at] ?? '')) continue;
    const columns = heads.get(at) ?? cellsOf(rows[at - 1] ?? '');
    heads.set(at, columns);
    return cellsOf(rows[line - 1] ?? '').map((value, index) => ({ column: columns[index] ?? '', value }));
  }
  return [];
}

function isChildOf(line: Line, above: Draft, parentsOf: ReadonlyMap<Draft, readonly string[]>): boolean {
  const parents = parentsOf.get(above) ?? [];
  const own = line.parents.at(-1)?.replace(/…$/, '');
  return own !== undefined && line.parents.length === parents.length + 1 && above.text.startsWith(own);
}

function kindOf(source: string, cells: readonly Cell[]): Entry['kind'] {
  if (cells.length > 0) return 'row';
  if (/^\s*(?:>\s*)?\(?\d{1,2}[.)]\s/.test(source)) return 'step';
  return /^\s*(?:>\s*)?[-*+•]\s/.test(source) ? 'item' : 'text';
}

/** The whole sentences of one of the texts that a long line was cut into, given the text before it on that line. */
function wholeSentences(text: string, before: string | undefined): string {
  if (before === undefined || endsSentence(before)) return text;
  return /[다요음함됨임]\.\s+(.*)$/s.exec(text)?.[1] ?? '';
}

/** Everything that a note says line by line, code left out, each with what hangs under it. */
export function entriesOf(note: QuizNote): Entry[] {
  const rows = note.text.split('\n');
  const fenced = fencedLines(rows);
  const entries: Draft[] = [];
  const parentsOf = new Map<Draft, readonly string[]>();
  const heads = new Map<number, readonly string[]>();

  let last: Line | undefined;

  const headingEntry = (index: number): void => {
    const section = note.sections[index];
    const text = section?.headings.at(-1);
    const source = rows[(section?.startLine ?? 0) - 1];
    if (!section || text === undefined || source === undefined || !nameKey(source).includes(nameKey(text.slice(0, 12))))
      return;
    const path = section.headings.slice(0, -1).map(withoutNumber);
    const { file, headings, startLine } = section;
    entries.push({
      ...{ file, headings, section: index, path, depth: path.length, text: withoutNumber(text) },
      ...{ startLine, endLine: startLine, source: source.trim(), kind: 'heading', cells: [], children: [] },
    });
  };
  const lineEntry = (passage: Passage, line: Line, index: number): void => {
    const { startLine, endLine } = line;
    const source = rows
      .slice(startLine - 1, endLine)
      .join('\n')
      .trim();
    const cells = rowCells(rows, startLine, heads);
    const said = wholeSentences(line.text, last?.startLine === startLine && cells.length === 0 ? last.text : undefined);
    last = line;
    const headings = passage.headings.map(withoutNumber);
    const path = [...headings, ...line.parents.map(withoutNumber)];
    const draft: Draft = {
      ...{ file: note.file, headings: passage.headings, section: index, path, depth: headings.length },
      ...{
        text: said.replace(LETTER, '').replace(ETC, ''),
        startLine,
        endLine,
        source,
        cells,
        kind: kindOf(source, cells),
        children: [],
      },
    };
    const above = entries.findLast((other) => other.section === index && isChildOf(line, other, parentsOf));
    above?.children.push(draft);
    parentsOf.set(draft, line.parents);
    entries.push(draft);
  };

  const passages = [...note.passages];
  for (const [index, section] of note.sections.entries()) {
    headingEntry(index);
    while (passages[0] && passages[0].startLine <= section.endLine) {
      const passage = passages.shift();
      for (const line of passage?.lines ?? []) {
        const isHeading = line.startLine === section.startLine && line.text === section.headings.at(-1);
        if (passage && !isHeading && !fenced.has(line.startLine)) lineEntry(passage, line, index);
      }
    }
  }
  return entries;
}
