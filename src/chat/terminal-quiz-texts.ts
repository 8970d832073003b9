import { currentItem } from '../quiz/round-rules.ts';
import type { Round } from '../store/rounds.ts';

/** What a quiz says on the terminal, in Korean. */
export const words = {
  help: '/quiz: 문제 풀기',
  reviewHelp: '/review: 복습하기',
  statsHelp: '/stats: 통계 보기',
  noReview: '복습할 문제가 없어요. 틀린 문제가 생기면 다음 날부터 복습에 나와요.',
  nextReview: (day: string, count: number) => `지금 복습할 문제가 없어요. 다음 복습은 ${day}에 ${count}문제예요.`,
  noStats: '아직 푼 문제가 없어요. /quiz로 풀어 보세요.',
  making: '문제를 만들고 있어요…',
  none: '그런 문제를 낼 만한 노트를 찾지 못했어요.',
  resumed: '하던 퀴즈를 이어서 해요.',
  title: (round: Round) =>
    `\n${round.review === undefined ? '문제' : '복습'} ${round.question + 1}/${round.items.length} · ${currentItem(round).topic}`,
  how: {
    choice: '번호를 적어 주세요. (힌트, 그만, 모르면 Enter)',
    order: '번호를 차례대로 적어 주세요. 예: 2 1 3 (힌트, 그만, 모르면 Enter)',
    typed: '답을 적어 주세요. (힌트, 그만, 모르면 Enter)',
  },
  badNumber: (most: number) => `1부터 ${most}까지의 번호로 적어 주세요.`,
  prompt: '답> ',
  hint: {
    letters: (text: string) => `첫 글자는 이래요: ${text}`,
    without: (option: string) => `답이 아닌 것 하나: ${option}`,
    first: (step: string) => `맨 처음은 이거예요: ${step}`,
    none: '이 문제에는 드릴 힌트가 없어요.',
  },
  right: '맞았어요!',
  wrong: '아쉬워요.',
  answer: (text: string) => `정답: ${text}`,
  next: 'Enter: 다음, 왜: 원문 보기, 이상: 이제 내지 않기, 그만> ',
  retired: '이제 이 문제를 내지 않을게요.',
  score: (right: number, all: number) => `\n결과: ${right} / ${all}`,
  review: '다시 볼 것',
  news: {
    changed: '(전에 풀었을 때와 노트가 바뀌었어요.)',
    gone: '(지금은 노트에 없는 내용이에요. 전에 있던 대로 물어볼게요.)',
  },
} as const;

/** A line about what became of the source of a review's question, where something did. */
export function newsOf({ review, question }: Round): string[] {
  const news = review?.[question] ?? 'same';
  return news === 'same' ? [] : [words.news[news]];
}
