import type { QuizItem } from '../domain.ts';

/** An item as `quiz --jsonl` prints it. */
export function quizJson(item: QuizItem) {
  const { id, type, stem, options, answer, accepted, explanation, source, topic } = item;
  const { file, headings, startLine, endLine } = source;
  return {
    id,
    type,
    stem,
    options,
    answer,
    accepted,
    explanation,
    source: { file, headings, startLine, endLine },
    topic,
  };
}
