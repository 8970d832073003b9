import { describe, expect, test } from 'vitest';
import { lineWith, parse, passageWith, paths, said } from './helpers.ts';

describe('real headings', () => {
  test('nest, and each reaches down to the next of any level', () => {
    const note = parse([
      '# 네트워크',
      '',
      '## 스위치',
      '- 프레임을 나눠 보낸다',
      '### 포트',
      '- 물리 단자',
      '## 라우터',
      '- 길을 고른다',
    ]);
    expect(paths(note)).toEqual(['네트워크', '네트워크 > 스위치', '네트워크 > 스위치 > 포트', '네트워크 > 라우터']);
    expect(note.sections.map(({ startLine, endLine }) => [startLine, endLine])).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
      [7, 8],
    ]);
  });

  test('indented into a list item are sections, and the bullet above is no parent of what follows', () => {
    const note = parse([
      '## 저장소',
      '',
      '- 블록을 나눠 담는다',
      '  ',
      '  ### 객체 저장소',
      '  ',
      '  - 키로 찾는다',
      '- 값은 크다',
    ]);
    expect(paths(note)).toEqual(['저장소', '저장소 > 객체 저장소']);
    expect(lineWith(note, '키로 찾는다').parents).toEqual([]);
    expect(lineWith(note, '값은 크다').parents).toEqual([]);
    expect(passageWith(note, '키로 찾는다').context).toEqual([]);
    expect(passageWith(note, '값은 크다').headings).toEqual(['저장소', '객체 저장소']);
  });

  test('are plain: links, emphasis, images, tags, entities, closing marks and zero-width characters go', () => {
    const note = parse([
      '# [**큐**](https://a.example) &amp; `토픽` ##',
      '가',
      '## ![그림 이름](x.png) <sub>아래</sub>\u200b값',
      '나',
      '##   1.  여러   칸',
      '다',
    ]);
    expect(paths(note)).toEqual(['큐 & 토픽', '큐 & 토픽 > 그림 이름 아래값', '큐 & 토픽 > 1. 여러 칸']);
  });

  test('are seen through a zero-width or no-break space', () => {
    expect(paths(parse(['\u200b# 첫째', '가', '##\u00a0둘째', '나']))).toEqual(['첫째', '첫째 > 둘째']);
  });

  test('in a quotation or a code fence are body', () => {
    const note = parse(['# 셸', '> ## 인용한 제목', '', '```sh', '# 주석 줄', 'ls -al', '```']);
    expect(paths(note)).toEqual(['셸']);
    expect(said(note)).toEqual(['인용한 제목', '# 주석 줄 ls -al']);
  });

  test('that are empty close what is above and say nothing', () => {
    const note = parse(['# 가', '나', '##', '다', '# ']);
    expect(paths(note)).toEqual(['가', '가', '노트']);
    expect(note.passages.map(({ text }) => text)).toEqual(['나', '다']);
  });

  test('of the same name stay apart', () => {
    const note = parse(['# 복습', '## 요약', '같은 말', '## 요약', '같은 말', '## 요약', '다른 말']);
    expect(note.passages.map(({ startLine }) => startLine)).toEqual([3, 5, 7]);
    expect(new Set(note.passages.map(({ id }) => id)).size).toBe(3);
  });

  test('over nothing are kept as a passage, unless headings stand below them', () => {
    const note = parse(['# 위', '## 빈 제목', '## 다른 제목', '글']);
    expect(note.passages.map(({ text, headings }) => [text, headings])).toEqual([
      ['## 빈 제목', ['위', '빈 제목']],
      ['글', ['위', '다른 제목']],
    ]);
    expect(note.passages[0]?.lines).toEqual([{ startLine: 2, endLine: 2, text: '빈 제목', parents: [] }]);
  });
});

describe('a line over ---', () => {
  test('is a heading when short, and a paragraph over a rule when a sentence, long, or several lines', () => {
    expect(paths(parse(['캐시', '---', '빠르다']))).toEqual(['캐시']);
    for (const paragraph of [
      ['값을 가까이 둔다.'],
      ['값을 가까이 두고 오래 쓴다'],
      ['가', '나'],
      [`${'긴 이름 '.repeat(20)}`],
    ]) {
      const note = parse(['# 위', '', ...paragraph, '---', '다음']);
      expect(paths(note)).toEqual(['위']);
      expect(note.passages.map(({ text }) => text).join('\n')).toContain(paragraph[0]?.trim());
    }
  });

  test('is a rule under a list, whether indented or not', () => {
    expect(paths(parse(['- 날짜 : 2024.01.02', '---', '## 서버', '글']))).toEqual(['노트', '서버']);
    expect(paths(parse(['# 위', '- 항목', '  ---', '- 다음']))).toEqual(['위']);
  });
});

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

describe('what stands before the first heading', () => {
  test.each([
    ['서버/정리.md', ['글'], ['정리']],
    ['서버/README.md', ['글'], ['서버']],
    ['클라우드/SAA/EC2/readme.MD', ['글'], ['클라우드', 'SAA', 'EC2']],
    ['README.md', ['글'], ['README']],
    ['메모.txt', ['글'], ['메모']],
    ['a.md', ['---', 'title: "큐: 첫걸음"', 'tags: x', '---', '글'], ['큐: 첫걸음']],
  ])('%s is called by front matter, folder or file name', (file, lines, headings) => {
    const note = parse(lines, file);
    expect(note.passages.map((passage) => passage.headings)).toEqual([headings]);
    expect(note.passages[0]?.text).toBe('글');
  });

  test("a README's folders go before its own headings, unless the first says the same", () => {
    expect(paths(parse(['# 인스턴스', '## 종류', '글'], 'aws/EC2/README.md'))).toEqual([
      'aws > EC2 > 인스턴스',
      'aws > EC2 > 인스턴스 > 종류',
    ]);
    expect(paths(parse(['# ec2', '## 종류', '글'], 'aws/EC2/README.md'))).toEqual(['aws > ec2', 'aws > ec2 > 종류']);
    expect(paths(parse(['# 인스턴스', '글'], 'aws/EC2/종류.md'))).toEqual(['인스턴스']);
  });
});
