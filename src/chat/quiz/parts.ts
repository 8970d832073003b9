// What the messages of a quiz are put together from.
import type { QuizItem } from '../../domain.ts';
import type { CitedPassage } from '../../store/exchanges.ts';
import type { Round } from '../../store/rounds.ts';
import { clean, inert, inertLine } from '../inert.ts';
import { showMarkdown } from '../markdown.ts';
import { paginate } from '../pages.ts';
import { type ButtonLook, buttonFor, clip, LIMITS } from '../payload.ts';
import { texts } from '../texts.ts';
import { type QuizAction, writeQuizId } from './quiz-id.ts';

/** The colours at the side of a question, a right answer, a wrong one, and a result. */
export const COLORS = { question: 0x5b8def, right: 0x3ba55d, wrong: 0xd9534f, result: 0xf0b232 } as const;
/** Characters of the note's lines below an answer: about half a screen of a phone. */
const QUOTE = 900;
const LONGEST_STEM = 1000;

/** A moment that Discord shows as a countdown. */
export const countdown = (at: number): string => `<t:${Math.ceil(at / 1000)}:R>`;

/** A button of a question. */
export function quizButton(
  { scope, id }: Pick<Round, 'scope' | 'id'>,
  question: number,
  action: QuizAction,
  label: string,
  look?: ButtonLook,
) {
  return buttonFor(writeQuizId({ scope, round: id, question, action }), label, look);
}

/** The question itself. */
export const stemOf = (item: QuizItem): string => clip(item.stem, LONGEST_STEM).split('\n').map(inertLine).join('\n');

/** The question on one line, plain. */
export const shortStem = (item: QuizItem, limit: number): string => clip(clean(item.stem.replace(/\s+/g, ' ')), limit);

/** An option as the label of a button; a number where it is too long for one. */
export const optionLabel = (option: string, number: number): string =>
  clip(clean(option).trim() || String(number + 1), LIMITS.label);

/** An answer as it is shown to people: several in their order. */
export const answerText = (answer: string | readonly string[]): string =>
  [answer]
    .flat()
    .map((part) => inert(clip(part, 200)))
    .join(' → ');

/** The lines of the note that the answer stands in, verbatim. */
export const quoteOf = (item: QuizItem): string => paginate(showMarkdown(item.explanation), QUOTE)[0] ?? '';

/** The lines as a passage, to find their section by. */
export const citedOf = ({ source, explanation }: QuizItem): CitedPassage => ({
  ...source,
  context: [],
  text: explanation,
});

/** What became of the source of a review's question; '' where nothing did. */
export function newsOf({ review, question }: Round): string {
  const news = review?.[question] ?? 'same';
  return news === 'same' ? '' : texts.review.news[news];
}

/** `문제 2/5 · 람다`. */
export function titleOf(round: Round, item: QuizItem): string {
  const topic = inert(clip(item.topic, 60));
  const { daily, title } = texts.quiz.question;
  if (round.review !== undefined) return texts.review.title(round.question + 1, round.items.length, topic);
  return round.kind === 'daily' ? daily(topic) : title(round.question + 1, round.items.length, topic);
}
