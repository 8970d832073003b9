import { describe, expect, it } from 'vitest';
import type { QuizItem } from '../../src/domain.ts';
import { makeItems } from '../../src/quiz/items.ts';
import { itemsOf, noteOf, ofType, PROTOCOLS, shown } from './helpers.ts';

const items = itemsOf(PROTOCOLS);
const only = (all: readonly QuizItem[]): QuizItem => {
  const [item, ...others] = all;
  if (!item || others.length > 0) throw new Error(`${all.length} items: ${all.map(({ stem }) => stem).join(' | ')}`);
  return item;
};

describe('items', () => {
  it('come in all eight types from a note that has something for each', () => {
    const types = ['belongs', 'cloze', 'definition', 'number', 'order', 'ox', 'term', 'typed'];
    expect([...new Set(items.map(({ type }) => type))].sort()).toEqual(types);
  });

  it('cite the very lines they are made from', () => {
    const lines = PROTOCOLS.split('\n');
    for (const { explanation, source } of items) {
      const cited = lines.slice(source.startLine - 1, source.endLine).join('\n');
      for (const line of explanation.split('\n')) expect(cited).toContain(line);
      expect(source).toMatchObject({ file: '노트.md' });
      expect(source.headings[0]).toBe('통신 프로토콜');
    }
  });

  it('have their answer among three or four different options, or none to choose from', () => {
    for (const { type, options, answer } of items) {
      expect(new Set(options).size).toBe(options.length);
      if (type === 'typed') expect(options).toEqual([]);
      else if (type === 'ox') expect(options).toEqual(['O', 'X']);
      else if (type === 'order') expect([...options].sort()).toEqual([...answer].sort());
      else {
        expect(options.filter((option) => option === answer)).toHaveLength(1);
        expect(options.length).toBeGreaterThanOrEqual(3);
        expect(options.length).toBeLessThanOrEqual(4);
      }
    }
  });

  it('ask about each line and thing once', () => {
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
    const questions = items.map(({ stem, answer }) => `${stem} ${[answer].flat().join()}`);
    expect(new Set(questions).size).toBe(items.length);
  });

  it('are the same for the same notes and seed, and as many for another', () => {
    expect(itemsOf(PROTOCOLS)).toEqual(items);
    const others = itemsOf(PROTOCOLS, { seed: 2 });
    expect(others).not.toEqual(items);
    expect(others.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
  });
});

describe('a true or false item', () => {
  it('is answered X where another value of the notes or one near stands in place of the note’s own', () => {
    for (let seed = 0; seed < 8; seed++) {
      for (const { stem, answer, explanation } of ofType(itemsOf(PROTOCOLS, { seed }), 'ox')) {
        const said = /“(.*)”/s.exec(stem)?.[1] ?? '';
        const parts = said.split(/ – |: /);
        const isWritten = parts.every((part) => explanation.includes(part)) || /포트|계층/.test(said);
        if (/포트|계층/.test(said)) expect(explanation.includes(parts.at(-1) ?? '')).toBe(answer === 'O');
        else expect(isWritten).toBe(answer === 'O');
      }
    }
  });
});

describe('numbers', () => {
  it('are asked for with their unit, beside others of that unit', () => {
    for (const { answer, options } of ofType(items, 'number')) {
      const unit = /[^\d.,\s]+$/.exec(String(answer))?.[0] ?? '?';
      for (const option of options) expect(option.endsWith(unit)).toBe(true);
    }
  });

  it('said again in other words are not given away', () => {
    const [item] = itemsOf('# 타임아웃\n\n## Gateway 한도\n\n- 연결은 아무 응답이 없으면 15분(900초) 뒤에 끊긴다\n');
    expect(item?.stem).toMatch(/____|\d+분/);
    expect(item?.stem).not.toContain('900');
  });

  it('that are dates, versions or a mere one or two are left alone', () => {
    const text = [
      '# 연혁',
      '',
      '- 첫 판은 2014년에 나와 지금까지 널리 쓰인다',
      '- 처리 방식은 크게 2가지가 있고 서로 다르다',
      '- IPv6 주소를 쓰는 서브넷을 만들 수 있다',
    ];
    expect(itemsOf(text.join('\n'))).toEqual([]);
  });
});

describe('what nobody could answer makes no item', () => {
  const nothing: Readonly<Record<string, string>> = {
    'a lone heading word': '## 장점\n\n- 장점\n- 단점\n- 사용 예\n',
    'the end of a list': '## 서버\n\n- Nginx\n- Apache\n- 등이 있다\n',
    'a bare link': '## 참고\n\n- https://example.com/docs\n- [문서](https://example.com)\n',
    'something only the lines before explain':
      '## 캐시\n\n- 이것은 기본으로 켜져 있어서 따로 손댈 일이 없다\n- 위의 설정을 Redis 서버에 그대로 적용한다\n',
    code: '## 예제\n\n```yaml\nserver: Nginx 1대를 켜고 30초 기다린다\ntimeout: 30초 동안 응답을 기다린다\n```\n',
    'a question': '## 왜\n\n- 왜 Redis 서버는 데이터를 메모리에 둘까?\n',
    'things crossed out or typed too fast':
      '## 초안\n\n- ~~Redis 서버는 데이터를 메모리에 둔다~~\n- Redis 서버는 데이터를 메모리에 둘 수 이씅ㅁ\n',
  };
  for (const [what, text] of Object.entries(nothing)) {
    it(what, () => {
      // The rest of the note has names and numbers enough to make wrong options of.
      const own = itemsOf(`# 잡동사니\n\n${text}\n${PROTOCOLS}`).filter(
        ({ source }) => !source.headings.includes('통신 프로토콜'),
      );
      expect(own.map(shown)).toEqual([]);
    });
  }
});

describe('an answer', () => {
  const text = `# 저장소

## 스토리지

- 버킷(bucket): 버킷은 객체를 담는 가장 바깥 그릇이고 이름이 겹치지 않는다
- 객체(object): 키와 값과 메타데이터로 이루어진 저장 단위를 말한다
- 접두사(prefix): 이름의 앞부분이 같은 것들을 폴더처럼 묶는 글자이다
- 수명 주기(lifecycle): 오래된 것을 싼 곳으로 옮기거나 지우는 규칙이다
- Snapshot: 스냅샷은 볼륨의 한순간을 통째로 찍어 두는 사본이다
`;

  it('never stands in its stem, in any spelling the notes or the alias layer know', () => {
    const sameName = (a: string, b: string) =>
      a.toLowerCase() === b.toLowerCase() || [a, b].sort().join() === 'Snapshot,스냅샷';
    for (let seed = 0; seed < 5; seed++) {
      for (const { type, stem, answer } of itemsOf(text, { seed, sameName })) {
        if (type !== 'term' && type !== 'typed') continue;
        const spellings =
          { 버킷: /버킷|bucket/, Snapshot: /snapshot|스냅샷/i }[String(answer)] ?? new RegExp(String(answer));
        expect(stem).not.toMatch(spellings);
      }
    }
  });

  it('is typed in either of the spellings that the note gives', () => {
    for (const { answer, accepted } of ofType(itemsOf(text), 'typed')) {
      if (answer === '버킷') expect(accepted).toContain('bucket');
      expect(accepted).toContain(answer);
    }
  });
});

describe('wrong options', () => {
  it('are never another name of the answer, nor part of it', () => {
    const text = `# 스토리지\n\n## 제품\n
- Glacier: 오래된 기록을 싸게 넣어 두는 보관함이다
- Glacier Deep Archive: 몇 년씩 남길 자료를 가장 싸게 묻어 두는 등급이다
- EBS(Elastic Block Store): 서버 한 대에 붙여 쓰는 블록 디스크이다
- Elastic File System: 여러 서버가 함께 붙여 쓰는 공유 파일 저장소이다
- Storage Gateway: 사내 장비와 클라우드 저장소를 이어 주는 통로이다
- DataSync: 큰 자료를 네트워크로 빠르게 옮겨 주는 도구이다
`;
    for (let seed = 0; seed < 5; seed++) {
      for (const { answer, options } of ofType(itemsOf(text, { seed }), 'term')) {
        if (answer === 'Glacier') expect(options).not.toContain('Glacier Deep Archive');
        if (answer === 'Glacier Deep Archive') expect(options).not.toContain('Glacier');
      }
    }
  });

  it('leave out what the notes say the stem of as well', () => {
    const text = `# 데이터베이스\n\n## 엔진\n
- MySQL: 웹 애플리케이션에서 널리 쓰는 오픈 소스 관계형 데이터베이스
- MariaDB: 웹 애플리케이션에서 널리 쓰는 오픈 소스 관계형 데이터베이스 갈래
- Neptune: 관계를 점과 선으로 저장하는 그래프 엔진
- Timestream: 시간 순서로 쌓이는 측정값을 다루는 엔진
- Keyspaces: 넓은 열에 값을 두는 분산 저장 엔진
`;
    const asked = ofType(itemsOf(text), 'term').filter(({ stem }) => stem.includes('오픈 소스'));
    for (const { options } of asked) expect(options.includes('MySQL') && options.includes('MariaDB')).toBe(false);
  });

  it('come from a domain’s own knowledge first, where it has some', () => {
    const neighbours = (name: string) => (name === 'POP3' ? ['NNTP4', 'UUCP5', 'X4004'] : []);
    const item = only(itemsOf(PROTOCOLS, { neighbours }).filter(({ answer }) => answer === 'POP3'));
    expect(item.options).toEqual(expect.arrayContaining(['NNTP4', 'UUCP5']));
  });
});

describe('lists', () => {
  it('ask what belongs to them, never with an outsider that the same list has in another note', () => {
    const notes = [
      noteOf('# Lambda\n\n- 지원 언어: Python, Ruby, Golang\n- 이벤트 소스: Kafka, Kinesis, Alexa\n', '가.md'),
      noteOf('# Lambda\n\n## 개요\n\n- 지원 언어: Python, Node.js, Kotlin\n', '나.md'),
    ];
    for (let seed = 0; seed < 5; seed++) {
      for (const { stem, options, answer } of ofType(makeItems(notes, { seed }), 'belongs')) {
        if (!stem.includes('지원 언어')) continue;
        const languages = options.filter((option) =>
          ['Python', 'Ruby', 'Golang', 'Node.js', 'Kotlin'].includes(option),
        );
        if (stem.includes('속하는')) expect(languages).toEqual([answer]);
        else expect(languages).not.toContain(answer);
      }
    }
  });

  it('are put in order only where their order means something', () => {
    const numbered = (owner: string) =>
      `# 배포\n\n- ${owner}\n  1. 코드를 빌드한다\n  2. 이미지를 올린다\n  3. 서버를 바꾼다\n`;
    expect(only(ofType(itemsOf(numbered('배포 순서')), 'order')).answer).toEqual([
      '코드를 빌드한다',
      '이미지를 올린다',
      '서버를 바꾼다',
    ]);
    expect(ofType(itemsOf(numbered('배포에서 하는 일')), 'order')).toEqual([]);
    expect(only(ofType(itemsOf('# 배포\n\n- 배포 흐름: Commit → Build → Deploy\n'), 'order')).answer).toEqual([
      'Commit',
      'Build',
      'Deploy',
    ]);
  });
});

describe('comparison tables', () => {
  const table = (first: string) => `# 비교표\n\n## 저장소 비교\n
| ${first} | EBS | EFS | FSx |
| --- | --- | --- | --- |
| 연결 | 서버 한 대 | 서버 여러 대 | 윈도우 서버 |
| 과금 | 만든 크기 | 쓴 크기 | 처리량 |
`;

  it('know their things from what they compare them by', () => {
    const stems = itemsOf(table('구분')).map(({ stem }) => stem);
    expect(stems.length).toBeGreaterThan(2);
    expect(stems.join('\n')).toMatch(/‘E[BF]S’의 ‘(?:연결|과금)’|E[BF]S – (?:연결|과금): |‘(?:연결|과금)’[은이]? /);
    expect(stems.join('\n')).not.toMatch(/‘(?:연결|과금)’의/);
  });

  it('ask nothing about an empty cell or one that others share', () => {
    const text = `# 표\n\n## 등급\n
| 등급 | 기간 | 접근 |
| --- | --- | --- |
| Standard | 없음 | 밀리초 |
| Archive | 90일 | 밀리초 |
| Cold | 180일 | 밀리초 |
| Frozen | 365일 | 밀리초 |
`;
    for (const item of itemsOf(text)) {
      expect(item.answer).not.toBe('없음');
      expect(item.stem).not.toContain('밀리초');
    }
  });
});
