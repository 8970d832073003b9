import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grade } from '../../src/quiz/grade.ts';
import { doItemsJob } from '../../src/quiz/items-job.ts';
import { makeItemsAside } from '../../src/quiz/items-thread.ts';
import { openQuizzes } from '../../src/quiz/open-quizzes.ts';
import { makeGeneration } from '../../src/search/generation.ts';
import { aliasesOf } from '../../src/search/vocabulary.ts';
import { noteOf, ofType } from './helpers.ts';

const NOTE = `# 서비스

## 음성과 코드

- Alexa: 말로 시키면 들어 주는 도우미를 만드는 서비스이며 알렉사에서는 기능을 스킬이라고 부른다
- Lambda: 서버를 두지 않고 올려 둔 코드를 이벤트가 있을 때만 실행하는 서비스이다
- CloudTrail: 누가 언제 무엇을 불렀는지 계정의 모든 활동을 적어 두는 서비스이다
- Cloud9: 브라우저 안에서 코드를 쓰고 고치고 돌려 보는 개발 환경 서비스이다
- Elastic Block Store(EBS): 가상 서버에 붙여 쓰는 오래 남는 블록 단위 저장 공간 서비스이다
- Polly: 적어 준 글을 사람 목소리처럼 소리 내어 읽어 주는 음성 합성 서비스이다
- Textract: 스캔한 문서에서 글자와 표와 양식을 알아서 뽑아 내는 서비스이다
`;

const entry = (id: string, name: string, names: readonly string[], confusable: readonly string[] = []) =>
  JSON.stringify({ id, kind: 'service', name, names, definition: '뜻', asks: ['물음'], confusable });

