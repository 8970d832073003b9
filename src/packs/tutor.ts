import type { Line, Passage } from '../domain.ts';
import type { Hints } from '../search/hints.ts';
import { normalize, words } from '../text/korean.ts';
import { openGuess } from './guess.ts';
import type { Pack } from './pack.ts';

/** What an entry's name says of a passage, by where it stands. */
const PLACES = { line: 1, headings: 0.9, text: 0.5 } as const;

/** An entry with its names as texts are searched for them. */
interface Subject {
  readonly names: readonly string[];
}

/** Tells from domain packs what a question may mean that does not say it in the notes' words. */
export interface Tutor {
  /** All entries' names, a group each. */
  readonly names: readonly (readonly string[])[];
  /** `vector` is the question's, of the embedder `model`; hints by vectors only where the packs' are of the same. */
  hints(vector: Float32Array | undefined, model: string | undefined): Hints;
  /** Names of what is mixed up with this name; none where no pack knows it. */
  neighbours(name: string): readonly string[];
}

/** Opens the packs' knowledge. */
export function openTutor(packs: readonly Pack[]): Tutor {
  const names = packs.flatMap(({ entries }) => entries.map((entry) => [entry.name, ...entry.names]));
  const loaded = packs.map(({ entries, vectors }) => ({
    guess: openGuess(entries, vectors),
    subjects: entries.map((entry): Subject => ({ names: [entry.name, ...entry.names].map(padded) })),
  }));
  const neighbours = new Map(
    packs.flatMap(({ entries }) => {
      const byId = new Map(entries.map((entry) => [entry.id, entry.name]));
      return entries.flatMap(({ name, names: others, confusable }) => {
        const near = confusable.flatMap((id) => byId.get(id) ?? []);
        return [name, ...others].map((spelling) => [normalize(spelling), near] as const);
      });
    }),
  );

  return {
    names,
    neighbours: (name) => neighbours.get(normalize(name)) ?? [],
    hints(vector, model) {
      const meant = loaded.flatMap(({ guess, subjects }) =>
        guess(vector, model).flatMap(({ entry, share }) => {
          const subject = subjects[entry];
          return subject === undefined ? [] : [{ subject, share }];
        }),
      );
      return {
        names,
        fit: (passage, line) =>
          Math.min(
            1,
            meant.reduce((sum, one) => sum + one.share * named(one.subject, passage, line), 0),
          ),
      };
    },
  };
}

/** Words with blanks around them: Latin names are found whole, Hangul ones with whatever particle follows. */
const padded = (text: string) => ` ${words(text).join(' ')}${/[a-z0-9]$/i.test(text) ? ' ' : ''}`;

/** Texts as names are looked for in them, made once. */
interface Searched {
  readonly headings: string;
  /** Headings and text. */
  readonly all: string;
}

const searchable = (text: string) => ` ${words(text).join(' ')} `;
const passages = new WeakMap<Passage, Searched>();
const lines = new WeakMap<Line, string>();

function searchedOf(passage: Passage): Searched {
  const known = passages.get(passage);
  if (known !== undefined) return known;
  const headings = searchable(passage.headings.join(' '));
  const made = { headings, all: headings + searchable(passage.text) };
  passages.set(passage, made);
  return made;
}

function searchedLine(line: Line): string {
  const known = lines.get(line) ?? searchable(line.text);
  lines.set(line, known);
  return known;
}

/** How plainly a passage is about something: by the best place of a name of it, 0–1. */
function named({ names }: Subject, passage: Passage, line: Line | undefined): number {
  const { headings, all } = searchedOf(passage);
  // Most passages are about something else: one look is enough for them.
  const own = names.filter((name) => all.includes(name));
  const holds = (where: string) => own.some((name) => where.includes(name));
  if (own.length === 0) return 0;
  if (line !== undefined && holds(searchedLine(line))) return PLACES.line;
  return holds(headings) ? PLACES.headings : PLACES.text;
}
