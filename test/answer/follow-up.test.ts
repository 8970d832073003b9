import { describe, expect, it } from 'vitest';
import { followUpReading, leansOn } from '../../src/answer/follow-up.ts';
import { indexKeywords } from '../../src/search/keywords.ts';
import { readQuery } from '../../src/search/query.ts';
import { openAliases } from '../../src/text/aliases.ts';
import { terms } from '../../src/text/korean.ts';
import { passage, rankedHit, signals } from '../support/found.ts';

const keywords = [
  indexKeywords([
    'AWS Lambda 한도 최대 실행 시간 15분 최대 메모리 배포 패키지 크기',
    'Amazon S3 버전 관리 보안 암호화 어디에 보낼 수 있어 최대 크기',
    'Amazon DynamoDB 항목 캐시는 무엇을 쓰나',
  ]),
];

/** A hit below a heading whose best line is so near. */
const hit = (heading: string, line: number) =>
  rankedHit({ passage: passage({ headings: ['노트', heading] }), signals: signals({ line }) });
const queries = (question: string) =>
  keywords.map((index) =>
    readQuery(
      question,
      openAliases(index.words(), (name) => index.holds(terms(name)), []),
      index.rarity,
    ),
  );
const read = (question: string, previous = '람다 최대 실행 시간은?') =>
  followUpReading(question, previous, hit('AWS Lambda', 0.8), queries);

describe('follow-ups', () => {
  it('take the section that answered before for their subject', () => {
    expect(read('그럼 최대 메모리는?')).toEqual({ query: 'AWS Lambda 최대 메모리는?', sure: true });
    expect(read('배포 패키지 크기는?')).toEqual({ query: 'AWS Lambda 배포 패키지 크기는?', sure: false });
  });

  it('take the subject that was just asked for, where the question before only named it', () => {
    expect(read('암호화는?', 'S3 버전 관리가 뭐야?')?.query).toBe('S3 버전 관리 암호화는?');
    expect(followUpReading('암호화는?', '암호화', undefined, queries)?.query).toBe('암호화 암호화는?');
  });

  it('are none where the question names its subject, in whatever spelling', () => {
    expect(read('S3 최대 크기는?')).toBeUndefined();
    expect(read('lamda 최대 크기는?', 'S3 보안은?')).toBeUndefined();
    expect(read('다이나모디비 최대 크기')).toBeUndefined();
  });

  it('ask the same of another subject, where they name one and lean on the question before', () => {
    expect(read('그럼 S3는 최대 크기가?')).toEqual({ query: '람다 최대 실행 시간은? S3는 최대 크기가?', sure: true });
  });

  it('are none where the question is long enough to speak for itself', () => {
    expect(read('배포 패키지 크기는 최대 실행 시간 최대 메모리 보안 암호화')).toBeUndefined();
  });

  it('are none in small talk', () => {
    for (const words of ['고마워!', '안녕', 'ㅋㅋㅋ', '굿굿']) expect(read(words)).toBeUndefined();
  });

  it('that are not sure are believed when the notes answer clearly better with the subject', () => {
    expect(leansOn(hit('', 0.8), hit('', 0.75))).toBe(true);
    expect(leansOn(hit('', 0.8), hit('', 0.78))).toBe(false);
    expect(leansOn(undefined, hit('', 0.5))).toBe(false);
  });
});
