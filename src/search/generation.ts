import type { Line, Passage, Section } from '../domain.ts';
import { inputKey, keywordInput, lineInput, passageInput } from './inputs.ts';
import { indexKeywords, type KeywordIndex } from './keywords.ts';
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
  /** Why it could not be parsed, in Korean; it then has no passages, and is tried again when it changes. */
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
  const passages = notes.flatMap((note) => note.passages);
  const lines = passages.flatMap((passage, i) => passage.lines.map((line) => ({ passage: i, line })));
  const firstLine = [0];
  for (const passage of passages) firstLine.push((firstLine.at(-1) ?? 0) + passage.lines.length);
  if (vectors !== undefined && vectors.table.rows !== passages.length + lines.length) {
    throw new Error(`${vectors.table.rows} vectors for ${passages.length} passages and ${lines.length} lines`);
  }
  return { id, notes, passages, lines, firstLine, keywords: indexKeywords(passages.map(keywordInput)), vectors };
}

/** The texts to embed, in the order of the vectors' rows, with their keys. */
export function embeddingInputs(generation: Generation): { readonly key: string; readonly text: string }[] {
  const texts = [
    ...generation.passages.map(passageInput),
    ...generation.lines.map(({ passage, line }) => lineInput(generation.passages[passage] as Passage, line)),
  ];
  return texts.map((text) => ({ key: inputKey(text), text }));
}
