// Rows as they stand in the database, parsed to what the ports speak of.
import { z } from 'zod';
import type { QuizItem } from '../domain.ts';
import type { Exchange } from '../store/exchanges.ts';
import type { Attempt, ReviewCard } from '../store/quiz-records.ts';
import type { Round } from '../store/rounds.ts';

export const Passages = z.array(
  z.object({
    scope: z.string().optional(),
    file: z.string(),
    headings: z.array(z.string()),
    context: z.array(z.string()),
    startLine: z.number().int(),
    endLine: z.number().int(),
    text: z.string(),
  }),
);

export const ExchangeRow = z
  .object({
    scope: z.string(),
    id: z.string(),
    message: z.string().nullable(),
    channel: z.string(),
    user: z.string(),
    question: z.string(),
    query: z.string(),
    answered: z.number(),
    private: z.number(),
    passages: z.string(),
    generation: z.string(),
    at: z.number(),
  })
  .transform(
    (row): Exchange => ({
      ...row,
      message: row.message ?? undefined,
      answered: row.answered === 1,
      private: row.private === 1,
      passages: Passages.parse(JSON.parse(row.passages)),
    }),
  );

export const FeedbackRow = z.object({
  scope: z.string(),
  exchange: z.string(),
  user: z.string(),
  verdict: z.enum(['good', 'bad']),
  at: z.number(),
});

const Type = z.enum(['term', 'definition', 'cloze', 'number', 'ox', 'belongs', 'order', 'typed']);
const Source = z.object({
  scope: z.string().optional(),
  file: z.string(),
  headings: z.array(z.string()),
  startLine: z.number().int(),
  endLine: z.number().int(),
});
const Given = z.union([z.string(), z.array(z.string())]);
const Item: z.ZodType<QuizItem> = z.object({
  id: z.string(),
  revision: z.string(),
  type: Type,
  stem: z.string(),
  options: z.array(z.string()),
  answer: Given,
  accepted: z.array(z.string()),
  rejected: z.array(z.string()).exactOptional(),
  explanation: z.string(),
  source: Source,
  topic: z.string(),
});

export const AttemptRow = z
  .object({
    scope: z.string(),
    id: z.string(),
    user: z.string(),
    item: z.string(),
    revision: z.string(),
    topic: z.string(),
    type: Type,
    right: z.number(),
    hinted: z.number(),
    source: z.string(),
    round: z.string().nullable(),
    due: z.number().nullable(),
    at: z.number(),
  })
  .transform(
    (row): Attempt => ({
      ...row,
      right: row.right === 1,
      hinted: row.hinted === 1,
      source: Source.parse(JSON.parse(row.source)),
      round: row.round ?? undefined,
      due: row.due ?? undefined,
    }),
  );

export const CardRow = z
  .object({ scope: z.string(), user: z.string(), snapshot: z.string(), due: z.number(), state: z.string() })
  .transform(({ snapshot, ...row }): ReviewCard => ({ ...row, item: Item.parse(JSON.parse(snapshot)) }));

const RoundState = z
  .object({
    scope: z.string(),
    id: z.string(),
    kind: z.enum(['solo', 'channel', 'daily']),
    channel: z.string(),
    starter: z.string(),
    items: z.array(Item),
    review: z.array(z.enum(['same', 'changed', 'gone'])).exactOptional(),
    limitMs: z.number(),
    question: z.number().int(),
    phase: z.enum(['asking', 'shown', 'over']),
    deadline: z.number(),
    message: z.string().nullable(),
    answers: z.array(
      z.object({
        user: z.string(),
        question: z.number().int(),
        given: Given,
        right: z.boolean(),
        hinted: z.boolean(),
        at: z.number(),
      }),
    ),
    hints: z.array(z.object({ user: z.string(), question: z.number().int() })),
    startedAt: z.number(),
    endedAt: z.number().nullable(),
  })
  .transform(
    (state): Round => ({ ...state, message: state.message ?? undefined, endedAt: state.endedAt ?? undefined }),
  );

export const RoundRow = z
  .object({ state: z.string() })
  .transform(({ state }): Round => RoundState.parse(JSON.parse(state)));

/** A round as `RoundRow` reads it. */
export const roundState = (round: Round): string =>
  JSON.stringify({ ...round, message: round.message ?? null, endedAt: round.endedAt ?? null });

export const RetiredRow = z.object({ scope: z.string(), item: z.string(), by: z.string(), at: z.number() });

export const UserSettingRow = z.object({ scope: z.string(), user: z.string(), key: z.string(), value: z.string() });
