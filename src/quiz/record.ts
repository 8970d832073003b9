import type { Attempt, QuizRecords } from '../store/quiz-records.ts';
import type { Round, RoundAnswer } from '../store/rounds.ts';

/** Answers of a round as attempts, each with when its review was due. */
export function attemptsOf(
  store: Pick<QuizRecords, 'card'>,
  { scope, id, items }: Round,
  answers: readonly RoundAnswer[],
): Promise<Attempt[]> {
  const attempts = answers.flatMap((answer) => {
    const item = items[answer.question];
    return item === undefined ? [] : [{ answer, item }];
  });
  return Promise.all(
    attempts.map(async ({ answer: { user, question, right, hinted, at }, item }) => ({
      scope,
      id: `${id}.${question}.${user}`,
      user,
      item: item.id,
      revision: item.revision,
      topic: item.topic,
      type: item.type,
      right,
      hinted,
      source: item.source,
      round: id,
      due: (await store.card(scope, user, item.id))?.due,
      at,
    })),
  );
}
