import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROTOCOLS } from '../quiz/helpers.ts';
import { runCommand } from '../support/command.ts';
import { makeWorkspace, type Workspace } from '../support/workspace.ts';

interface Printed {
  id: string;
  type: string;
  stem: string;
  options: string[];
  answer: string | string[];
  accepted: string[];
  explanation: string;
  source: { file: string; headings: string[]; startLine: number; endLine: number };
  topic: string;
}

let workspace: Workspace;
beforeAll(async () => {
  workspace = await makeWorkspace({ '네트워크/프로토콜.md': PROTOCOLS });
});
afterAll(() => workspace.remove());

const quiz = (...args: string[]) => runCommand('quiz', [...workspace.folders, ...args], { env: workspace.env });
const parseLines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Printed);

describe('quiz', () => {
  it('prints an item a line, with exactly its parts and the lines it stands on', async () => {
    const { code, stdout, stderr } = await quiz('--jsonl');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const items = parseLines(stdout);
    expect(new Set(items.map(({ type }) => type)).size).toBe(8);
    const lines = (await readFile(join(workspace.notes, '네트워크/프로토콜.md'), 'utf8')).split('\n');
    for (const item of items) {
      const keys = ['id', 'type', 'stem', 'options', 'answer', 'accepted', 'explanation', 'source', 'topic'];
      expect(Object.keys(item)).toEqual(keys);
      expect(Object.keys(item.source)).toEqual(['file', 'headings', 'startLine', 'endLine']);
      expect(item.source.file).toBe('네트워크/프로토콜.md');
      const cited = lines.slice(item.source.startLine - 1, item.source.endLine).join('\n');
      for (const line of item.explanation.split('\n')) expect(cited).toContain(line);
    }
  });

  it('prints the same for the same seed, and as many as asked for', async () => {
    const [once, again, other] = await Promise.all([
      quiz('--jsonl', '--seed', '7', '--count', '5'),
      quiz('--jsonl', '--seed', '7', '--count', '5'),
      quiz('--jsonl', '--seed', '8', '--count', '5'),
    ]);
    expect(parseLines(once.stdout)).toHaveLength(5);
    expect(again.stdout).toBe(once.stdout);
    expect(other.stdout).not.toBe(once.stdout);
  });

  it('lists the items for people with their answers and places', async () => {
    const { code, stdout } = await quiz('--count', '3');
    expect(code).toBe(0);
    expect(stdout).toContain('답: ');
    expect(stdout).toContain('네트워크/프로토콜.md › 통신 프로토콜');
    expect(stdout).toContain('문항 3개');
  });

  it('says so where the notes hold nothing to ask', async () => {
    const empty = await makeWorkspace({ '빈.md': '# 빈 노트\n' });
    const { code, stdout } = await runCommand('quiz', empty.folders, { env: empty.env });
    await empty.remove();
    expect({ code, stdout }).toEqual({ code: 0, stdout: '노트에서 낼 만한 문제를 찾지 못했어요.\n' });
  });

  it('with wrong input: exit 2 and the usage, exit 1 and one sentence', async () => {
    for (const args of [['--nonsense'], ['낱말'], ['--seed', 'x'], ['--count', '-1'], ['--count=']]) {
      const result = await quiz(...args);
      expect(result).toMatchObject({ code: 2, stdout: '' });
      expect(result.stderr).toContain('npm run quiz');
    }
    const missing = await runCommand('quiz', ['--notes', join(workspace.root, '없음'), '--jsonl'], {
      env: workspace.env,
    });
    expect(missing).toMatchObject({ code: 1, stdout: '' });
    expect(missing.stderr.trim().split('\n')).toHaveLength(1);
    expect(missing.stderr).toContain('없음');
  });
});
