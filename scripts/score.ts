import { z } from 'zod';

/** A question with the gold strings of the lines that answer it; none where the notes do not hold an answer. */
export const Question = z.object({
  id: z.string(),
  kind: z.string(),
  question: z.string(),
  /** The question asked before it in the same conversation. */
  previous: z.string().optional(),
  gold: z.array(z.string()),
});
export type Question = z.infer<typeof Question>;

/** A passage as far as it is scored. */
interface Found {
  readonly headings: readonly string[];
  readonly text: string;
}

/** What `ask --jsonl` says of it, as far as it is scored. */
export interface Scored {
  readonly answered: boolean;
  readonly answer: string;
  readonly passages: readonly Found[];
}

/** Shares of the questions: right passage first, among three, among five; right line quoted; refused. */
export interface Score {
  readonly questions: number;
  readonly hit1: number;
  readonly hit3: number;
  readonly hit5: number;
  /** Mean of 1 / the right passage's place; 0 where none is right. */
  readonly mrr: number;
  readonly quoted: number;
  readonly refused: number;
}

const fold = (text: string) => text.replace(/\s+/g, ' ');
/** Without white space and Markdown's signs, so that a quote may be laid out otherwise than the gold string. */
const bare = (text: string) => text.normalize('NFC').replace(/[\s*_`>#|~-]+/g, '');

/** Place (0-based) of the first passage that holds a gold string in its text or headings; −1 when none does. */
export function rankOf(gold: readonly string[], passages: readonly Found[]): number {
  return passages.findIndex(({ headings, text }) => {
    const all = fold(`${headings.join(' ')} ${text}`);
    return gold.some((line) => all.includes(fold(line)));
  });
}

/** Whether a quote holds one of the gold strings. */
export const holdsGold = (quote: string, gold: readonly string[]) =>
  gold.some((line) => bare(quote).includes(bare(line)));

/** Scores answers, by question id. Of unanswerable questions only `refused` means something. */
export function score(questions: readonly Question[], answers: ReadonlyMap<string, Scored>): Score {
  const pairs = questions.flatMap(({ id, gold }) => {
    const answer = answers.get(id);
    return answer === undefined ? [] : [{ gold, answer, rank: rankOf(gold, answer.passages) }];
  });
  const mean = (value: (pair: (typeof pairs)[number]) => number | boolean) =>
    questions.length === 0 ? 0 : pairs.reduce((sum, pair) => sum + Number(value(pair)), 0) / questions.length;
  return {
    questions: questions.length,
    hit1: mean(({ rank }) => rank === 0),
    hit3: mean(({ rank }) => rank >= 0 && rank < 3),
    hit5: mean(({ rank }) => rank >= 0 && rank < 5),
    mrr: mean(({ rank }) => (rank < 0 ? 0 : 1 / (rank + 1))),
    quoted: mean(({ gold, answer }) => answer.answered && holdsGold(answer.answer, gold)),
    refused: mean(({ answer }) => !answer.answered),
  };
}
