import type { Answer } from '../domain.ts';
import type { Embedder } from '../search/embedder.ts';
import type { Hints } from '../search/hints.ts';
import type { Query } from '../search/query.ts';
import { queryFor, type RankedHit, retrieve, type Source } from '../search/retrieve.ts';
import { aliasesOf } from '../search/vocabulary.ts';
import { bothSides } from './comparison.ts';
import { ENOUGH, HITS_FOR_CONFIDENCE, type Judgement, judge } from './confidence.ts';
import { foldDuplicates } from './duplicates.ts';
import { followUpReading, leansOn } from './follow-up.ts';
import { quote } from './quote.ts';

/** Passages an answer cites at most. */
const MAX_HITS = 5;
/** Passages that are ranked, so that enough are left when duplicates are folded. */
const RANKED = 20;
/** Names a refusal asks about at most. */
const MAX_SUGGESTIONS = 3;

/** An answer with the numbers behind it, for `--explain`. */
export interface ExplainedAnswer extends Answer {
  readonly hits: readonly RankedHit[];
}

/** What answers are made with, beside the notes. */
export interface AnswerTools {
  /** Left out while vectors are not ready. */
  readonly embedder: Embedder | undefined;
  /** What is known of a question beside the notes, by its vector. */
  readonly hints: (vector: Float32Array | undefined, model: string | undefined) => Hints;
}

/** What was found for one reading of a question. */
interface Found {
  readonly query: string;
  readonly queries: readonly Query[];
  readonly hits: readonly RankedHit[];
  readonly sure: Judgement;
}

/**
 * Answers a question from the sources by quoting their best lines, or refuses where nothing fits. `previous` is what was
 * searched for before it in the same conversation.
 */
export async function answerQuestion(
  sources: readonly Source[],
  question: string,
  { embedder, hints }: AnswerTools,
  previous?: string,
): Promise<ExplainedAnswer> {
  const names = hints(undefined, undefined);
  const read = (text: string) => sources.map(({ generation }) => queryFor(generation, text, names));

  const embed = async (text: string) => embedder && (await embedder.embed([text], 'query'))[0];
  const hitsFor = (queries: readonly Query[], vector: Float32Array | undefined, hints: Hints) =>
    foldDuplicates(retrieve(sources, { queries, vector, hints }, RANKED)).slice(0, HITS_FOR_CONFIDENCE);

  const search = async (query: string): Promise<Found> => {
    // The model works in a thread of its own, while this one reads the question.
    const embedding = embed(query);
    const queries = read(query);
    const compared = queries.find(({ compares }) => compares.length === 2)?.compares ?? [];
    const [vector, ...sides] = await Promise.all([embedding, ...compared.map(embed)]);
    const whole = hitsFor(queries, vector, hints(vector, embedder?.id));
    const readings = compared.map(read);
    // A side of a comparison is a name: there is nothing to be guessed.
    const sideHits = readings.map((reading, i) => hitsFor(reading, sides[i], names));
    const hits = sideHits.length === 2 ? bothSides(whole, sideHits, readings) : whole;
    return { query, queries, hits, sure: judge(queries, hits) };
  };

  const { query, queries, hits, sure } = await inConversation();
  const [best] = hits;
  const answered = best !== undefined && sure.answerable >= ENOUGH;
  return {
    question,
    query,
    answered,
    confidence: sure.confidence,
    quote: answered ? quote(best) : '',
    hits: hits.slice(0, MAX_HITS),
    suggestions: answered ? [] : suggestions(queries),
    by: embedder === undefined ? 'keywords' : 'vectors',
    generation: sources.map(({ generation }) => generation.id).join(' '),
  };

  /** The question alone, or with what the one before was about, whichever it means. */
  async function inConversation(): Promise<Found> {
    const alone = await search(question);
    if (previous === undefined || previous.trim() === '') return alone;
    const before = await search(previous);
    const reading = followUpReading(question, previous, before.hits[0], read);
    if (reading === undefined) return alone;
    const together = await search(reading.query);
    if (!reading.sure && !leansOn(together.hits[0], alone.hits[0])) return alone;
    // The subject alone makes any words look answered: what the question itself is sure of counts half.
    const half = (name: keyof Judgement) => (together.sure[name] + alone.sure[name]) / 2;
    return { ...together, sure: { confidence: half('confidence'), answerable: half('answerable') } };
  }

  /** Names of the notes that the names nobody knows may have been meant for. */
  function suggestions(queries: readonly Query[]): string[] {
    const unknown = new Set(queries.flatMap((query) => query.unknown));
    const near = sources.flatMap(({ generation }) => {
      const aliases = aliasesOf(generation, names.names);
      return [...unknown].flatMap((name) => aliases.nearest(name, MAX_SUGGESTIONS));
    });
    return [...new Set(near)].slice(0, MAX_SUGGESTIONS);
  }
}
