import type { Scope, Section } from '../domain.ts';
import type { IndexedNote } from '../search/generation.ts';
import type { Source } from '../search/retrieve.ts';

/** Enough to find a passage's section again. */
export interface Place {
  /** Whose note it stands in; undefined where nobody knows. */
  readonly scope?: Scope | undefined;
  readonly file: string;
  readonly headings: readonly string[];
  /** 1-based. */
  readonly startLine: number;
  readonly text: string;
}

/** A section with its text, heading line included. */
export interface SectionText extends Section {
  /** Whose note it stands in. */
  readonly scope?: Scope;
  readonly text: string;
}

/**
 * The whole section that a passage stands in, as it is indexed now; the passage may come from an older index. Where the
 * heading is gone or the file was renamed, the section that holds the passage's text word for word; undefined without one.
 */
export function findSection(sources: readonly Source[], place: Place): SectionText | undefined {
  const notes = sources
    .filter(({ scope }) => place.scope === undefined || scope === place.scope)
    .flatMap(({ scope, generation }) => generation.notes.map((note) => ({ ...note, scope })));
  const own = notes.filter(({ file }) => file === place.file);
  const path = JSON.stringify(place.headings);
  const named = own.flatMap(textsOf).filter(({ headings }) => JSON.stringify(headings) === path);
  // Of sections with the same headings, the one that still says it, then the nearest.
  const [best] = named.toSorted(
    (x, y) => Number(holds(y, place)) - Number(holds(x, place)) || distance(x, place) - distance(y, place),
  );
  if (best !== undefined) return best;
  return [...own, ...notes].flatMap(textsOf).find((section) => holds(section, place));
}

/** Without the blank lines at a section's end, which part it from the next. */
function textsOf({ scope, text, sections }: IndexedNote & { readonly scope: Scope }): SectionText[] {
  const lines = text.split('\n');
  return sections.map((section) => {
    const own = lines.slice(section.startLine - 1, section.endLine);
    while (own.length > 1 && own.at(-1)?.trim() === '') own.pop();
    return { ...section, scope, endLine: section.startLine + own.length - 1, text: own.join('\n') };
  });
}

const holds = (section: SectionText, place: Place) => section.text.includes(place.text);

function distance(section: Section, { startLine }: Place): number {
  return Math.max(section.startLine - startLine, startLine - section.endLine, 0);
}
