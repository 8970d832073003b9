import { describe, expect, it } from 'vitest';
import { indexKeywords } from '../../src/search/keywords.ts';
import { readQuery } from '../../src/search/query.ts';
import { openAliases } from '../../src/text/aliases.ts';
import { terms } from '../../src/text/korean.ts';

const index = indexKeywords([
  'lambda 함수 실행 시간 한도',
  's3 버킷 버전 관리 암호화',
  'glacier 보관 요금',
  'elastic ip 고정 주소',
]);
const aliases = openAliases(index.words(), (name) => index.holds(terms(name)), [['Elastic IP', 'EIP'], ['Terraform']]);
const read = (question: string) => readQuery(question, aliases, index.rarity);
/** The first way to say each word, as it stands in the question. */
const said = (question: string) => read(question).groups.map(({ options }) => options[0]?.terms.join(' '));

describe('a question', () => {
  it('is read without the words that only ask', () => {
    expect(said('버킷 암호화는 어떻게 해?')).toEqual(['버킷', '암호 호화']);
    expect(said('혹시 버전 관리 좀 알려줘')).toEqual(['버전', '관리']);
    expect(said('what is the lambda')).toEqual(['lambda']);
    expect(said('뭐야?')).toEqual([]);
    expect(said('')).toEqual([]);
  });

  it('tells words that the notes have from those of which they have a syllable pair or none', () => {
    expect(read('버킷 암호화').known).toBe(1);
    // Of 암호문학 they have one pair of three.
    expect(read('암호문학').known).toBeCloseTo(1 / 3);
    expect(read('김치').known).toBe(0);
    expect(read('').known).toBe(0);
  });

  it('is in English where it is a sentence without Hangul', () => {
    expect(read('how long may it run')).toMatchObject({ english: true, known: 1 });
    expect(read('lambda 시간')).toMatchObject({ english: false });
    expect(read('s3 glacier')).toMatchObject({ english: false });
  });

  it('gives a name with its other spellings, as sure as they are', () => {
    const [name] = read('람다 시간은?').groups;
    expect(name?.isName).toBe(true);
    expect(name?.options.map(({ terms }) => terms)).toEqual([['람다'], ['lambda']]);
    const [whole] = read('EIP 주소는?').groups;
    expect(whole?.options.map(({ terms }) => terms)).toEqual([['eip'], ['elastic', 'ip']]);
    const [typo] = read('lamda 시간은?').groups;
    expect(typo?.options[1]?.sure).toBeLessThan(1);
  });

  it('knows which names the notes have, and which they lack', () => {
    expect(read('글레이셔 요금은?')).toMatchObject({ named: ['글레이셔'], unknown: [] });
    expect(read('s3 버킷')).toMatchObject({ named: ['s3'], unknown: [] });
    expect(read('terraform 버킷')).toMatchObject({ named: [], unknown: ['terraform'] });
    expect(read('버킷 암호화')).toMatchObject({ named: [], unknown: [] });
  });

  it('takes no word that only asks or compares for an unknown name', () => {
    expect(read('S3 vs Glacier 비교').unknown).toEqual([]);
    expect(read('what is 람다').unknown).toEqual([]);
  });

  it('finds a Hangul word strange that may be a name the notes lack, but no verb and no known word', () => {
    expect(read('쿠버네티스는?').strange).toEqual(['쿠버네티스']);
    expect(read('버킷을 만들려면?').strange).toEqual([]);
    expect(read('암호화는?').strange).toEqual([]);
    expect(read('글레이셔는?').strange).toEqual([]);
  });

  it.each([
    ['람다가 뭐야?', '람다'],
    ['버전 관리란?', '버전 관리'],
    ['버킷이 뭔가요', '버킷'],
    ['람다 설명해줘', '람다'],
    ['What is a bucket?', 'bucket'],
  ])('that asks what something is names it: %s', (question, subject) => {
    expect(read(question).defines).toBe(subject);
  });

  it.each(['람다 실행 시간은 몇 분?', '버킷을 어떻게 지워?', ''])('of another kind defines nothing: %j', (question) => {
    expect(read(question).defines).toBeUndefined();
  });

  it.each([
    ['S3와 Glacier의 차이는?', ['s3', 'glacier']],
    ['S3랑 글레이셔 비교해줘', ['s3', '글레이셔']],
    ['S3 vs Glacier 차이', ['s3', 'glacier']],
    ['버킷과 함수는 뭐가 달라?', ['버킷', '함수']],
  ])('that compares has two sides: %s', (question, sides) => {
    expect(read(question).compares).toEqual(sides);
  });

  it('that sets nothing against anything has no sides', () => {
    expect(read('S3와 Glacier를 같이 쓰려면?').compares).toEqual([]);
    expect(read('버킷 요금의 차이는?').compares).toEqual([]);
  });

  it('that wants a quantity says so', () => {
    expect(read('람다 실행 시간은 몇 분이야?').quantities).not.toEqual([]);
    expect(read('람다가 뭐야?').quantities).toEqual([]);
  });
});
