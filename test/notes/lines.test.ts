import { describe, expect, test } from 'vitest';
import { linesOf, lineWith, parse, said } from './helpers.ts';

describe('lists', () => {
  test('bullets carry all their parents, five deep', () => {
    const note = parse([
      '# 캐시',
      '- 고급',
      '  - 가속기',
      '    - 기본',
      '      - 수명',
      '        - 보통 5분',
      '- 요금',
    ]);
    expect(lineWith(note, '보통 5분').parents).toEqual(['고급', '가속기', '기본', '수명']);
    expect(lineWith(note, '요금').parents).toEqual([]);
  });

  test('a label with its text on the next line is one line', () => {
    const note = parse(['* **수명**', '  값을 지우는 때', '* **크기**', '  * 최대 1GB']);
    expect(linesOf(note)).toEqual([
      { startLine: 1, endLine: 2, text: '수명 값을 지우는 때', parents: [] },
      { startLine: 3, endLine: 3, text: '크기', parents: [] },
      { startLine: 4, endLine: 4, text: '최대 1GB', parents: ['크기'] },
    ]);
  });

  test('a childless bullet right before a numbered list names it, up to the next such bullet', () => {
    const note = parse(['- 장점', '1. 빠르다', '\t- 가까이 있어서', '2. 싸다', '- 단점', '1. 비어 있을 수 있다']);
    expect(said(note)).toEqual([
      '장점',
      '장점 / 빠르다',
      '장점 / 빠르다 / 가까이 있어서',
      '장점 / 싸다',
      '단점',
      '단점 / 비어 있을 수 있다',
    ]);
  });

  test('a numbered list apart from the bullets above is its own', () => {
    expect(lineWith(parse(['- 끝난 이야기', '', '1. 새 이야기']), '새 이야기').parents).toEqual([]);
  });

  test('an item indented further than its sibling hangs under it, as it looks', () => {
    expect(said(parse(['-  복제', '  - 세 벌을 둔다', '- 요금']))).toEqual(['복제', '복제 / 세 벌을 둔다', '요금']);
  });

  test('a question is parent of the answer quoted under it, indented or not', () => {
    const note = parse(['- 왜 쓰나요?', '  > 싸기 때문', '  > > 아주 싸다.', '', '- 언제 쓰나요?', '> 가끔']);
    expect(said(note)).toEqual([
      '왜 쓰나요?',
      '왜 쓰나요? / 싸기 때문',
      '왜 쓰나요? / 아주 싸다.',
      '언제 쓰나요?',
      '언제 쓰나요? / 가끔',
    ]);
  });

  test('tasks lose their box, footnotes their mark, and their text stays', () => {
    const note = parse(['- [x] 끝낸 일', '- [ ] 남은 일[^1]', '', '[^1]: 다음 주까지']);
    expect(said(note)).toEqual(['끝낸 일', '남은 일', '다음 주까지']);
  });

  test('a parent lends its first sentence, at most 80 characters', () => {
    const [first, second] = ['짧은 첫 문장이다. 둘째 문장은 길다.', `${'아주 긴 설명 '.repeat(20)}`];
    const note = parse([`- ${first}`, '  - 가', `- ${second}`, '  - 나']);
    expect(lineWith(note, '가').parents).toEqual(['짧은 첫 문장이다.']);
    expect(lineWith(note, '나').parents[0]?.length).toBeLessThanOrEqual(80);
  });

  test('"등이 있다" alone says nothing', () => {
    expect(said(parse(['- 큐', '- 토픽 등', '- 등이 있다.', '- 등']))).toEqual(['큐', '토픽 등']);
  });
});

