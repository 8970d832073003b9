// What Seogi says about reviews and their reminder on Discord; a part of texts.ts.

/** Words for reviews, in Korean. */
export const reviewTexts = {
  name: 'review',
  localName: '복습',
  description: '틀린 문제를 잊을 만할 때 다시 풀어요',
  start: {
    name: 'start',
    localName: '시작',
    description: '지금 복습할 문제를 풀어요',
    count: { name: 'count', localName: '문항수', description: '몇 문제까지 풀까요? 적지 않으면 10문제예요' },
  },
  due: { name: 'due', localName: '현황', description: '복습할 문제가 언제 얼마나 있는지 봐요' },
  remind: {
    name: 'remind',
    localName: '알림',
    description: '복습할 문제가 있는 날 개인 메시지로 하루 한 번 알려 드려요',
    state: { name: 'state', localName: '상태', description: '알림을 켤까요, 끌까요?' },
    states: { on: '켜기', off: '끄기' },
    hour: { name: 'hour', localName: '시각', description: '몇 시에 알려 드릴까요? 적지 않으면 9시예요' },
    on: (hour: number) => `복습할 문제가 있는 날 ${hour}시에 개인 메시지로 알려 드릴게요.`,
    off: '이제 복습을 알리지 않을게요.',
    wasOff: '켜 둔 복습 알림이 없어요.',
  },
  title: (number: number, count: number, topic: string) => `복습 ${number}/${count} · ${topic}`,
  enrolled: '틀린 문제는 다음 날부터 `/복습 시작`에 나와요.',
  news: {
    changed: '📝 전에 풀었을 때와 노트가 바뀌었어요.',
    gone: '🗒️ 지금은 노트에 없는 내용이에요. 전에 있던 대로 물어볼게요.',
  },
  overview: {
    due: (count: number) => `지금 복습할 문제가 **${count}개** 있어요. \`/복습 시작\`으로 풀어 보세요.`,
    none: '지금 복습할 문제가 없어요.',
    next: (day: string, count: number) => `다음 복습은 ${day}에 ${count}문제예요.`,
    cards: (count: number) => `복습 목록에 문제 ${count}개가 들어 있어요.`,
    empty: '틀린 문제가 생기면 다음 날부터 복습에 나와요. `/퀴즈 시작`으로 문제를 풀어 보세요.',
  },
  reminder: {
    due: (count: number) => `📚 오늘 복습할 문제가 ${count}개 있어요.`,
    place: (name: string, count: number) => `- ${name}: ${count}개`,
    here: '이 대화',
    how: '그곳에서 `/복습 시작`을 쓰면 돼요. 알림은 `/복습 알림`으로 끌 수 있어요.',
  },
  log: { unreachable: '개인 메시지를 받지 않는 사람의 복습 알림을 껐어요.' },
} as const;
