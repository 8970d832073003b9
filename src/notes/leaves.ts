import type { Code, Heading, Html, Nodes, Paragraph, Table } from 'mdast';
import type { Block, Parent, TextBlock } from './blocks.ts';
import { fold, hasWords } from './clean.ts';
import { span } from './markdown.ts';
import { plainText, type Row, rowsOf, withoutTags } from './plain.ts';
import { isSentence } from './sentences.ts';

/** The note being read, as `toParsable` leaves it. */
export interface Source {
  readonly text: string;
  /** Its lines; line n is at n − 1. */
  readonly lines: readonly string[];
}

/** Where in the note a node stands. */
export interface Place {
  readonly parents: readonly Parent[];
  /** In no list and no quotation. */
  readonly isTop: boolean;
  /** In a quotation or footnote: a heading there is what somebody says, not the note's own. */
  readonly isQuoted: boolean;
}

/** Longest underlined heading in characters: a longer line over `---` is a paragraph over a rule. */
const LONGEST_UNDERLINED = 60;
/** Obsidian's and others' generated tables of contents. */
const HIDDEN_FENCE = /^toc$/i;
const HIDDEN_LINE = /^\s*\[\[?_?toc_?\]?\]\s*$/i;
const MEDIA_TAG = /<(?:img|video|audio|iframe|svg)\b/i;

/** Lines that the parser took for something else, each read by itself. */
function sourceRows(source: Source, from: number, to: number, hardBreak: boolean): Row[] {
  return source.lines
    .slice(from - 1, to)
    .map((line, index) => ({ line: from + index, text: plainText(line.trim()), hardBreak }));
}

/** A paragraph; nothing for one of mere `<br>`s. */
export function paragraphBlocks(
  node: Paragraph | Heading,
  place: Place,
  source: Source,
  more: Pick<TextBlock, 'own' | 'numbered'> = {},
): Block[] {
  const { startLine, endLine } = span(node);
  const rows = rowsOf(node);
  const raw = source.lines.slice(startLine - 1, endLine).join('\n');
  if (HIDDEN_LINE.test(raw)) return [{ kind: 'hidden', startLine, endLine, parents: [] }];
  const isShown =
    rows.some((row) => row.text !== '') || MEDIA_TAG.test(raw) || raw.includes('](') || raw.includes('![');
  if (!isShown) return [];
  return [{ kind: 'text', startLine, endLine, ...place, rows, ...more }];
}

function headingBlocks(node: Heading, place: Place, source: Source): Block[] {
  const { startLine, endLine } = span(node);
  const text = fold(
    rowsOf(node)
      .map((row) => row.text)
      .join(' '),
  );
  const isUnderlined = endLine > startLine;
  const isName = endLine === startLine + 1 && text.length <= LONGEST_UNDERLINED && !isSentence(text);
  if (place.isQuoted) return paragraphBlocks(node, place, source);
  if (!isUnderlined || (place.isTop && isName)) {
    return [{ kind: 'heading', startLine, endLine, parents: [], rank: node.depth, text }];
  }
  // Who puts `---` under a list item, a sentence or several lines means a rule.
  const rows = rowsOf(node).slice(0, -1);
  return [
    { kind: 'text', startLine, endLine: endLine - 1, ...place, rows },
    { kind: 'rule', startLine: endLine, endLine, parents: [] },
  ];
}

function codeBlocks(node: Code, place: Place, source: Source): Block[] {
  const { startLine, endLine, offset } = span(node);
  if (HIDDEN_FENCE.test(node.lang ?? '')) return [{ kind: 'hidden', startLine, endLine, parents: [] }];
  if (node.value.trim() === '') return [];
  if (/^\s*(?:```|~~~)/.test(source.text.slice(offset, offset + 8))) {
    const rows = node.value
      .split('\n')
      .map((row, index) => ({ line: startLine + 1 + index, text: fold(row), hardBreak: true }));
    return [{ kind: 'code', startLine, endLine, parents: place.parents, rows }];
  }
  // Indented by four blanks: mostly somebody's list or paragraph that slid to the right.
  return [{ kind: 'text', startLine, endLine, ...place, rows: sourceRows(source, startLine, endLine, true) }];
}

function tableBlocks(node: Table, place: Place, source: Source): Block[] {
  const { startLine, endLine } = span(node);
  const [head, ...body] = node.children.map((row) => ({
    line: span(row).startLine,
    cells: row.children.map((cell) => rowsOf(cell)[0]?.text ?? ''),
  }));
  // A line right under a table is read as its last row; without a bar it is a paragraph of its own.
  const loose = body.find((row) => !source.lines[row.line - 1]?.includes('|'))?.line ?? endLine + 1;
  const rows = body.filter((row) => row.line < loose);
  const table: Block = {
    kind: 'table',
    startLine,
    endLine: loose - 1,
    parents: place.parents,
    header: head?.cells ?? [],
    rows,
  };
  if (loose > endLine) return [table];
  const after = sourceRows(source, loose, endLine, false);
  return [table, { kind: 'text', startLine: loose, endLine, ...place, rows: after }];
}

function htmlBlocks(node: Html, place: Place): Block[] {
  const { startLine, endLine } = span(node);
  const rows = withoutTags(node.value)
    .split('\n')
    .map((line, index) => ({
      line: startLine + index,
      text: hasWords(line) ? plainText(line) : fold(line),
      hardBreak: true,
    }));
  if (rows.some((row) => row.text !== '') || MEDIA_TAG.test(node.value)) {
    return [{ kind: 'text', startLine, endLine, ...place, rows }];
  }
  return /<!--|<(?:script|style)\b/i.test(node.value) ? [{ kind: 'hidden', startLine, endLine, parents: [] }] : [];
}

/** The blocks that a node without block children makes; none for one that shows nothing. */
export function leafBlocks(node: Nodes, place: Place, source: Source): Block[] {
  const { startLine, endLine } = span(node);
  if (node.type === 'heading') return headingBlocks(node, place, source);
  if (node.type === 'paragraph') return paragraphBlocks(node, place, source);
  if (node.type === 'code') return codeBlocks(node, place, source);
  if (node.type === 'table') return tableBlocks(node, place, source);
  if (node.type === 'html') return htmlBlocks(node, place);
  if (node.type === 'thematicBreak') return [{ kind: 'rule', startLine, endLine, parents: [] }];
  if (node.type === 'definition') {
    return [{ kind: 'text', startLine, endLine, ...place, rows: [] }];
  }
  // Front matter.
  return [{ kind: 'hidden', startLine, endLine, parents: [] }];
}
