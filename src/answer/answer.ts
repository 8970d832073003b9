import type { Answer } from '../domain.ts';
import type { Embedder } from '../search/embedder.ts';
import { type RankedHit, retrieve, type Source } from '../search/retrieve.ts';
import { confidence, ENOUGH_CONFIDENCE, HITS_FOR_CONFIDENCE } from './confidence.ts';
import { followUpReading, leansOn } from './follow-up.ts';
import { quote } from './quote.ts';

/** Passages an answer cites at most. */
const MAX_HITS = 5;

/** An answer with the numbers behind it, for `--explain`. */
export interface ExplainedAnswer extends Answer {
  readonly hits: readonly RankedHit[];
}

/**
 * Answers a question from the sources by quoting their best lines, or refuses where nothing fits. `embedder` is left out
 * while vectors are not ready. `previous` is what was searched for before it in the same conversation.
 */
export async function answerQuestion(
  sources: readonly Source[],
  question: string,
  embedder: Embedder | undefined,
  previous?: string,
): Promise<ExplainedAnswer> {
  const search = async (query: string) => {
    const vector = embedder && (await embedder.embed([query], 'query'))[0];
    const hits = retrieve(sources, query, vector, HITS_FOR_CONFIDENCE);
    return { query, hits, sure: confidence(keywords, query, hits) };
  };
  const keywords = sources.map(({ generation }) => generation.keywords);
  const { query, hits, sure } = await inConversation();
  const [best] = hits;
  const answered = best !== undefined && sure >= ENOUGH_CONFIDENCE;
  return {
    question,
    query,
    answered,
    confidence: sure,
    quote: answered ? quote(best) : '',
    hits: hits.slice(0, MAX_HITS),
    by: embedder === undefined ? 'keywords' : 'vectors',
    generation: sources.map(({ generation }) => generation.id).join(' '),
  };

  /** The question alone, or with what the one before was about, whichever it means. */
  async function inConversation() {
    const alone = await search(question);
    if (previous === undefined || previous.trim() === '') return alone;
    const before = await search(previous);
    const reading = followUpReading(question, previous, before.hits[0], keywords);
    if (reading === undefined) return alone;
    const together = await search(reading.query);
    if (!reading.sure && !leansOn(together.hits[0], alone.hits[0])) return alone;
    // The subject alone makes any words look answered: what the question itself is sure of counts half.
    return { ...together, sure: (together.sure + alone.sure) / 2 };
  }
}
