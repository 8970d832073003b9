// npm run bench: how fast Seogi is on this machine, as whole processes on a notes folder. Peak memory needs Linux.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { FOLDER_OPTIONS, readArguments } from '../src/cli/arguments.ts';
import { runCommand } from '../src/cli/run.ts';
import { readConfig } from '../src/config.ts';
import { PROJECT_ROOT } from '../src/paths.ts';

const USAGE = 'npm run bench -- [--notes 폴더]';
const QUESTIONS = [
  '람다 최대 실행 시간은?',
  'S3 버전 관리를 끌 수 있어?',
  'DynamoDB 항목 최대 크기',
  'ALB와 NLB 차이',
  'KMS가 뭐야?',
];
/** Questions asked one after the other of one process. */
const ROUNDS = 200;

let peakKb = 0;

/** Starts a bundled command and keeps an eye on its memory. */
function start(name: string, args: readonly string[], env: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, [join(PROJECT_ROOT, 'dist', `${name}.js`), ...args], {
    env: { ...process.env, DISCORD_TOKEN: '', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const watch = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      peakKb = Math.max(peakKb, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
    } catch {
      // It has ended, or this is not Linux.
    }
  }, 20);
  child.once('close', () => clearInterval(watch));
  return child;
}

/** Milliseconds of a whole process. */
async function whole(name: string, args: readonly string[]): Promise<number> {
  const started = performance.now();
  const child = start(name, args);
  child.stdin?.end();
  child.stdout?.resume();
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${name} ended with ${code}`);
  return performance.now() - started;
}

/** Milliseconds from the start of the terminal chat to its first answer. */
async function firstAnswer(notes: string, data: string): Promise<number> {
  const started = performance.now();
  const child = start('main', [], { NOTES_DIR: notes, DATA_DIR: data });
  child.stdin?.end(`${QUESTIONS[0]}\n`);
  let text = '';
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    if (text.includes('출처:') || text.includes('찾지 못했어요')) break;
  }
  const took = performance.now() - started;
  child.kill('SIGKILL');
  await once(child, 'close');
  return took;
}

/** Milliseconds of each question to one process that is warm. */
async function furtherQuestions(folders: readonly string[]): Promise<number[]> {
  const child = start('ask', [...folders, '--jsonl']);
  if (child.stdin === null || child.stdout === null) throw new Error('no pipes');
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const times: number[] = [];
  for (let i = 0; i <= ROUNDS; i++) {
    const started = performance.now();
    child.stdin.write(`${JSON.stringify({ id: i, question: `${QUESTIONS[i % QUESTIONS.length]} ${i}` })}\n`);
    await answers.next();
    if (i > 0) times.push(performance.now() - started);
  }
  child.stdin.end();
  await once(child, 'close');
  return times.sort((x, y) => x - y);
}

await runCommand(async () => {
  const { values } = readArguments(FOLDER_OPTIONS, USAGE);
  const { notesDir } = readConfig(values);
  const folder = mkdtempSync(join(tmpdir(), 'seogi-bench-'));
  const folders = ['--notes', notesDir, '--data', join(folder, 'data')];
  const rows: Record<string, string> = {};
  const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
  rows['first answer from nothing (keywords)'] = seconds(await firstAnswer(notesDir, join(folder, 'other')));
  rows['ingest from nothing (all vectors, HNSW)'] = seconds(await whole('ingest', folders));
  rows['ingest with nothing changed'] = seconds(await whole('ingest', folders));
  rows['warm start of the chat to its first answer'] = seconds(await firstAnswer(notesDir, join(folder, 'data')));
  rows['warm ask, whole process'] = seconds(await whole('ask', [...folders, QUESTIONS[0] ?? '']));
  const times = await furtherQuestions(folders);
  const at = (share: number) => `${(times[Math.floor(times.length * share)] ?? 0).toFixed(1)} ms`;
  rows['a further question, p50 / p95'] = `${at(0.5)} / ${at(0.95)}`;
  rows['peak memory of any of these'] = `${Math.round(peakKb / 1024)} MiB`;
  rmSync(folder, { recursive: true, force: true });
  for (const [name, value] of Object.entries(rows)) process.stdout.write(`${name.padEnd(44)} ${value}\n`);
  return 0;
});
