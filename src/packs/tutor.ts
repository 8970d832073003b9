import type { Line, Passage } from '../domain.ts';
import type { Hints } from '../search/hints.ts';
import { normalize, words } from '../text/korean.ts';
import { type Pack, type PackVectors, packTexts } from './pack.ts';

/** Entries that a question may mean at most. */
const MEANT = 5;
/** How an entry's texts speak for it: its nearest question, the next, its definition. */
const TEXT_WEIGHTS = { first: 0.5, second: 0.2, definition: 0.3 } as const;
/** How sharply the nearest entry is preferred: 1 / the softmax's temperature, in cosine. */
const SHARPNESS = 40;
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
    vectors,
    texts: packTexts(entries),
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
      const meant =
        vector === undefined
          ? []
          : loaded.flatMap(({ vectors, texts, subjects }) =>
              vectors !== undefined && isSameModel(vectors.model, model)
                ? nearest(vector, vectors, texts, subjects)
                : [],
            );
      return {
        names,
        fit: (passage, line) =>
          Math.min(
            1,
            meant.reduce((sum, one) => sum + one.sure * named(one.subject, passage, line), 0),
          ),
      };
    },
  };
}

/** Whether two embedders give the same vectors: the fingerprint after the @ says so, whatever folder a model lies in. */
const isSameModel = (a: string, b: string | undefined) => a.split('@').at(-1) === b?.split('@').at(-1);

/** The entries a question is nearest to, with shares that add up to 1. */
function nearest(
  vector: Float32Array,
  vectors: PackVectors,
  texts: readonly { entry: number; kind: string }[],
  subjects: readonly Subject[],
) {
  const found = subjects.map((subject) => ({ subject, first: 0, second: 0, definition: 0 }));
  texts.forEach(({ entry, kind }, row) => {
    const one = found[entry];
    if (one === undefined) return;
    const cosine = cosineOf(vector, vectors, row);
    if (kind === 'passage') one.definition = cosine;
    else if (cosine > one.first) [one.first, one.second] = [cosine, one.first];
    else if (cosine > one.second) one.second = cosine;
  });
  const { first, second, definition } = TEXT_WEIGHTS;
  const scored = found
    .map((one) => ({
      subject: one.subject,
      score: first * one.first + second * one.second + definition * one.definition,
    }))
    .sort((x, y) => y.score - x.score)
    .slice(0, MEANT);
  const shares = scored.map(({ score }) => Math.exp(SHARPNESS * (score - (scored[0]?.score ?? 0))));
  const sum = shares.reduce((x, y) => x + y, 0);
  return scored.map(({ subject }, i) => ({ subject, sure: (shares[i] ?? 0) / sum }));
}

function cosineOf(vector: Float32Array, { rows, scales, dimensions }: PackVectors, row: number): number {
  let sum = 0;
  const start = row * dimensions;
  for (let i = 0; i < dimensions; i++) sum += (rows[start + i] as number) * (vector[i] as number);
  return sum * (scales[row] as number);
}

/** Words with blanks around them: Latin names are found whole, Hangul ones with whatever particle follows. */
const padded = (text: string) => ` ${words(text).join(' ')}${/[a-z0-9]$/i.test(text) ? ' ' : ''}`;

const texts = new WeakMap<Passage, { readonly headings: string; readonly text: string }>();

function textsOf(passage: Passage) {
  const known = texts.get(passage);
  if (known !== undefined) return known;
  const made = {
    headings: ` ${words(passage.headings.join(' ')).join(' ')} `,
    text: ` ${words(passage.text).join(' ')} `,
  };
  texts.set(passage, made);
  return made;
}

/** How plainly a passage is about something: by the best place of a name of it, 0–1. */
function named({ names }: Subject, passage: Passage, line: Line | undefined): number {
  const { headings, text } = textsOf(passage);
  const own = line === undefined ? '' : ` ${words(line.text).join(' ')} `;
  const holds = (where: string) => names.some((name) => where.includes(name));
  if (holds(own)) return PLACES.line;
  if (holds(headings)) return PLACES.headings;
  return holds(text) ? PLACES.text : 0;
}
