import type { Round } from '../store/rounds.ts';

/** How somebody did in a round. */
export interface Score {
  readonly user: string;
  readonly right: number;
  readonly hinted: number;
  /** Questions that were asked. */
  readonly all: number;
  /** From 1; the same for the same number of right answers. */
  readonly place: number;
}

/** How many questions of a round were asked: those after the current one were not. */
const askedCount = ({ question }: Pick<Round, 'question'>): number => question + 1;

/** Everybody who answered, and whoever began a solo quiz; the best first. */
export function scoresOf(round: Round): Score[] {
  const users = new Set([...(round.kind === 'solo' ? [round.starter] : []), ...round.answers.map(({ user }) => user)]);
  const scores = [...users].map((user) => {
    const own = round.answers.filter((answer) => answer.user === user);
    const right = own.filter((answer) => answer.right).length;
    return { user, right, hinted: own.filter((answer) => answer.hinted).length, all: askedCount(round) };
  });
  return scores
    .map((score) => ({ ...score, place: 1 + scores.filter(({ right }) => right > score.right).length }))
    .sort((x, y) => x.place - y.place);
}

/** Numbers of the questions asked that somebody got wrong or nobody got right, in order. */
export function missedQuestions(round: Round): number[] {
  return Array.from({ length: askedCount(round) }, (_, question) => question).filter((question) => {
    const answers = round.answers.filter((answer) => answer.question === question);
    return answers.length === 0 || answers.some(({ right }) => !right);
  });
}
