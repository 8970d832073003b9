import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, open as openFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../src/paths.ts';
import { runCommand, startCommand } from '../support/command.ts';
import { HOLD_LOCK } from '../support/hold-lock.ts';
import { makeTinyModel } from '../support/tiny-model.ts';
import { makeWorkspace, SAMPLE_NOTES, type Workspace } from '../support/workspace.ts';

interface PrintedPassage {
  file: string;
  headings: string[];
  context: string[];
  startLine: number;
  endLine: number;
  text: string;
  score: number;
}
interface Printed {
  id: string | number | null;
  question: string;
  answered: boolean;
  confidence: number;
  answer: string;
  passages: PrintedPassage[];
  error?: string;
}

const DIST_ASK = join(PROJECT_ROOT, 'dist/ask.js');
let workspace: Workspace;
beforeAll(async () => {
  workspace = await makeWorkspace(SAMPLE_NOTES);
});
afterAll(() => workspace.remove());

const ask = (args: readonly string[], input?: string) =>
  runCommand('ask', [...workspace.folders, ...args], {
    env: workspace.env,
    ...(input !== undefined && { input }),
  });
const parseLines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Printed);

describe('ask', () => {
  it('cites lines that stand in the file, word for word', async () => {
    const { code, stdout, stderr } = await ask(['--json', '람다 제한 시간은 길어야 15분']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { passages } = JSON.parse(stdout) as Printed;
    expect(passages[0]).toMatchObject({ file: '컴퓨팅/람다.md', headings: ['AWS Lambda', '한도'] });
    expect(passages.length).toBeLessThanOrEqual(5);
    for (const { file, startLine, endLine, text } of passages) {
      const lines = (await readFile(join(workspace.notes, file), 'utf8')).split('\n');
      expect(lines.slice(startLine - 1, endLine).join('\n')).toBe(text);
    }
    const scores = passages.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((x, y) => y - x));
  });

  it('answers with the quote and its source on standard output', async () => {
    const { code, stdout } = await ask(['제한 시간은 길어야 15분']);
    expect(code).toBe(0);
    expect(stdout).toContain('제한 시간은 길어야 15분');
    expect(stdout).toContain('컴퓨팅/람다.md › AWS Lambda › 한도');
  });

  it('explains its ranking on request', async () => {
    const { stdout } = await ask(['--explain', '버전 관리를 끌 수 있나']);
    expect(stdout).toMatch(/확신 0\.\d+/);
    expect(stdout).toMatch(/1\. 점수 \d\.\d+ = 구절/);
  });

  it('sees a note that changed since the last question', async () => {
    await workspace.write('바뀌는.md', '# 바뀌는 노트\n\n- 오늘의 낱말은 고등어\n');
    expect((await ask(['--json', '오늘의 낱말은'])).stdout).toContain('고등어');
    await workspace.write('바뀌는.md', '# 바뀌는 노트\n\n- 오늘의 낱말은 갈치\n');
    const { stdout } = await ask(['--json', '오늘의 낱말은']);
    expect(stdout).toContain('갈치');
    expect(stdout).not.toContain('고등어');
  });

  it('without a question, or with an unknown option: exit 2 with the usage', async () => {
    for (const args of [[], ['  '], ['--what', '질문'], ['--jsonl', '질문'], ['--notes=', '질문']]) {
      const result = await ask(args);
      expect(result).toMatchObject({ code: 2, stdout: '' });
      expect(result.stderr).toContain('npm run ask');
    }
  });

  it('without a notes folder: exit 1 and one sentence', async () => {
    const result = await runCommand('ask', ['--notes', join(workspace.root, '없음'), '질문'], { env: workspace.env });
    expect(result).toMatchObject({ code: 1, stdout: '' });
    expect(result.stderr.trim().split('\n')).toHaveLength(1);
  });

  it('waits for the vectors while another process makes the first index', async () => {
    const other = await makeWorkspace(SAMPLE_NOTES);
    await mkdir(other.data);
    const holder = spawn(process.execPath, ['--input-type=module', '-e', HOLD_LOCK, join(other.data, 'writer.lock')]);
    await once(holder.stdout, 'data');
    const child = startCommand('ask', [...other.folders, '--json', '람다 메모리'], { env: other.env });
    let stdout = '';
    child.stdout?.on('data', (chunk) => {
      stdout += String(chunk);
    });
    const [told] = (await once(child.stderr ?? child, 'data')) as [Buffer];
    expect(String(told)).toContain('기다려요');
    expect(stdout).toBe('');
    holder.kill('SIGKILL');
    const [code] = (await once(child, 'close')) as [number];
    await other.remove();
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as Printed).passages[0]?.file).toBe('컴퓨팅/람다.md');
  });

  it('compares no vectors of two models: by keywords, where another process keeps it from embedding anew', async () => {
    const other = await makeWorkspace(SAMPLE_NOTES);
    await runCommand('ingest', other.folders, { env: other.env });
    await makeTinyModel(other.model, { seed: 9, dimensions: 48 });
    const holder = spawn(process.execPath, ['--input-type=module', '-e', HOLD_LOCK, join(other.data, 'writer.lock')]);
    await once(holder.stdout, 'data');
    const question = [...other.folders, '--json', '--explain', '람다 메모리'];
    const { code, stdout, stderr } = await runCommand('ask', question, { env: other.env });
    holder.kill('SIGKILL');
    await other.remove();
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('지금 있는 색인으로 답해요') });
    const printed = JSON.parse(stdout) as Printed & { explanation: { by: string } };
    expect(printed.explanation.by).toBe('keywords');
    expect(printed.passages[0]?.file).toBe('컴퓨팅/람다.md');
  });

  it.skipIf(!existsSync('/dev/full'))('fails where its output cannot be written', async () => {
    const full = await openFile('/dev/full', 'w');
    const refused = spawn(process.execPath, [DIST_ASK, ...workspace.folders, '람다'], {
      env: { ...process.env, ...workspace.env },
      stdio: ['ignore', full.fd, 'ignore'],
    });
    const [code] = (await once(refused, 'close')) as [number];
    await full.close();
    expect(code).toBe(1);
  });

  it('ends well where its reader leaves early', async () => {
    const child = startCommand('ask', [...workspace.folders, '--jsonl'], {
      env: workspace.env,
      input: '{"question":"람다 메모리"}\n'.repeat(200),
    });
    await once(child.stdout ?? child, 'data');
    child.stdout?.destroy();
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(0);
  });

  it('refuses a question that is longer than a command line should be: exit 2', async () => {
    const result = await ask(['가'.repeat(3000)]);
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr).toContain('--jsonl');
  });

  it('does not let a note steer the terminal', async () => {
    await workspace.write('제어.md', '# 제어 문자\n\n- 제목을 \u001b]0;바꾸고\u0007 화면을 \u001b[2J 지운다\n');
    const { stdout } = await ask(['제목을 바꾸고 화면을 지운다']);
    expect(stdout).toContain('화면을');
    expect(stdout).not.toMatch(/[^\P{Cc}\n\t]/u);
  });

  it('has nothing to cite in an empty folder, and says so', async () => {
    const empty = await makeWorkspace();
    const { code, stdout } = await runCommand('ask', [...empty.folders, '--json', '아무거나'], { env: empty.env });
    await empty.remove();
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ answered: false, answer: '', passages: [] });
  });
});