describe('paragraphs', () => {
  test('a sentence wrapped over lines is one line, finished ones are their own', () => {
    const note = parse([
      '값을 나누어 담고',
      '가까운 곳에서 읽는다.',
      '쓰기는 느리다.',
      '1) 먼저 잠근다',
      '2) 다음에 쓴다',
    ]);
    expect(linesOf(note).map(({ startLine, endLine, text }) => [startLine, endLine, text])).toEqual([
      [1, 2, '값을 나누어 담고 가까운 곳에서 읽는다.'],
      [3, 3, '쓰기는 느리다.'],
      [4, 4, '먼저 잠근다'],
      [5, 5, '다음에 쓴다'],
    ]);
  });

  test('lines are not joined beyond 200 characters, nor over a deliberate break', () => {
    const half = '길게 이어지는 말 '.repeat(12).trim();
    expect(linesOf(parse([half, half]))).toHaveLength(2);
    expect(linesOf(parse(['앞선 말은', '뒤에 온다']))).toHaveLength(1);
    expect(linesOf(parse(['앞선 말은  ', '뒤에 온다']))).toHaveLength(2);
  });

  test('a line over 300 characters is cut at its sentences', () => {
    const sentence = '한 벌은 가까이에 두고 다른 한 벌은 아주 먼 곳에 두어서 불이 나도 남게 한다.';
    const lines = linesOf(parse([`- ${Array(10).fill(sentence).join(' ')}`]));
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) {
      expect(line.text.length).toBeLessThanOrEqual(200);
      expect(line.text.endsWith('한다.')).toBe(true);
      expect([line.startLine, line.endLine]).toEqual([1, 1]);
    }
    expect(lines.map(({ text }) => text).join(' ')).toBe(Array(10).fill(sentence).join(' '));
  });

  test('emphasis goes, even before a particle and in mid-word, but operators stay', () => {
    expect(said(parse(['**버킷(bucket)**은 *이름*이 ~~없다~~ 있다. 부**분**만', '', '`2**10`은 a ** b 꼴']))).toEqual([
      '버킷(bucket)은 이름이 없다 있다. 부분만',
      '2**10은 a ** b 꼴',
    ]);
  });

  test('links keep their text, bare addresses stay, images are what they are called', () => {
    expect(said(parse(['[설명서](https://a.example/x)를 본다', '', 'https://b.example/y', '', '![](c.png)']))).toEqual([
      '설명서를 본다',
      'https://b.example/y',
    ]);
    expect(said(parse(['![망의 구조](c.png)', '', '![1583065469698](d.png)', '', '![image.png](e.png)']))).toEqual([
      '망의 구조',
    ]);
  });

  test('a line feed written as an entity makes no line of its own', () => {
    expect(linesOf(parse(['앞&#10;뒤']))).toEqual([{ startLine: 1, endLine: 1, text: '앞뒤', parents: [] }]);
  });

  test('an image tag right under a bullet adds nothing to it', () => {
    const note = parse(['- 쓰는 법', '<img src="./a.png" width="900">', '', '- 다음']);
    expect(said(note)).toEqual(['쓰는 법', '다음']);
    expect(note.passages[0]?.text).toContain('<img src="./a.png" width="900">');
  });
});

describe('tables', () => {
  const table = ['| 이름 | 뜻 |', '| --- | --- |', '| **큐** | 줄 서기 |', '| 토픽 | 널리 알림 |'];

  test('each body row is a line that names its columns; header and delimiter are none', () => {
    expect(linesOf(parse(table))).toEqual([
      { startLine: 3, endLine: 3, text: '이름: 큐 | 뜻: 줄 서기', parents: [] },
      { startLine: 4, endLine: 4, text: '이름: 토픽 | 뜻: 널리 알림', parents: [] },
    ]);
  });

  test('in a list item have it as parent, and nothing else', () => {
    const note = parse(['- 두 가지', '', ...table.map((row) => `  ${row}`)]);
    expect(lineWith(note, '줄 서기').parents).toEqual(['두 가지']);
  });

  test('a row of essays is one line a cell', () => {
    const essay = '길게 쓴 설명이 이어지고 '.repeat(12).trim();
    const lines = linesOf(parse(['| 앞 | 뒤 |', '|---|---|', `| ${essay} | ${essay} |`]));
    expect(lines.map(({ text }) => text)).toEqual([`앞: ${essay}`, `뒤: ${essay}`]);
  });

  test('a line right under a table is no row of it', () => {
    const note = parse(['# 위', ...table, '표 밖의 말', '**1. 다음 제목**', '글']);
    expect(said(note).slice(2)).toEqual(['표 밖의 말', '글']);
    expect(note.sections.at(-1)?.headings).toEqual(['위', '1. 다음 제목']);
  });
});

describe('code and HTML', () => {
  test('short code is one line, longer code several', () => {
    expect(said(parse(['```ts', 'const a = 1;', '', 'use(a);', '```']))).toEqual(['const a = 1; use(a);']);
    const long = Array.from({ length: 30 }, (_, index) => `const value${index} = ${index};`);
    const lines = linesOf(parse(['```ts', ...long, '```']));
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.every(({ text }) => text.length <= 200)).toBe(true);
    expect(lines.map(({ text }) => text).join(' ')).toBe(long.join(' '));
  });

  test('tags and comments go, words stay, a summary is parent of its details', () => {
    const note = parse([
      '<details><summary>왜 <b>둘</b>일까?</summary>',
      '',
      '하나가 멈추면 안 된다.',
      '',
      '</details>',
      '',
      '밖의 말 <!-- 숨긴 말 -->',
    ]);
    expect(said(note)).toEqual(['왜 둘일까?', '왜 둘일까? / 하나가 멈추면 안 된다.', '밖의 말']);
  });

  test('text that slid four blanks to the right is read as text', () => {
    expect(said(parse(['# 위', '', '    - 밀려난 **항목**', '    - 또 하나']))).toEqual(['밀려난 항목', '또 하나']);
  });
});
