// Records for tests of stores: whole ones, of which a test says only what matters to it.
import type { QuizItem } from '../../src/domain.ts';
import type { Exchange } from '../../src/store/exchanges.ts';
import type { Attempt, ReviewCard } from '../../src/store/quiz-records.ts';
import type { Round } from '../../src/store/rounds.ts';

export const GUILD = '1573742572377997313';

/** An exchange, but for what a test says of it. */
export const exchange = (more: Partial<Exchange> = {}): Exchange => ({
  scope: GUILD,
  id: 'exchange-1',
  message: undefined,
  channel: '1573742572377997001',
  user: '1573742572377997002',
  question: '람다 제한 시간은?',
  query: '람다 제한 시간',
  answered: true,
  private: false,
  passages: [
    {
      file: '컴퓨팅/람다.md',
      headings: ['람다', '한도'],
      context: ['항목 | 값'],
      startLine: 3,
      endLine: 4,
      text: '| 시간 | 15분 |\n| 메모리 | 10 GB |',
    },
  ],
  generation: '20261121-abc',
  at: 1_700_000_000_000,
  ...more,
});

export const quizItem = (more: Partial<QuizItem> = {}): QuizItem => ({
  id: 'item-1',
  revision: 'r1',
  type: 'number',
  stem: '람다의 제한 시간은?',
  options: ['15분', '30분', '60분'],
  answer: '15분',
  accepted: ['15분', '900초'],
  explanation: '- 제한 시간은 길어야 15분',
  source: { file: '컴퓨팅/람다.md', headings: ['람다', '한도'], startLine: 3, endLine: 3 },
  topic: '람다',
  ...more,
});

export const attempt = (more: Partial<Attempt> = {}): Attempt => ({
  scope: GUILD,
  id: 'round-1.0.alice',
  user: 'alice',
  item: 'item-1',
  revision: 'r1',
  topic: '람다',
  type: 'number',
  right: true,
  hinted: false,
  source: quizItem().source,
  round: undefined,
  due: undefined,
  at: 1_700_000_000_000,
  ...more,
});

export const card = (more: Partial<ReviewCard> = {}): ReviewCard => ({
  scope: GUILD,
  user: 'alice',
  item: quizItem(),
  due: 1_700_000_000_000,
  state: '{"reps":1}',
  ...more,
});

export const round = (more: Partial<Round> = {}): Round => ({
  scope: GUILD,
  id: 'round-0001',
  kind: 'channel',
  channel: '1573742572377997001',
  starter: 'alice',
  items: [quizItem(), quizItem({ id: 'item-2', type: 'order', answer: ['가', '나'], accepted: [] })],
  limitMs: 30_000,
  question: 0,
  phase: 'asking',
  deadline: 1_700_000_030_000,
  message: undefined,
  answers: [],
  hints: [],
  startedAt: 1_700_000_000_000,
  endedAt: undefined,
  ...more,
});
