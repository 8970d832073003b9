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
