// The shipped model, pack and notes, asked as people ask: what a fresh clone is worth. No figure may fall below its
// floor; floors lie a question or two below what is measured, since machines differ by as much.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Question, type Scored, score } from '../../scripts/score.ts';
import { PROJECT_ROOT } from '../../src/paths.ts';
import floors from '../golden/floors.json' with { type: 'json' };
import { runCommand } from '../support/command.ts';
import { makeWorkspace, type Workspace } from '../support/workspace.ts';

interface Result extends Scored {
  readonly id: string;
  readonly file?: string;
  readonly confidence: number;
}

const corpus = join(PROJECT_ROOT, 'corpus');
let workspace: Workspace;
let questions: Question[];
let results: Map<string, Result>;

const ask = async (lines: readonly object[]) => {
  const { code, stdout, stderr } = await runCommand('ask', ['--notes', corpus, '--data', workspace.data, '--jsonl'], {
    input: lines.map((line) => JSON.stringify(line)).join('\n'),
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Result);
};

beforeAll(async () => {
  workspace = await makeWorkspace();
  questions = (await readFile(join(PROJECT_ROOT, 'test/golden/questions.jsonl'), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => Question.parse(JSON.parse(line)));
  results = new Map((await ask(questions)).map((result) => [result.id, result]));
}, 300_000);
afterAll(() => workspace.remove());

const scoreOf = (kind: string) =>
  score(
    questions.filter((question) => question.kind === kind),
    results,
  );

describe('the shipped model, pack and notes', () => {
  it('have floors for every kind of question', () => {
    expect(new Set(questions.map(({ kind }) => kind))).toEqual(new Set(Object.keys(floors)));
  });

  for (const [kind, { refused, ...shares }] of Object.entries(floors)) {
    it(`${kind}: stay above their floors`, () => {
      const found = scoreOf(kind);
      for (const [name, floor] of Object.entries(shares)) {
        expect(found[name as keyof typeof found], name).toBeGreaterThanOrEqual(floor);
      }
      if (kind === 'none') expect(found.refused).toBeGreaterThanOrEqual(refused);
      else expect(found.refused).toBeLessThanOrEqual(refused);
    });
  }

  it('refuse with the nearest sections and without a quote', () => {
    const refused = [...results.values()].filter(({ answered }) => !answered);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.every(({ answer, passages }) => answer === '' && passages.length > 0)).toBe(true);
  });

  it('mean what they say of their confidence: the sure half is right far oftener than the unsure one', () => {
    const sorted = questions
      .flatMap(({ id, gold }) => {
        const result = results.get(id);
        return result === undefined ? [] : [{ confidence: result.confidence, gold, answer: result.answer }];
      })
      .sort((x, y) => x.confidence - y.confidence);
    const right = (some: typeof sorted) =>
      some.filter(({ gold, answer }) => gold.some((line) => fold(answer).includes(fold(line)))).length / some.length;
    const half = Math.floor(sorted.length / 2);
    expect(right(sorted.slice(half))).toBeGreaterThan(right(sorted.slice(0, half)) + 0.3);
  });

  it('follow a conversation, and notice when the subject changes', async () => {
    const [memory, rotation, changed] = await ask([
      { id: 'memory', question: '그럼 최대 메모리는?', previous: '람다 최대 실행 시간은?' },
      { id: 'rotation', question: '자동 교체는 얼마마다 돼?', previous: 'KMS 키 종류 알려줘' },
      { id: 'changed', question: 'S3 버저닝 한번 켰는데 다시 끌 수 있어?', previous: '람다 최대 실행 시간은?' },
    ]);
    expect(memory?.passages[0]?.text).toContain('10,240');
    expect(rotation?.passages[0]?.headings.join(' ')).toContain('KMS');
    expect(changed?.passages[0]?.headings.join(' ')).toContain('S3');
  });

  it('answer a change of subject, and no small talk, as if nothing had been said before', async () => {
    const previous = '람다 최대 실행 시간은?';
    const alone = ['다이나모디비 항목 최대 크기 알려줘', 'KMS 암호화 API 최대 크기', '고마워!', '안녕'];
    const after = await ask(alone.map((question, id) => ({ id: `after${id}`, question, previous })));
    const before = await ask(alone.map((question, id) => ({ id: `before${id}`, question })));
    expect(after.map(({ passages }) => passages[0])).toEqual(before.map(({ passages }) => passages[0]));
    expect(after.map(({ answered }) => answered)).toEqual(before.map(({ answered }) => answered));
    expect(after.slice(2).map(({ answered }) => answered)).toEqual([false, false]);
    expect(after[0]?.passages[0]?.headings.join(' ')).toContain('DynamoDB');
  });
});

const fold = (text: string) => text.replace(/[\s*_`>#|~-]+/g, '');
