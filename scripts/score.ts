import { z } from 'zod';

/** A question with the gold strings of the lines that answer it; none where the notes do not hold an answer. */
export const Question = z.object({
  id: z.string(),
  kind: z.string(),
  question: z.string(),
  gold: z.array(z.string()),
});
export type Question = z.infer<typeof Question>;

/** What `ask --jsonl` says of it, as far as it is scored. */
export interface Scored {
  readonly answered: boolean;
  readonly answer: string;
  readonly passages: readonly { readonly headings: readonly string[]; readonly text: string }[];
}

/** Shares of the answerable questions: right passage first, among three, among five; right line quoted; refused. */
export interface Score {
  readonly questions: number;
  readonly hit1: number;
  readonly hit3: number;
  readonly hit5: number;
  readonly quoted: number;
  readonly refused: number;
}

const fold = (text: string) => text.replace(/\s+/g, ' ');

/** Place (0-based) of the first passage that holds a gold string in its text or headings; −1 when none does. */
function rankOf({ gold }: Question, { passages }: Scored): number {
  return passages.findIndex(({ headings, text }) => {
    const all = fold(`${headings.join(' ')} ${text}`);
    return gold.some((line) => all.includes(fold(line)));
  });
}

/** Scores answers, by question id. Of unanswerable questions only `refused` means something. */
export function score(questions: readonly Question[], answers: ReadonlyMap<string, Scored>): Score {
  const pairs = questions.flatMap((question) => {
    const answer = answers.get(question.id);
    return answer === undefined ? [] : [{ question, answer, rank: rankOf(question, answer) }];
  });
  const share = (test: (pair: (typeof pairs)[number]) => boolean) =>
    questions.length === 0 ? 0 : pairs.filter(test).length / questions.length;
  return {
    questions: questions.length,
    hit1: share(({ rank }) => rank === 0),
    hit3: share(({ rank }) => rank >= 0 && rank < 3),
    hit5: share(({ rank }) => rank >= 0 && rank < 5),
    quoted: share(
      ({ question, answer }) =>
        answer.answered && question.gold.some((line) => fold(answer.answer).includes(fold(line))),
    ),
    refused: share(({ answer }) => !answer.answered),
  };
}
