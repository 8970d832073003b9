import { describe, expect, it } from 'vitest';
import { states, wantedQuantities } from '../../src/search/quantity.ts';

const answers = (question: string, text: string) => states(wantedQuantities(question), text);

describe('quantities', () => {
  it.each([
    ['요금은 얼마야?', '한 시간에 $0.10이다', '시간마다 낸다'],
    ['how much is it?', '0.2 USD', 'by request'],
    ['항목 크기는?', '400KB까지 넣는다', '작을수록 좋다'],
    ['몇 기가까지 돼?', '10 GB', '꽤 크다'],
    ['실행은 몇 분까지야?', '길어야 15분', '오래 돌지 못한다'],
    ['며칠 동안 보관해?', '14일', '한동안 보관한다'],
    ['내구성은 몇 퍼센트야?', '99.99%', '아주 높다'],
    ['몇 개까지 만들 수 있어?', '계정마다 5개', '계정마다 다르다'],
    ['버킷 개수 제한은?', '제한 없음', '요청하면 는다'],
  ])('wanted by %s are stated by %s, not by %s', (question, stating, other) => {
    expect(answers(question, stating)).toBe(true);
    expect(answers(question, other)).toBe(false);
  });

  it('of another kind do not do', () => {
    expect(answers('요금은 얼마야?', '15분')).toBe(false);
    expect(answers('메시지 최대 크기는?', '최대 10개')).toBe(false);
    expect(answers('시간당 몇 달러야?', '12시간')).toBe(false);
    expect(answers('몇 분까지 돼?', '400KB')).toBe(false);
  });

  it.each(['람다가 뭐야?', '왜 암호화를 해?', '버킷을 지우려면?', 'what is a bucket?', ''])(
    'are not wanted by %j',
    (question) => {
      expect(wantedQuantities(question)).toEqual([]);
      expect(answers(question, '15분, 400KB, $1, 99%, 5개')).toBe(false);
    },
  );
});
