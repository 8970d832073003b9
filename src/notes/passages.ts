import { createHash } from 'node:crypto';
import type { ParsedNote, Passage } from '../domain.ts';
import { toLf, toParsable } from './clean.ts';
import { withPseudoHeadings } from './headings.ts';
import { packUnits } from './pack.ts';
import { type RawLines, rawLines } from './raw-lines.ts';
import { cutSections, type SectionDraft } from './sections.ts';
import { titleOf } from './title.ts';
import { sectionUnits, type Unit } from './units.ts';
import { walkBlocks } from './walk.ts';

/** Raised whenever the same note would be cut differently: passages of an older version are made anew. */
export const CHUNKER_VERSION: number = 1;

function passageOf(
  section: SectionDraft,
  units: readonly Unit[],
  raw: RawLines,
  idOf: (text: string) => string,
): Passage[] {
  const [first] = units;
  const last = units.at(-1);
  if (!first || !last) return [];
  const { startLine } = first;
  const { endLine } = last;
  const text = first.piece ?? raw.text(startLine, endLine);
  return [
    {
      id: idOf(text),
      file: section.file,
      headings: section.headings,
      context: first.context,
      startLine,
      endLine,
      text,
      lines: units.flatMap((unit) => unit.lines),
    },
  ];
}

/** What a file in the notes folder begins with that is about the notes, and no note itself. */
const SKIPPED = /^\s*<!--\s*seogi:\s*skip\s*-->/;

/**
 * Cuts a note (path relative to the notes folder, `/`-separated; its text) into sections and passages. Every character
 * that is not markup stands in exactly one passage or in a heading; a note that begins with `<!-- seogi: skip -->` has
 * neither sections nor passages. Pure; throws RangeError where nesting is too deep.
 */
export function parseNote(file: string, text: string): ParsedNote {
  const own = toLf(text);
  if (SKIPPED.test(own)) return { file, sections: [], passages: [] };
  const raw = rawLines(own);
  const parsable = toParsable(own);
  const blocks = withPseudoHeadings(walkBlocks(parsable), parsable.split('\n'));
  const drafts = cutSections(file, blocks, titleOf(file, parsable), raw.count);

  const seen = new Map<string, number>();
  const passages = drafts.flatMap((section) => {
    const idOf = (passage: string): string => {
      const key = JSON.stringify([file, section.headings, passage]);
      const times = seen.get(key) ?? 0;
      seen.set(key, times + 1);
      return createHash('sha256').update(`${key}${times}`).digest('hex').slice(0, 20);
    };
    return packUnits(sectionUnits(section, raw), raw).flatMap((group) => passageOf(section, group, raw, idOf));
  });
  const sections = drafts.map(({ headings, startLine, endLine }) => ({ file, headings, startLine, endLine }));
  return { file, sections, passages };
}
