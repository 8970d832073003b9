import type { List, ListItem, RootContent } from 'mdast';
import { span } from './markdown.ts';
import { isNumberedName } from './marks.ts';
import { type Row, rowsOf } from './plain.ts';

/** How one block introduces the one after it, though Markdown nests neither in the other. */
export interface Lead {
  /** `heading`: a numbered line over its bullets; `label`: a bullet or line that names what follows. */
  readonly as: 'heading' | 'label';
  /** 1-based line of the introducing words. */
  readonly line: number;
  readonly text: string;
}

function said(rows: readonly Row[]): string {
  return rows
    .map((row) => row.text)
    .filter((text) => text !== '')
    .join(' ');
}

/** What a list item says when it has nothing but one paragraph. */
function onlyWords(item: ListItem): string | undefined {
  const [own, ...rest] = item.children;
  return own?.type === 'paragraph' && rest.length === 0 ? said(rowsOf(own)) : undefined;
}

function leadOfList(list: List, next: RootContent, isTop: boolean): Lead | undefined {
  const item = list.children.at(-1);
  const text = item && onlyWords(item);
  if (!item || !text) return undefined;
  const { startLine: line, endLine } = span(item);
  const isAdjacent = span(next).startLine === endLine + 1;
  if (!isAdjacent && !/[:：?]$/.test(text)) return undefined;
  if (next.type === 'blockquote') return { as: 'label', line, text };
  if (next.type !== 'list' || next.ordered === list.ordered) return undefined;
  if (!list.ordered) return { as: 'label', line, text };
  // An ordered list whose items have children nests in earnest: what follows it is not its last item's.
  if (!list.children.every((other) => onlyWords(other) !== undefined)) return undefined;
  const isHeading = isTop && isAdjacent && line === endLine && isNumberedName(text);
  return { as: isHeading ? 'heading' : 'label', line, text };
}

/**
 * How a block introduces the next one beside it: `- 장점` right before `1. …`, `2. 파일럿 라이트` right before `- …`,
 * a question's bullet right before `> …`, a paragraph that ends in a colon before a list. `wasLed` says that the block is
 * itself introduced, so that in `1. / - / 2. / -` the bullets do not introduce the next number.
 */
export function leadInto(block: RootContent, next: RootContent, isTop: boolean, wasLed: boolean): Lead | undefined {
  if (block.type === 'list') return wasLed ? undefined : leadOfList(block, next, isTop);
  if (block.type !== 'paragraph' || !['list', 'table', 'blockquote', 'code'].includes(next.type)) return undefined;
  const last = rowsOf(block).at(-1);
  return last && /[:：]$/.test(last.text) ? { as: 'label', line: last.line, text: last.text } : undefined;
}
