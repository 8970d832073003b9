import type { Block, TextBlock } from './blocks.ts';
import { BOLD_RANK, boldMark, isLettered, isNumberedName, type Mark, NUMBERED_RANK } from './marks.ts';

/** The rows of a text block from one index to another, as a block of its own. */
function slice(block: TextBlock, from: number, to: number): TextBlock[] {
  const rows = block.rows.slice(from, to);
  const [first] = rows;
  const last = rows.at(-1);
  if (!first || !last) return [];
  const { numbered, ...rest } = block;
  return [{ ...rest, ...(from === 0 && numbered && { numbered }), startLine: first.line, endLine: last.line, rows }];
}

function headingBlock(line: number, mark: Mark): Block {
  return { kind: 'heading', startLine: line, endLine: line, parents: [], ...mark };
}

/** Numbered bold lines anywhere in a paragraph, and in that of a list item from its second line on. */
function cutAtBold(block: TextBlock, source: readonly string[]): Block[] {
  const parts: Block[] = [];
  let from = 0;
  for (const [index, row] of block.rows.entries()) {
    if (block.own && index === 0 && row.line === block.own.line) continue;
    const mark = boldMark(source[row.line - 1] ?? '', row.text);
    const isAlone = block.isTop && block.rows.length === 1;
    if (!mark || (mark.rank === BOLD_RANK && !isAlone)) continue;
    parts.push(...slice(block, from, index), headingBlock(row.line, mark));
    from = index + 1;
  }
  return parts.length === 0 ? [block] : [...parts, ...slice(block, from, block.rows.length)];
}

/** A top-level item that stands over bullets, or a paragraph's last line like `가. 그룹` over a list. */
function cutAtNumbered(block: TextBlock, next: Block | undefined, source: readonly string[]): Block[] {
  const last = block.rows.at(-1);
  if (block.numbered?.isHeading && last) {
    const marker = /^\s*(\d+[.)])/.exec(source[block.startLine - 1] ?? '')?.[1] ?? `${block.numbered.number}.`;
    const text = `${marker} ${last.text}`;
    return [headingBlock(block.startLine, { rank: NUMBERED_RANK, text })];
  }
  const isOverList = next?.kind === 'text' && next.own !== undefined && next.own.line === next.startLine;
  const isOwnWords = block.own !== undefined && last?.line === block.own.line;
  if (!last || !isOverList || isOwnWords || !isLettered(last.text) || !isNumberedName(last.text)) return [block];
  return [...slice(block, 0, block.rows.length - 1), headingBlock(last.line, { rank: NUMBERED_RANK, text: last.text })];
}

/**
 * Makes headings of the lines that people use as such: numbered bold lines, bold lines alone over a body, numbered names
 * over bullets. `source` are the note's lines.
 */
export function withPseudoHeadings(blocks: readonly Block[], source: readonly string[]): Block[] {
  const isText = (block: Block): block is TextBlock => block.kind === 'text' && block.rows.length > 0;
  const cut = blocks.flatMap((block) => (isText(block) && !block.isQuoted ? cutAtBold(block, source) : [block]));
  const named = cut.flatMap((block, index) =>
    isText(block) && !block.isQuoted ? cutAtNumbered(block, cut[index + 1], source) : [block],
  );
  return named.map((block, index) => {
    if (block.kind !== 'heading' || block.rank !== BOLD_RANK) return block;
    const next = named.slice(index + 1).find((other) => other.kind !== 'hidden');
    if (next !== undefined && next.kind !== 'heading' && next.kind !== 'rule') return block;
    // A bold line over nothing is just said loudly.
    const row = { line: block.startLine, text: block.text, hardBreak: true };
    return { ...block, kind: 'text', rows: [row], isTop: true, isQuoted: false };
  });
}
