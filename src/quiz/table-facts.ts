import type { Cell, Entry } from './entries.ts';
import { isNominal, readName } from './names.ts';

/** What a table says about one of the things it compares. */
export interface Attribute {
  readonly thing: string;
  /** What such things are called; empty where the table does not say. */
  readonly things: string;
  readonly feature: string;
  readonly value: string;
  /** The things are the table's columns, not its rows. */
  readonly isTurned: boolean;
  readonly entry: Entry;
  readonly context: readonly string[];
}

/** Heads of a first column that lists what things are compared by, so that the things are the columns. */
const COMPARED_BY = /^(?:구분|비교|비교 항목|비교 기준|기준|질문|차이|)$/;
/** … and heads that may as well stand over the things. */
const PERHAPS_COMPARED_BY = /^(?:항목|특징|특성|속성|내용)$/;

/** Whether a row stands in a table whose things are its columns. */
export function isTurned([first, ...others]: readonly Cell[]): boolean {
  if (!first || others.length < 2) return false;
  const areNames = others.filter(({ column }) => readName(column)).length >= 2;
  return COMPARED_BY.test(first.column) || (PERHAPS_COMPARED_BY.test(first.column) && areNames);
}

/** What a table's row says, cell by cell. */
export function attributesIn(entry: Entry): Attribute[] {
  const [first, ...others] = entry.cells;
  if (!first || !isPhrase(first.value)) return [];
  const turned = isTurned(entry.cells);
  return others
    .filter(
      ({ column, value }) =>
        (turned ? isPhrase(column) : isFeature(column)) &&
        /[\p{L}\p{N}]/u.test(value) &&
        value.length >= 2 &&
        value.length <= 40,
    )
    .map(({ column, value }): Attribute => {
      const rest = { value, entry, context: entry.path };
      return turned
        ? { ...rest, thing: column, things: '', feature: first.value, isTurned: turned }
        : { ...rest, thing: first.value, things: first.column, feature: column, isTurned: turned };
    });
}

/** Heads of columns that hold a feature; a long one tells a side of its own: `고객의 책임(클라우드 안의 보안)`. */
const isFeature = (text: string): boolean => isNominal(text) && text.length <= 16 && !/\(/.test(text);

const isPhrase = (text: string): boolean => isNominal(text.replace(/\s*\([^()]*\)$/, ''));