let root: string;
let packs: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'seogi-'));
  packs = join(root, 'packs');
  await mkdir(join(packs, 'voice'), { recursive: true });
  const lines = [
    entry('polly', 'Polly', ['앵무새'], ['lex', 'transcribe', 'translate']),
    ...[entry('lex', 'Lexicon', []), entry('transcribe', 'Scribe', []), entry('translate', 'Babel', [])],
  ];
  await writeFile(join(packs, 'voice', 'all.jsonl'), lines.join('\n'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const notes = [{ ...noteOf(NOTE), hash: '1' }];
const generation = makeGeneration('g1', notes, undefined);
const { same, listed } = aliasesOf(generation, [['Polly', '앵무새']]);
const seeds = Array.from({ length: 6 }, (_, seed) => seed);

describe('items', () => {
  it('give no Latin answer away by its Hangul reading', async () => {
    // Whatever the lot asks first of each, some of them would be asked for by name.
    const readings: Readonly<Record<string, string>> = {
      ...{ Alexa: '알렉사', Glacier: '글레이셔', Aurora: '오로라', Lambda: '람다', Kinesis: '키네시스' },
      ...{ Neptune: '넵튠', Athena: '아테나', Redshift: '레드시프트', Polly: '폴리', Textract: '텍스트랙트' },
    };
    const lines = Object.entries(readings).map(
      ([name, reading], i) =>
        `- ${name}: 사람들이 ${reading}라고 부르며 ${i + 3}번째 방에 둔 물건을 꺼내 주는 서비스이다`,
    );
    const doors = ['동쪽', '서쪽', '남쪽', '북쪽', '위쪽', '아래쪽', '안쪽', '바깥쪽', '왼쪽', '오른쪽'];
    const rows = Object.entries(readings).map(
      ([name, reading], i) => `| ${name} | ${doors[i]} ${reading} 문 | ${doors[9 - i]} 마당 |`,
    );
    const text = [
      '# 서비스',
      '',
      ...lines,
      '',
      '## 표',
      '',
      '| 이름 | 출입문 | 쉼터 |',
      '| --- | --- | --- |',
      ...rows,
    ].join('\n');
    const made = await doItemsJob({ notes: [noteOf(text)], seed: 1, packsDir: packs });
    expect(made.length).toBeGreaterThan(0);
    expect(made.some(({ type, stem }) => type === 'term' && stem.includes('마당'))).toBe(true);
    for (const { type, stem, answer } of made) {
      if (['term', 'typed', 'cloze'].includes(type)) expect(stem).not.toContain(readings[String(answer)]);
    }
  });

  it('take wrong options from a domain pack first', async () => {
    const items = (await Promise.all(seeds.map((seed) => doItemsJob({ notes, seed, packsDir: packs })))).flat();
    const terms = items.filter(({ type, answer }) => answer === 'Polly' && type !== 'typed');
    const near = ['Lexicon', 'Scribe', 'Babel'];
    for (const { options } of terms) expect(options.filter((option) => near.includes(option))).toHaveLength(3);
    expect(ofType(items, 'typed').length + terms.length).toBeGreaterThan(0);
  });

  it('are made in the thread as they are here, and where there are no packs', async () => {
    for (const packsDir of [packs, join(root, 'none')]) {
      const job = { notes, seed: 1, packsDir };
      expect(await makeItemsAside(job, new AbortController().signal)).toEqual(await doItemsJob(job));
    }
  });

  it('are not made from a pack that cannot be read, and its line is named', async () => {
    const broken = join(root, 'broken');
    await mkdir(join(broken, 'voice'), { recursive: true });
    await writeFile(join(broken, 'voice', 'all.jsonl'), '{"id":"polly"}');
    const job = { notes, seed: 1, packsDir: broken };
    await expect(makeItemsAside(job, new AbortController().signal)).rejects.toThrow('voice/all.jsonl:1');
  });
});

describe('quizzes', () => {
  const quizzes = openQuizzes({
    sources: () => [{ scope: 'shared', generation, index: undefined }],
    make: (of) => doItemsJob({ notes: of, seed: 1, packsDir: packs }),
    onFault: (error) => {
      throw error;
    },
    sameName: same,
    readings: listed,
  });
  const typed = (answer: string) => ({ type: 'typed' as const, answer, accepted: [answer] });
  const right = (answer: string, given: string) => grade(typed(answer), given, same) === 'right';

  it('take a typed answer in either script', () => {
    for (const given of ['람다', 'lambda', 'Lambda', ' LAMBDA']) expect(right('Lambda', given)).toBe(true);
    for (const given of ['클라우드트레일', '클라우드 트레일']) expect(right('CloudTrail', given)).toBe(true);
    for (const given of ['EBS', '이비에스']) expect(right('EBS', given)).toBe(true);
    expect(right('람다', 'Lambda')).toBe(true);
    expect(right('Elastic Block Store', 'ebs')).toBe(true);
    expect(right('Polly', '앵무새')).toBe(true);
  });

  it('take no other name for it', () => {
    for (const given of ['람보', '알렉사', 'Lamp', '']) expect(right('Lambda', given)).toBe(false);
    for (const given of ['클라우드나인', '클라우드워치']) expect(right('CloudTrail', given)).toBe(false);
    for (const given of ['이에프에스', 'EFS']) expect(right('EBS', given)).toBe(false);
  });

  it('find a topic by a word of it in another script, or by a part of a listed name', async () => {
    const items = await doItemsJob({ notes, seed: 1, packsDir: packs });
    const [item] = items;
    if (!item) throw new Error('No item');
    const own = openQuizzes({
      sources: () => [{ scope: 'shared', generation, index: undefined }],
      make: async () => ['AWS Lambda', 'Polly', '음성과 코드'].map((topic) => ({ ...item, topic, id: topic })),
      onFault: () => {},
      sameName: same,
      readings: listed,
    });
    await own.whenReady('shared');
    expect(own.topics('shared', '람다')).toEqual(['AWS Lambda']);
    expect(own.topics('shared', '앵무')).toEqual(['Polly']);
    expect(own.topics('shared', '람보')).toEqual([]);
  });

  it('grade what they made themselves by its reading', async () => {
    await quizzes.whenReady('shared');
    const readings = {
      Lambda: '람다',
      CloudTrail: '클라우드트레일',
      Polly: '폴리',
      Textract: '텍스트랙트',
      Alexa: '알렉사',
    };
    const asked = quizzes.items('shared').filter(({ type }) => type === 'typed');
    expect(asked.length).toBeGreaterThan(0);
    for (const item of asked) {
      expect(quizzes.grade(item, item.answer)).toBe(true);
      const reading = Object.entries(readings).find(([name]) => name === item.answer)?.[1];
      if (reading !== undefined) expect(quizzes.grade(item, reading)).toBe(true);
    }
  });
});
