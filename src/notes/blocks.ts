import type { Row } from './plain.ts';

/** Something that what follows hangs under: a list item, or a line that introduces a list. */
export interface Parent {
  /** 1-based. */
  readonly line: number;
  /** Plain, at most 80 characters. */
  readonly text: string;
}

interface Base {
  readonly startLine: number;
  readonly endLine: number;
  /** Outermost first. */
  readonly parents: readonly Parent[];
}

/** A heading with `#` or an underline; its text is plain, empty where it says nothing. */
export interface HeadingBlock extends Base {
  readonly kind: 'heading';
  readonly rank: number;
  readonly text: string;
}

/** A paragraph, a list item's own words, lines of HTML: rows of plain text. */
export interface TextBlock extends Base {
  readonly kind: 'text';
  readonly rows: readonly Row[];
  /** Stands at the top level of the note, in no list or quotation. */
  readonly isTop: boolean;
  /** Stands in a quotation or footnote. */
  readonly isQuoted: boolean;
  /** The list item whose own words these are: parent of those rows that begin a new sentence. */
  readonly own?: Parent;
  /** A numbered list's item at the top level: its number, and whether bullets follow it as if it were a heading. */
  readonly numbered?: { readonly number: number; readonly isHeading: boolean };
}

/** Code, its rows without the fences. */
export interface CodeBlock extends Base {
  readonly kind: 'code';
  readonly rows: readonly Row[];
}

/** A table: what its columns are called, and its body rows. */
export interface TableBlock extends Base {
  readonly kind: 'table';
  readonly header: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

/** Markup: a thematic break (`rule`), or what readers never see (`hidden`: comments, front matter, tables of contents). */
interface MarkupBlock extends Base {
  readonly kind: 'rule' | 'hidden';
}

export type Block = HeadingBlock | TextBlock | CodeBlock | TableBlock | MarkupBlock;
