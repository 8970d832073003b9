// What Seogi says about statistics and the leaderboard, on Discord, in the picture and on the terminal; a part of texts.ts.

const percent = (right: number, all: number): number => Math.round((100 * right) / all);

/** Words for statistics, in Korean. */
export const statsTexts = {
  name: 'stats',
  localName: '통계',
  description: '내 학습을 그림으로 보여 드려요',
  show: { name: 'show', localName: '공개', description: '채널의 모두에게 보일까요? 적지 않으면 나만 봐요' },
  title: '내 학습 통계',
  empty: '아직 푼 문제가 없어요. `/퀴즈 시작`으로 풀어 보세요.',
  answers: (right: number, all: number) =>
    `지금까지 ${all}문제를 풀어 ${right}문제를 맞혔어요 (${percent(right, all)}%).`,
  streak: (days: number) => `${days}일째 이어서 공부하고 있어요.`,
  noStreak: '어제와 오늘은 쉬었어요.',
  retention: (right: number, all: number) =>
    `최근 30일 동안 제때 복습한 ${all}번 가운데 ${right}번을 기억했어요 (${percent(right, all)}%).`,
  noRetention: '최근 30일 동안 제때 한 복습이 아직 없어요.',
  topics: (list: string) => `주제별 정답률: ${list}.`,
  topic: (name: string, right: number, all: number) => `${name} ${percent(right, all)}% (${right}/${all})`,
  others: (count: number) => `그 밖의 주제 ${count}개`,
  forecast: (list: string) => `앞으로 14일 동안 복습할 문제: ${list}.`,
  noForecast: '앞으로 14일 동안 복습할 문제가 없어요.',
  today: '오늘',
  day: (month: number, day: number) => `${month}월 ${day}일`,
  count: (count: number) => `${count}개`,
  picture: {
    answered: '푼 문제',
    accuracy: '정답률',
    streak: '이어서 공부',
    days: (days: number) => `${days}일`,
    retention: '복습 기억률',
    none: '–',
    topics: '주제별 정답률',
    forecast: '앞으로 14일 복습',
    share: (right: number, all: number) => `${percent(right, all)}%`,
    fraction: (right: number, all: number) => `${right}/${all}`,
    date: (year: number, month: number, day: number) => `${year}년 ${month}월 ${day}일`,
    noForecast: '복습할 문제가 없어요',
  },
} as const;

/** Words for the leaderboard, in Korean. */
export const leaderboardTexts = {
  name: 'leaderboard',
  localName: '순위',
  description: '이 서버에서 누가 꾸준히 공부하는지 봐요',
  period: { name: 'period', localName: '기간', description: '언제부터 셀까요? 적지 않으면 이번 주예요' },
  periods: { week: '이번 주', all: '전체' },
  join: { name: 'join', localName: '참여', description: '순위에 내 이름이 나올까요? 언제든 바꿀 수 있어요' },
  title: (period: string) => `**학습 순위 · ${period}**`,
  rule: '제때 한 복습을 맞히면 2점, 처음 만난 문제를 맞히면 1점이고, 같은 문제를 거듭 풀어도 점수는 더 오르지 않아요.',
  line: (place: number, name: string, points: number) =>
    `${['🥇', '🥈', '🥉'][place - 1] ?? `${place}.`} ${name} ${points}점`,
  nobody: '아직 점수가 있는 사람이 없어요. `/퀴즈 시작`으로 첫 점수를 얻어 보세요.',
  joined: '이제 순위에 이름이 나와요.',
  left: '이제 순위에 이름이 나오지 않아요. 기록은 그대로 있고, 다시 참여하면 이어져요.',
  onlyInServers: '순위는 서버에서만 볼 수 있어요.',
} as const;
