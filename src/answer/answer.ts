import type { Answer } from '../domain.ts';
import type { Embedder } from '../search/embedder.ts';
import { type RankedHit, retrieve, type Source } from '../search/retrieve.ts';
import { confidence, ENOUGH_CONFIDENCE } from './confidence.ts';
import { quote } from './quote.ts';

/** Passages an answer cites at most. */
const MAX_HITS = 5;

/** An answer with the numbers behind it, for `--explain`. */
export interface ExplainedAnswer extends Answer {
  readonly hits: readonly RankedHit[];
}

/**
 * Answers a question from the sources by quoting their best line, or refuses where nothing fits. `embedder` is left out
 * while vectors are not ready. `previous` is the question before it in a conversation.
 */
export async function answerQuestion(
  sources: readonly Source[],
  question: string,
  embedder: Embedder | undefined,
  _previous?: string,
): Promise<ExplainedAnswer> {
  const vector = embedder && (await embedder.embed([question], 'query'))[0];
  const hits = retrieve(sources, question, vector, MAX_HITS);
  const [best] = hits;
  const sure = confidence(sources, question, hits);
  const answered = best !== undefined && sure >= ENOUGH_CONFIDENCE;
  return {
    question,
    query: question,
    answered,
    confidence: sure,
    quote: answered ? quote(best) : '',
    hits,
    by: vector === undefined ? 'keywords' : 'vectors',
    generation: sources.map(({ generation }) => generation.id).join(' '),
  };
}
