import type { Section } from '../domain.ts';
import type { Block, HeadingBlock } from './blocks.ts';
import { NUMBERED_RANK } from './marks.ts';
import type { Title } from './title.ts';

/** A section with the blocks that stand in it. */
export interface SectionDraft extends Section {
  /** Its heading; undefined before the first one, and where numbering goes on after a numbered name's bullets. */
  readonly heading?: HeadingBlock;
  readonly blocks: readonly Block[];
  /** Whether deeper headings follow. */
  readonly hasSubsections: boolean;
}

interface Open {
  readonly startLine: number;
  readonly headings: readonly string[];
  readonly heading?: HeadingBlock;
  readonly blocks: Block[];
}

function sameWords(a: string | undefined, b: string | undefined): boolean {
  const bare = (text = '') => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return a !== undefined && bare(a) === bare(b);
}

function pathUnder(title: Title, texts: readonly string[]): string[] {
  const own = texts.filter((text) => text !== '');
  if (own.length === 0) return [...title.alone];
  const { prefix } = title;
  return sameWords(prefix.at(-1), own[0]) ? [...prefix.slice(0, -1), ...own] : [...prefix, ...own];
}

/** The number that a numbered name begins with. */
function numberOf(heading: HeadingBlock | undefined): number {
  return Number.parseInt(heading?.text ?? '', 10);
}

/** Cuts a note's blocks at its headings; the sections follow one another without gaps down to the last line. */
export function cutSections(file: string, blocks: readonly Block[], title: Title, lineCount: number): SectionDraft[] {
  const sections: Open[] = [];
  let path: HeadingBlock[] = [];
  const open = (startLine: number, heading?: HeadingBlock): Open => {
    const headings = pathUnder(
      title,
      path.map((above) => above.text),
    );
    const section: Open = { startLine, headings, blocks: [], ...(heading && { heading }) };
    sections.push(section);
    return section;
  };

  for (const block of blocks) {
    const last = path.at(-1);
    if (block.kind === 'heading') {
      path = [...path.filter((above) => above.rank < block.rank), block];
      open(block.startLine, block);
      continue;
    }
    // `3. …` as a plain line after `2. 이름` and its bullets belongs beside that name, not under it.
    const goesOn =
      block.kind === 'text' && block.numbered && block.parents.length === 0 && last?.rank === NUMBERED_RANK
        ? block.numbered.number > numberOf(last)
        : false;
    if (goesOn) {
      path = path.slice(0, -1);
      open(block.startLine).blocks.push(block);
    } else if (sections.length > 0) sections.at(-1)?.blocks.push(block);
    else if (block.kind !== 'hidden' && block.kind !== 'rule') open(block.startLine).blocks.push(block);
  }

  return sections.map((section, index) => {
    const next = sections[index + 1];
    const hasSubsections = (next?.heading?.rank ?? 0) > (section.heading?.rank ?? Number.POSITIVE_INFINITY);
    return { file, ...section, endLine: next ? next.startLine - 1 : lineCount, hasSubsections };
  });
}
