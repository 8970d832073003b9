import type { Line } from '../domain.ts';
import type { Block } from './blocks.ts';
import { plainText } from './plain.ts';
import type { RawLines } from './raw-lines.ts';
import { lineTexts, type Saying, sayingsOf } from './sayings.ts';
import type { SectionDraft } from './sections.ts';
import { splitText } from './sentences.ts';

/** Lines of a note that are never torn apart; or a piece of one line too long for a passage. */
export interface Unit {
  readonly startLine: number;
  readonly endLine: number;
  /** The piece, where one line makes several units; otherwise the text is the lines'. */
  readonly piece?: string;
  readonly lines: readonly Line[];
  /** What it needs to be understood, where a passage begins with it: what stands above it, outermost first. */
  readonly context: readonly string[];
  /** How many list parents it has within its section. */
  readonly depth: number;
  /** How it stands to the unit before: `inside` the same paragraph, table or code, `beside` it, after a `rule`, or `apart`. */
  readonly after: 'inside' | 'beside' | 'rule' | 'apart';
}

/** Longest passage, in characters: a longer line is cut, here already into pieces that read well. */
export const MAX_CHARS = 800;
const PIECE_CHARS = 400;

/** A list parent counts only within its section: what stands above a heading is not above what follows it. */
function within(section: SectionDraft, saying: Saying): Saying {
  const first = section.heading ? section.heading.endLine + 1 : section.startLine;
  return { ...saying, parents: saying.parents.filter((parent) => parent.line >= first) };
}

type Content = Extract<Block, { kind: 'text' | 'code' | 'table' }>;

/** Whole lines where they fit into a passage, pieces of the line where it alone is too long. */
function unitsOf(saying: Saying, from: number, to: number, raw: RawLines, after: Unit['after']): Unit[] {
  const { startLine, endLine, parents } = saying;
  const context = parents.map((parent) => parent.text);
  const rest = { context, depth: parents.length };
  const said = (texts: readonly string[], start: number, end: number): Line[] =>
    texts.map((text) => ({ startLine: start, endLine: end, text, parents: context }));
  if (raw.size(from, to) <= MAX_CHARS) {
    return [{ startLine: from, endLine: to, lines: said(saying.texts, startLine, endLine), after, ...rest }];
  }
  const units: Unit[] = [];
  for (let line = startLine; line <= endLine; line += 1) {
    const pieces = raw.size(line, line) <= MAX_CHARS ? [undefined] : splitText(raw.text(line, line), PIECE_CHARS);
    for (const piece of pieces) {
      const texts = lineTexts(plainText((piece ?? raw.text(line, line)).trim()));
      units.push({
        startLine: line,
        endLine: line,
        lines: said(texts, line, line),
        after: units.length === 0 ? after : 'inside',
        ...(piece !== undefined && { piece: piece.trim() }),
        ...rest,
      });
    }
  }
  return units.filter((unit) => unit.piece !== '');
}

function blockUnits(block: Content, section: SectionDraft, raw: RawLines, after: Unit['after']): Unit[] {
  const sayings = sayingsOf(block).map((saying) => within(section, saying));
  const units = sayings.flatMap((saying, index) => {
    // Fences go with the code's first and last lines, unless they would make those too long.
    const from = block.kind === 'code' && index === 0 ? block.startLine : saying.startLine;
    const to = block.kind === 'code' && index === sayings.length - 1 ? block.endLine : saying.endLine;
    const fits = raw.size(from, to) <= MAX_CHARS;
    const place = index === 0 ? after : 'inside';
    return unitsOf(saying, fits ? from : saying.startLine, fits ? to : saying.endLine, raw, place);
  });
  return block.kind === 'table'
    ? withHeader(block, units, within(section, { ...block, texts: [] }), raw, after)
    : units;
}

/** Puts a table's header row into its first unit, or makes it a unit of its own, and names the columns to the others. */
function withHeader(
  block: Extract<Block, { kind: 'table' }>,
  rows: readonly Unit[],
  place: Saying,
  raw: RawLines,
  after: Unit['after'],
): Unit[] {
  const { startLine, header } = block;
  const [first] = rows;
  const columns = header.filter((cell) => cell !== '').join(' | ');
  const named = (unit: Unit): Unit => (columns === '' ? unit : { ...unit, context: [...unit.context, columns] });
  if (first && first.piece === undefined && raw.size(startLine, first.endLine) <= MAX_CHARS) {
    return [{ ...first, startLine }, ...rows.slice(1).map(named)];
  }
  // The delimiter row says nothing and is left out where it does not fit.
  const alone: Saying = { ...place, startLine, endLine: startLine, texts: rows.length === 0 ? lineTexts(columns) : [] };
  return [
    ...unitsOf(alone, startLine, startLine, raw, after),
    ...rows.map((unit) => named({ ...unit, after: 'inside' })),
  ];
}

/** A heading over nothing is kept as a passage of its own line, so that it can be found at all. */
function bareHeadingUnits({ heading, hasSubsections }: SectionDraft, raw: RawLines): Unit[] {
  if (!heading || hasSubsections || heading.text === '') return [];
  const { startLine, endLine, text, parents } = heading;
  return unitsOf({ startLine, endLine, texts: lineTexts(text), parents }, startLine, endLine, raw, 'beside');
}

/** What a section's passages are made of: the smallest stretches that one may begin or end with. */
export function sectionUnits(section: SectionDraft, raw: RawLines): Unit[] {
  const units: Unit[] = [];
  let after: Unit['after'] = 'beside';
  for (const block of section.blocks) {
    if (block.kind === 'text' || block.kind === 'code' || block.kind === 'table') {
      units.push(...blockUnits(block, section, raw, after));
      after = 'beside';
    } else if (block.kind === 'hidden') after = 'apart';
    else if (block.kind === 'rule' && after === 'beside') after = 'rule';
  }
  return units.length > 0 ? units : bareHeadingUnits(section, raw);
}