describe('ask --jsonl', () => {
  it('writes one line for each question, in order, whatever the lines are like', async () => {
    const input = [
      '\ufeff{"id":"a","question":"람다 메모리"}',
      '',
      '{"id":2,"question":"퍼블릭 서브넷"}\r',
      'nonsense',
      '{"id":"d","question":"   "}',
      '{"id":"e"}',
      '[1]',
      '{"id":null,"question":"이름 없는 질문","previous":null}',
      '{"id":12345678901234567890,"question":"너무 큰 수"}',
      '{"id":"h","question":"그럼 끌 수 있나","previous":"버전 관리가 뭐야?"}',
    ].join('\n');
    const { code, stdout } = await ask(['--jsonl'], input);
    const lines = parseLines(stdout);
    expect(code).toBe(1);
    expect(lines.map(({ id }) => id)).toEqual(['a', 2, null, 'd', 'e', null, null, null, 'h']);
    expect(lines.map(({ error }) => error !== undefined)).toEqual([
      false,
      false,
      true,
      true,
      true,
      true,
      false,
      true,
      false,
    ]);
    expect(lines[0]?.passages[0]?.file).toBe('컴퓨팅/람다.md');
    expect(lines[1]?.passages[0]?.file).toBe('네트워크.txt');
    expect(lines[8]?.passages[0]?.text).toContain('끄지 못하고');
  });

  it('a refusal is a normal answer: exit 0', async () => {
    const { code, stdout } = await ask(['--jsonl'], '{"id":1,"question":"zzzz qqqq?"}\n');
    expect(code).toBe(0);
    expect(parseLines(stdout)[0]).toMatchObject({ id: 1, answered: false, answer: '' });
  });

  it('nothing in, nothing out', async () => {
    expect(await ask(['--jsonl'], '')).toMatchObject({ code: 0, stdout: '' });
  });
});

describe('npm start without a token', () => {
  const start = (input: string, env: Record<string, string> = {}) =>
    runCommand('main', [], {
      env: { ...workspace.env, NOTES_DIR: workspace.notes, DATA_DIR: workspace.data, ...env },
      input,
    });

  it('answers piped questions in order and ends well', async () => {
    const { code, stdout } = await start('퍼블릭 서브넷은 인터넷 게이트웨이로 나간다\n\n압축한 패키지 50 MB\n');
    expect(code).toBe(0);
    const [first, second] = [stdout.indexOf('네트워크.txt'), stdout.indexOf('컴퓨팅/람다.md')];
    expect(first).toBeGreaterThan(0);
    expect(second).toBeGreaterThan(first);
  });

  it('from nothing answers by keywords at once, and says so', async () => {
    const { code, stdout } = await start('압축한 패키지 크기\n', { DATA_DIR: join(workspace.root, 'fresh') });
    expect(code).toBe(0);
    expect(stdout).toContain('낱말로만 찾았어요');
    expect(stdout).toContain('압축한 패키지 50 MB');
  });

  it('stops at a farewell', async () => {
    const { code, stdout } = await start('끝\n람다 메모리\n');
    expect(code).toBe(0);
    expect(stdout).not.toContain('람다.md');
  });

  it('without its notes folder: exit 1 and one sentence', async () => {
    const result = await start('질문\n', { NOTES_DIR: join(workspace.root, '없음') });
    expect(result).toMatchObject({ code: 1, stdout: '' });
    expect(result.stderr.trim().split('\n')).toHaveLength(1);
  });
});
