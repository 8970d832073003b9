import { breathing, finished, openBreath } from '../breathe.ts';
import type { Line, Passage, Section } from '../domain.ts';
import { inputKey, keywordInput, lineInput, passageInput } from './inputs.ts';
import { type KeywordIndex, keywordsOf } from './keywords.ts';
import { layingPostings } from './postings.ts';
import type { VectorTable } from './vector-table.ts';

/** A note as an index keeps it: enough to show any section of it as it was when it was indexed. */
export interface IndexedNote {
  readonly file: string;
  /** SHA-256 of the file's bytes. */
  readonly hash: string;
  /** The whole text, `\n` between lines. */
  readonly text: string;
  readonly sections: readonly Section[];
  readonly passages: readonly Passage[];
  /** Why it cannot be parsed as it is now, in Korean; it keeps what it last held, and is tried again when it changes. */
  readonly broken?: string;
}

/** Vectors and the model they come from. */
export interface ModelVectors {
  readonly model: string;
  /** One row a passage, in order, then one row a line, in order. */
  readonly table: VectorTable;
}

/** A snapshot of the notes that questions are answered from. Never changes. */
export interface Generation {
  readonly id: string;
  readonly notes: readonly IndexedNote[];
  /** All notes' passages, in order. */
  readonly passages: readonly Passage[];
  /** All passages' lines, in order, with the number of their passage. */
  readonly lines: readonly { readonly passage: number; readonly line: Line }[];
  /** Number of each passage's first line in `lines`; one more entry than passages. */
  readonly firstLine: readonly number[];
  readonly keywords: KeywordIndex;
  /** Undefined while only keywords answer. */
  readonly vectors: ModelVectors | undefined;
}

/** Lays notes out for searching. `vectors`, if given, has `passages + lines` rows. */
export function makeGeneration(
  id: string,
  notes: readonly IndexedNote[],
  vectors: ModelVectors | undefined,
): Generation {
  return finished(makingGeneration(id, notes, vectors));
}

/** The same without keeping the thread from its other work. */
export const prepareGeneration = (...parts: Parameters<typeof makeGeneration>): Promise<Generation> =>
  breathing(makingGeneration(...parts));

function* makingGeneration(...[id, notes, vectors]: Parameters<typeof makeGeneration>) {
  const groups = notes.map(({ passages }) => ({ key: passages, texts: () => passages.map(keywordInput) }));
  const keywords = keywordsOf(yield* layingPostings(groups));
  return withVectors({ id, notes, ...(yield* layOut(notes)), keywords, vectors: undefined }, id, vectors);
}

/** The same notes as another generation, with these vectors. Throws where their number does not fit. */
export function withVectors(generation: Generation, id: string, vectors: ModelVectors | undefined): Generation {
  const { passages, lines } = generation;
  if (vectors !== undefined && vectors.table.rows !== passages.length + lines.length) {
    throw new Error(`${vectors.table.rows} vectors for ${passages.length} passages and ${lines.length} lines`);
  }
  return { ...generation, id, vectors };
}

function* layOut(
  notes: readonly IndexedNote[],
): Generator<undefined, Pick<Generation, 'passages' | 'lines' | 'firstLine'>> {
  const passages: Passage[] = [];
  const lines: { passage: number; line: Line }[] = [];
  const firstLine = [0];
  for (const note of notes) {
    for (const passage of note.passages) {
      for (const line of passage.lines) lines.push({ passage: passages.length, line });
      passages.push(passage);
      firstLine.push(lines.length);
    }
    yield;
  }
  return { passages, lines, firstLine };
}

/** The text to embed for a row of the vectors: passages first, then lines. */
export function embeddingInput({ passages, lines }: Generation, row: number): string {
  const passage = passages[row];
  if (passage !== undefined) return passageInput(passage);
  const of = lines[row - passages.length];
  const own = of && passages[of.passage];
  if (of === undefined || own === undefined) throw new Error(`No row ${row} to embed`);
  return lineInput(own, of.line);
}

/** Of a passage, then of its lines. A passage never changes, so most of a next generation's are known. */
const keysOfPassages = new WeakMap<Passage, readonly string[]>();

function keysOf(passage: Passage): readonly string[] {
  const known = keysOfPassages.get(passage);
  if (known !== undefined) return known;
  const texts = [passageInput(passage), ...passage.lines.map((line) => lineInput(passage, line))];
  const keys = texts.map(inputKey);
  keysOfPassages.set(passage, keys);
  return keys;
}

/** What each row's vector is found again by in another generation, in the rows' order. */
export async function embeddingKeys({ passages }: Generation): Promise<readonly string[]> {
  const breathe = openBreath();
  const ofPassages: string[] = [];
  const ofLines: string[] = [];
  for (const passage of passages) {
    const [own = '', ...lines] = keysOf(passage);
    ofPassages.push(own);
    ofLines.push(...lines);
    await breathe();
  }
  return [...ofPassages, ...ofLines];
}
