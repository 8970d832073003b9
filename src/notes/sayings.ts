import type { CodeBlock, Parent, TableBlock, TextBlock } from './blocks.ts';
import { hasWords } from './clean.ts';
import type { Row } from './plain.ts';
import { endsSentence, splitText } from './sentences.ts';

/** Longest text that gets one vector, in characters; a longer one says more than one thing. */
const MAX_LINE = 300;
/** Wrapped source lines are joined, and sentences of an overlong one kept together, up to this many characters. */
const GOOD_LINE = 200;
/** A line that begins like this begins something new, whatever the line before it left open. */
const OPENER = /^(?:[-*+•·▪■□○●◆→▶※✓✔☞]|[①-⑳]|[가-하]\s?[.)]\s|\(?\d{1,2}[.)]\s?\D|(?:ex|예)\s?[).:])/i;

/** What closes many a list and says nothing by itself: "등이 있다." */
const ETC = /^등(?:등)?(?:\s?(?:이|가|의.{0,12}|을|를)?\s?(?:있|존재).{0,6})?[\s.]*$/;
/** A bullet that Markdown does not see as one, the blank after it missing. */
const LOOSE_BULLET = /^(?:[-+*•·▪■□○●◆]\s*)+(?=[\p{L}"'“‘([])/u;

/** Source lines that belong together and what is said on them. */
export interface Saying {
  readonly startLine: number;
  readonly endLine: number;
  /** Plain; each gets a vector of its own. None where nothing is said, as on an image's line. */
  readonly texts: readonly string[];
  readonly parents: readonly Parent[];
}

/** What is said on one stretch, as texts short enough for one vector each. */
export function lineTexts(text: string): string[] {
  if (!hasWords(text) || ETC.test(text)) return [];
  return text.length <= MAX_LINE
    ? [text]
    : splitText(text, GOOD_LINE)
        .map((part) => part.trim())
        .filter(hasWords);
}

/** Groups the rows of a paragraph into those that go on with the same sentence. */
function joinRows(rows: readonly Row[]): Row[][] {
  const groups: Row[][] = [];
  for (const row of rows) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    const said = group?.map((other) => other.text).join(' ') ?? '';
    const isOpen = last && last.text !== '' && !last.hardBreak && !endsSentence(last.text) && !OPENER.test(row.text);
    const fits = said.length + row.text.length < GOOD_LINE;
    if (group && isOpen && row.text !== '' && fits) group.push(row);
    else groups.push([row]);
  }
  return groups;
}

function textSayings(block: TextBlock): Saying[] {
  const { own, parents } = block;
  if (block.rows.length === 0) return [{ startLine: block.startLine, endLine: block.endLine, texts: [], parents }];
  return joinRows(block.rows).map((group) => {
    const startLine = group[0]?.line ?? block.startLine;
    const endLine = group.at(-1)?.line ?? block.endLine;
    const isFirst = startLine === block.startLine;
    const texts = lineTexts(group.map((row) => row.text.replace(LOOSE_BULLET, '')).join(' '));
    return { startLine, endLine, texts, parents: own && !isFirst && hasWords(own.text) ? [...parents, own] : parents };
  });
}

function codeSayings(block: CodeBlock): Saying[] {
  const groups: { startLine: number; endLine: number; texts: string[] }[] = [];
  for (const row of block.rows) {
    const group = groups.at(-1);
    const size = group ? group.texts.join(' ').length : 0;
    if (group && size + row.text.length < GOOD_LINE) {
      group.endLine = row.line;
      if (row.text !== '') group.texts.push(row.text);
    } else groups.push({ startLine: row.line, endLine: row.line, texts: row.text === '' ? [] : [row.text] });
  }
  return groups.map((group) => ({ ...group, texts: lineTexts(group.texts.join(' ')), parents: block.parents }));
}

function rowTexts(header: readonly string[], cells: readonly string[]): string[] {
  const pairs = cells
    .map((cell, index) => ({ cell, text: header[index] && hasWords(cell) ? `${header[index]}: ${cell}` : cell }))
    .filter(({ cell }) => hasWords(cell));
  const whole = pairs.map(({ text }) => text).join(' | ');
  if (whole.length <= MAX_LINE) return lineTexts(whole);
  // A row of essays: each cell by itself, after the row's name where its first cell is one.
  const [first, ...others] = pairs;
  if (!first || first.cell.length > 40 || others.length === 0) return pairs.flatMap(({ text }) => lineTexts(text));
  return others.flatMap(({ text }) => lineTexts(`${first.cell} | ${text}`));
}

function tableSayings(block: TableBlock): Saying[] {
  return block.rows.map(({ line, cells }) => ({
    startLine: line,
    endLine: line,
    texts: rowTexts(block.header, cells),
    parents: block.parents,
  }));
}

/** What a block says, line by line, in order. */
export function sayingsOf(block: TextBlock | CodeBlock | TableBlock): Saying[] {
  if (block.kind === 'text') return textSayings(block);
  return block.kind === 'code' ? codeSayings(block) : tableSayings(block);
}
