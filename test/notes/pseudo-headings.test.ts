import { describe, expect, test } from 'vitest';
import { parse, passageWith, paths, said } from './helpers.ts';

describe('bold lines as headings', () => {
  test('nest by their numbering under the real ones, and a new 1. closes the deeper ones', () => {
    const note = parse([
      '## 데이터베이스',
      '',
      '**1. 종류**',
      '**1) 관계형**',
      '**가. 표**',
      '',
      '- 행과 열',
      '',
      '**나 . 키**',
      '',
      '- 행을 가린다',
      '',
      '**2) 문서형**',
      '',
      '- 문서를 담는다',
      '',
      '**2. 운영 **',
      '',
      '- 백업을 뜬다',
      '',
      '## 끝',
      '- 정리',
    ]);
    expect(paths(note)).toEqual([
      '데이터베이스',
      '데이터베이스 > 1. 종류',
      '데이터베이스 > 1. 종류 > 1) 관계형',
      '데이터베이스 > 1. 종류 > 1) 관계형 > 가. 표',
      '데이터베이스 > 1. 종류 > 1) 관계형 > 나 . 키',
      '데이터베이스 > 1. 종류 > 2) 문서형',
      '데이터베이스 > 2. 운영',
      '끝',
    ]);
  });

  test('that slid into the paragraph of a list item above', () => {
    const note = parse([
      '**1. 읽기**',
      '',
      '- 복제본에서 읽는다',
      '  **2. 쓰기**',
      '- 원본에 쓴다',
      '',
      '- 기다린다',
      '  **3. 지우기**',
    ]);
    expect(paths(note)).toEqual(['1. 읽기', '2. 쓰기', '3. 지우기']);
    expect(said(note)).toEqual(['복제본에서 읽는다', '원본에 쓴다', '기다린다', '3. 지우기']);
    expect(passageWith(note, '원본에').headings).toEqual(['2. 쓰기']);
  });

  test('around an image in one paragraph', () => {
    const note = parse(['**1. 구조**', '![](a.png)', '**2. 분석**', '', '- 나눈다']);
    expect(note.passages.map(({ text, headings, lines }) => [text, headings[0], lines.length])).toEqual([
      ['![](a.png)', '1. 구조', 0],
      ['- 나눈다', '2. 분석', 1],
    ]);
  });

  test('without a number: alone, short, no sentence, outside lists, over a body', () => {
    expect(paths(parse(['# 위', '', '**요금**', '', '쓴 만큼 낸다']))).toEqual(['위', '위 > 요금']);
    for (const lines of [
      ['**쓴 만큼 낸다.**', '', '글'],
      ['- 항목', '', '  **요금**', '', '  글'],
      ['> **요금**', '', '글'],
      ['**요금**'],
      ['**요금**', '', '# 다음', '글'],
      ['**요금**은 쓴 만큼', '', '글'],
    ]) {
      expect(paths(parse(['# 위', '', ...lines]))).not.toContain('위 > 요금');
    }
  });
});

describe('numbered lines over bullets', () => {
  const note = parse([
    '## 복구',
    '1. 백업: 날마다 떠 둔다.',
    '2. 예비 서버',
    '- 꺼 둔 채 둔다',
    '3. 따뜻한 대기',
    '- 작게 켜 둔다',
    '',
    '4. 그 밖에도 길게 설명하는 방법이 여럿 있다.',
  ]);

  test('are headings below the others; one without bullets is a plain line beside them', () => {
    expect(paths(note)).toEqual(['복구', '복구 > 2. 예비 서버', '복구 > 3. 따뜻한 대기', '복구']);
    expect(passageWith(note, '백업').headings).toEqual(['복구']);
    expect(passageWith(note, '꺼 둔').headings).toEqual(['복구', '2. 예비 서버']);
    expect(passageWith(note, '그 밖에도').headings).toEqual(['복구']);
  });

  test('with children of their own are list parents', () => {
    const nested = parse(['## 복구', '1. 예비 서버', '   - 꺼 둔 채 둔다', '2. 대기', '   - 켜 둔다']);
    expect(paths(nested)).toEqual(['복구']);
    expect(said(nested)).toEqual(['예비 서버', '예비 서버 / 꺼 둔 채 둔다', '대기', '대기 / 켜 둔다']);
  });

  test('that are sentences are parents of the bullets, not headings', () => {
    const sentences = parse(['## 봇', '1. 음성을 글로 바꿔 준다.', '- 상담에 쓴다', '2. 전화를 받아 준다.']);
    expect(paths(sentences)).toEqual(['봇']);
    expect(said(sentences)).toEqual([
      '음성을 글로 바꿔 준다.',
      '음성을 글로 바꿔 준다. / 상담에 쓴다',
      '전화를 받아 준다.',
    ]);
  });

  test('lettered lines at the end of a paragraph over a list are headings too', () => {
    const note = parse(['**1. 구성**', '', '- 요소가 있다', '  가. 그룹', '', '- 서버를 묶는다']);
    expect(paths(note)).toEqual(['1. 구성', '1. 구성 > 가. 그룹']);
  });
});
