import type { Line, ParsedNote, Passage } from '../../src/domain.ts';
import { parseNote } from '../../src/notes/passages.ts';

/** Parses a note given as its lines. */
export function parse(lines: readonly string[], file = '노트.md'): ParsedNote {
  return parseNote(file, lines.join('\n'));
}

/** Every section's heading path, joined by ` > `. */
export function paths(note: ParsedNote): string[] {
  return note.sections.map((section) => section.headings.join(' > '));
}

/** All lines of a note. */
export function linesOf(note: ParsedNote): Line[] {
  return note.passages.flatMap((passage) => passage.lines);
}

/** What every line says, after its parents: `위 / 그 아래 / 줄`. */
export function said(note: ParsedNote): string[] {
  return linesOf(note).map((line) => [...line.parents, line.text].join(' / '));
}

/** The only line with these words. */
export function lineWith(note: ParsedNote, words: string): Line {
  const [line, ...others] = linesOf(note).filter(({ text }) => text.includes(words));
  if (!line || others.length > 0) throw new Error(`${others.length + (line ? 1 : 0)} lines with ${words}`);
  return line;
}

/** The only passage with these words. */
export function passageWith(note: ParsedNote, words: string): Passage {
  const [passage, ...others] = note.passages.filter(({ text }) => text.includes(words));
  if (!passage || others.length > 0) throw new Error(`${others.length + (passage ? 1 : 0)} passages with ${words}`);
  return passage;
}
