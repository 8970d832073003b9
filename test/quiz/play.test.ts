import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QuizItem } from '../../src/domain.ts';
import { chooseItems } from '../../src/quiz/choose.ts';
import { difficultyOf } from '../../src/quiz/difficulty.ts';
import { hint } from '../../src/quiz/hint.ts';
import { matchTopics, topics } from '../../src/quiz/topics.ts';
import { itemsOf, PROTOCOLS } from './helpers.ts';

const items = itemsOf(PROTOCOLS);
const item = (more: Partial<QuizItem>): QuizItem => ({
  id: 'a',
  revision: 'b',
  type: 'term',
  stem: '',
  options: [],
  answer: '',
  accepted: [],
  explanation: '',
  source: { file: '', headings: [], startLine: 1, endLine: 1 },
  topic: '',
  ...more,
});

describe('choosing items', () => {
  it('draws different ones, as many as there are, the same for the same seed', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(), (count, seed) => {
        const chosen = chooseItems(items, { count, seed });
        expect(chosen).toHaveLength(Math.min(count, items.length));
        expect(new Set(chosen.map(({ id }) => id)).size).toBe(chosen.length);
        expect(chooseItems(items, { count, seed })).toEqual(chosen);
      }),
    );
  });

  it('spreads over types', () => {
    for (let seed = 0; seed < 10; seed++) {
      const types = chooseItems(items, { count: 6, seed }).map(({ type }) => type);
      expect(new Set(types).size).toBeGreaterThanOrEqual(5);
    }
  });

  it('keeps to a topic or heading, types and difficulty', () => {
    const all = { count: 100, seed: 1 };
    const mail = chooseItems(items, { ...all, topic: '메일' });
    expect(mail.length).toBeGreaterThan(3);
    for (const { source } of mail) expect(source.headings).toContain('메일');
    for (const { type } of chooseItems(items, { ...all, types: ['ox', 'order'] }))
      expect(['ox', 'order']).toContain(type);
    const hard = chooseItems(items, { ...all, difficulty: 'hard' });
    expect(hard.length).toBeGreaterThan(0);
    for (const one of hard) expect(difficultyOf(one)).toBe('hard');
    expect(chooseItems(items, { ...all, topic: '없는 주제' })).toEqual([]);
  });
});

describe('a hint', () => {
  it('gives the first sounds of what is to be typed', () => {
    expect(hint(item({ type: 'typed', answer: '삭제 마커' }))).toEqual({ kind: 'letters', text: 'ㅅㅈ ㅁㅋ' });
    expect(hint(item({ type: 'typed', answer: 'Step Functions' }))).toEqual({ kind: 'letters', text: 'S… F…' });
  });

  it('takes one wrong option away, where that does not tell', () => {
    const options = ['가', '나', '다', '라'];
    const help = hint(item({ answer: '다', options }));
    expect(help?.kind === 'without' && help.option !== '다' && options.includes(help.option)).toBe(true);
    expect(hint(item({ answer: '다', options: ['라', '다', '나', '가'] }))).toEqual(help);
    expect(hint(item({ type: 'ox', answer: 'O', options: ['O', 'X'] }))).toBeUndefined();
  });

  it('gives the first of several steps', () => {
    expect(hint(item({ type: 'order', answer: ['연다', '닫는다'], options: ['닫는다', '연다'] }))).toEqual({
      kind: 'first',
      step: '연다',
    });
  });
});

describe('topics', () => {
  const some = ['람다', 'Lambda', 'Lambda', '스토리지 클래스'].map((topic) => item({ topic }));

  it('are counted, the largest first', () => {
    expect(topics(some)).toEqual([
      { name: 'Lambda', count: 2 },
      { name: '람다', count: 1 },
      { name: '스토리지 클래스', count: 1 },
    ]);
  });

  it('are found by a part of the name, by first sounds, and by how they are read', () => {
    const names = (typed: string, readings?: (name: string) => readonly string[]) =>
      matchTopics(topics(some), typed, { readings }).map(({ name }) => name);
    expect(names('')).toHaveLength(3);
    expect(names('lam')).toEqual(['Lambda']);
    expect(names('클래스')).toEqual(['스토리지 클래스']);
    expect(names('ㄹㄷ')).toEqual(['람다']);
    expect(names('ㅅㅌㄹㅈ ㅋ')).toEqual(['스토리지 클래스']);
    expect(names('ㄹㄷ', (name) => (name === 'Lambda' ? ['람다'] : []))).toEqual(['Lambda', '람다']);
    expect(names('없다')).toEqual([]);
  });
});
