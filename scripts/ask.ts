// npm run ask: answers one question, or a line of JSON each from standard input.
import { setTimeout as sleep } from 'node:timers/promises';
import { answerJson } from '../src/cli/answer-json.ts';
import { FOLDER_OPTIONS, readArguments } from '../src/cli/arguments.ts';
import { answerLines } from '../src/cli/jsonl.ts';
import { progressBar } from '../src/cli/progress.ts';
import { renderAnswer } from '../src/cli/render.ts';
import { runCommand } from '../src/cli/run.ts';
import { readConfig } from '../src/config.ts';
import { UsageError } from '../src/errors.ts';
import { openLog } from '../src/log.ts';
import { openSeogi, type Seogi } from '../src/seogi.ts';

const USAGE =
  'npm run ask -- [--notes 폴더] [--data 폴더] [--json] [--explain] "질문"   또는   … --jsonl < 질문들.jsonl';
/** How often to look whether another process has finished the first index. */
const FIRST_INDEX_POLL_MS = 200;
const OPTIONS = {
  ...FOLDER_OPTIONS,
  json: { type: 'boolean' },
  jsonl: { type: 'boolean' },
  explain: { type: 'boolean' },
} as const;

/** Brings the index up to date; where another process is at it, settles for what there is, or waits for a first one. */
async function prepare(seogi: Seogi): Promise<void> {
  await seogi.reload();
  const bar = progressBar();
  let outcome = await seogi.update({ onProgress: bar.show });
  if (outcome.kind === 'busy') process.stderr.write('다른 서기가 색인하는 중이라 지금 있는 색인으로 답해요.\n');
  while (outcome.kind === 'busy' && seogi.sources().length === 0) {
    await sleep(FIRST_INDEX_POLL_MS);
    if (!(await seogi.reload())) outcome = await seogi.update({ onProgress: bar.show });
  }
  bar.stop();
  if (outcome.kind === 'busy') return;
  for (const { file, reason } of outcome.report.broken) process.stderr.write(`읽지 못한 노트: ${file} (${reason})\n`);
}

await runCommand(async () => {
  const { values, positionals } = readArguments(OPTIONS, USAGE);
  const question = positionals.join(' ').trim();
  if (values.jsonl ? question !== '' : question === '') throw new UsageError(`명령을 이렇게 써 주세요: ${USAGE}`);
  const config = readConfig(values);
  const seogi = await openSeogi(config, openLog(config.logLevel));
  await prepare(seogi);
  if (values.jsonl) return (await answerLines(seogi, process.stdin, process.stdout)) > 0 ? 1 : 0;
  const answer = await seogi.ask(question);
  process.stdout.write(
    `${values.json ? JSON.stringify(answerJson(answer)) : renderAnswer(answer, values.explain === true)}\n`,
  );
  return 0;
});
