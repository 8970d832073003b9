import type { ExplainedAnswer } from '../answer/answer.ts';
import type { Answer } from '../domain.ts';

/** An answer as `ask --json` and `--jsonl` print it: the fixed interface other programs build on. */
export function answerJson(answer: Answer, id?: string | number | null) {
  return {
    ...(id !== undefined && { id }),
    question: answer.question,
    answered: answer.answered,
    confidence: Number(answer.confidence.toFixed(3)),
    answer: answer.quote,
    passages: answer.hits.map(({ passage, score }) => ({
      file: passage.file,
      headings: passage.headings,
      context: passage.context,
      startLine: passage.startLine,
      endLine: passage.endLine,
      text: passage.text,
      score: Number(score.toFixed(4)),
    })),
  };
}

/** The numbers behind an answer, as `ask --json --explain` adds them. */
export function explanationJson({ query, by, generation, hits }: ExplainedAnswer) {
  const numbers = hits.map(({ signals, bestLine }) => ({ signals: signals ?? null, bestLine: bestLine?.text }));
  return { query, by, generation, hits: numbers };
}
