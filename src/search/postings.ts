import { terms } from '../text/korean.ts';

/** Texts, cut into terms: for each the number of its different terms, then each term's number and how often it stands there. */
type CountedTexts = Uint32Array;

/** Which texts of a list have a term. */
export interface Postings {
  /** The texts, in order, and how often each has the term; empty where none does. */
  of(term: string): { readonly texts: Uint32Array; readonly counts: Uint32Array };
  /** How many texts have a term. */
  frequency(term: string): number;
  /** Number of terms of each text. */
  readonly lengths: Float32Array;
  /** All terms, in the order in which they first stand there. */
  readonly terms: readonly string[];
}

/** Terms by number. Numbers are shared by all lists of texts, so that a text need not be cut again for the next list. */
interface Vocabulary {
  readonly numbers: Map<string, number>;
  readonly terms: string[];
  readonly counted: WeakMap<object, CountedTexts>;
}

const newVocabulary = (): Vocabulary => ({ numbers: new Map(), terms: [], counted: new WeakMap() });

/** Some twenty times those of 5 MB of notes: then all are forgotten, with those that no text has any more. */
const MOST_TERMS = 1_000_000;
let vocabulary = newVocabulary();

function countTexts(texts: readonly string[], { numbers, terms: known }: Vocabulary): CountedTexts {
  const all: number[] = [];
  for (const text of texts) {
    const counts = new Map<number, number>();
    for (const term of terms(text)) {
      let number = numbers.get(term);
      if (number === undefined) {
        number = known.push(term) - 1;
        numbers.set(term, number);
      }
      counts.set(number, (counts.get(number) ?? 0) + 1);
    }
    all.push(counts.size);
    for (const [number, count] of counts) all.push(number, count);
  }
  return Uint32Array.from(all);
}

/**
 * Lays out which texts have which terms, in small steps. The texts come in groups; what a group is cut into is kept for as
 * long as its `key` is in use.
 */
export function* layingPostings(
  groups: readonly { readonly key: object; readonly texts: () => readonly string[] }[],
): Generator<undefined, Postings> {
  if (vocabulary.terms.length > MOST_TERMS) vocabulary = newVocabulary();
  const own = vocabulary;
  const all: CountedTexts[] = [];
  for (const { key, texts } of groups) {
    const counted = own.counted.get(key) ?? countTexts(texts(), own);
    own.counted.set(key, counted);
    all.push(counted);
    yield;
  }

  // How many texts have each term; from these, where in one long list its texts begin.
  const found = new Uint32Array(own.terms.length);
  const order: number[] = [];
  let rows = 0;
  for (const counted of all) {
    for (let i = 0; i < counted.length; rows++) {
      const end = i + 1 + 2 * (counted[i] as number);
      for (i++; i < end; i += 2) {
        const term = counted[i] as number;
        if (found[term] === 0) order.push(term);
        found[term] = (found[term] as number) + 1;
      }
    }
    yield;
  }
  const starts = new Uint32Array(found.length + 1);
  for (let term = 0; term < found.length; term++) starts[term + 1] = (starts[term] as number) + (found[term] as number);

  const ends = starts.slice(0, -1);
  const texts = new Uint32Array(starts.at(-1) ?? 0);
  const counts = new Uint32Array(texts.length);
  const lengths = new Float32Array(rows);
  let row = 0;
  for (const counted of all) {
    for (let i = 0; i < counted.length; row++) {
      const end = i + 1 + 2 * (counted[i] as number);
      for (i++; i < end; i += 2) {
        const place = ends[counted[i] as number] as number;
        const count = counted[i + 1] as number;
        texts[place] = row;
        counts[place] = count;
        ends[counted[i] as number] = place + 1;
        lengths[row] = (lengths[row] as number) + count;
      }
    }
    yield;
  }

  // A term may have become known after these texts.
  const rangeOf = (term: string): [number, number] => {
    const number = own.numbers.get(term) ?? found.length;
    return [starts[number] ?? 0, starts[number + 1] ?? starts[number] ?? 0];
  };
  return {
    of(term) {
      const range = rangeOf(term);
      return { texts: texts.subarray(...range), counts: counts.subarray(...range) };
    },
    frequency(term) {
      const [start, end] = rangeOf(term);
      return end - start;
    },
    lengths,
    terms: order.map((number) => own.terms[number] as string),
  };
}
