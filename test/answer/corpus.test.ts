// The shipped model on the shipped notes, asked as people ask: what a fresh clone is worth.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Question, type Scored, score } from '../../scripts/score.ts';
import { PROJECT_ROOT } from '../../src/paths.ts';
import { runCommand } from '../support/command.ts';
import { makeWorkspace, type Workspace } from '../support/workspace.ts';

interface Result extends Scored {
  readonly id: string;
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
  const file = join(PROJECT_ROOT, 'test/fixtures/corpus-questions.jsonl');
  questions = (await readFile(file, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => Question.parse(JSON.parse(line)));
  results = new Map((await ask(questions)).map((result) => [result.id, result]));
}, 180_000);
afterAll(() => workspace.remove());

const scoreOf = (...kinds: string[]) =>
  score(
    questions.filter(({ kind }) => kinds.includes(kind)),
    results,
  );

describe('the shipped model on the shipped notes', () => {
  it('puts the right passage first for plain, English and misspelt questions', () => {
    expect(scoreOf('direct', 'english', 'typo').hit1).toBeGreaterThanOrEqual(0.9);
  });

  it('finds most names written in Hangul, and a third of what shares no word with the notes', () => {
    expect(scoreOf('translit').hit5).toBeGreaterThanOrEqual(0.8);
    expect(scoreOf('paraphrase').hit5).toBeGreaterThanOrEqual(0.33);
  });

  it('quotes the line itself for plain questions', () => {
    expect(scoreOf('direct').quoted).toBeGreaterThanOrEqual(0.8);
  });

  it('refuses what the notes do not hold, and names sections even then', () => {
    const none = questions.filter(({ gold }) => gold.length === 0).flatMap(({ id }) => results.get(id) ?? []);
    const refused = none.filter(({ answered }) => !answered);
    expect(refused.length / none.length).toBeGreaterThanOrEqual(0.8);
    expect(refused.every(({ answer, passages }) => answer === '' && passages.length > 0)).toBe(true);
  });

  it('follows a conversation, and notices when the subject changes', async () => {
    const [memory, encryption, changed] = await ask([
      { id: 'memory', question: '그럼 최대 메모리는?', previous: '람다 최대 실행 시간은?' },
      { id: 'rotation', question: '자동 교체는 얼마마다 돼?', previous: 'KMS 키 종류 알려줘' },
      { id: 'changed', question: 'S3 버저닝 한번 켰는데 다시 끌 수 있어?', previous: '람다 최대 실행 시간은?' },
    ]);
    expect(memory?.passages[0]?.text).toContain('10,240');
    expect(encryption?.passages[0]?.headings.join(' ')).toContain('KMS');
    expect(changed?.passages[0]?.headings.join(' ')).toContain('S3');
  });

  it('answers a change of subject, and no small talk, as if nothing had been said before', async () => {
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
