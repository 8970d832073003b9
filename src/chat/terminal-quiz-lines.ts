// The lines of a quiz on the terminal: what is typed, read; what is said, written.
import { citation, indent } from '../cli/render.ts';
import type { QuizItem } from '../domain.ts';
import type { RoundEvent } from '../quiz/round-events.ts';
import { missedQuestions, scoresOf } from '../quiz/score.ts';
import type { Round } from '../store/rounds.ts';
import { words } from './terminal-quiz-texts.ts';

/** What ends a quiz. */
export const STOP = new Set(['그만', '끝', 'q']);

/** Who answers which question. */
export interface Who {
  readonly user: string;
  readonly question: number;
}

/** What a line does to the round; undefined where it is no answer. */
export function eventOf(item: QuizItem, who: Who, line: string): RoundEvent | undefined {
  if (line === '') return { kind: 'close', ...who };
  if (STOP.has(line)) return { kind: 'stop', user: who.user, mayManage: false };
  const given = readAnswer(item, line);
  return given === undefined ? undefined : { kind: 'answer', ...who, given };
}

/** What was typed as an answer to the item; undefined where its numbers make no sense. Words of an option do as well. */
function readAnswer(item: QuizItem, line: string): string | readonly string[] | undefined {
  if (item.type === 'typed') return line;
  const numbers = (line.match(/\d+/g) ?? []).map(Number);
  const chosen = numbers.flatMap((number) => item.options[number - 1] ?? []);
  if (item.type === 'order') {
    return new Set(numbers).size === item.options.length && chosen.length === item.options.length ? chosen : undefined;
  }
  const said = item.options.find((option) => option.toLowerCase() === line.toLowerCase());
  return said ?? (/^\d+$/.test(line) ? chosen[0] : undefined);
}

/** What is said after an answer: whether it was right, and the note's own lines. */
export function revealOf({ answer, explanation, source }: QuizItem, isRight: boolean): string {
  const parts = [isRight ? words.right : words.wrong, words.answer([answer].flat().join(' → '))];
  return [...parts, indent(explanation, '  '), citation(source)].join('\n');
}

/** What is said at the end: the score, and what to look at again. */
export function resultOf(round: Round): string {
  const { right, all } = scoresOf(round)[0] ?? { right: 0, all: 0 };
  const missed = missedQuestions(round).flatMap((number) => round.items[number] ?? []);
  const list = missed.map(({ stem, source }) => `  · ${stem}\n    ${citation(source)}`);
  return [words.score(right, all), ...(list.length > 0 ? [words.review, ...list] : [])].join('\n');
}
