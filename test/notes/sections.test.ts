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
