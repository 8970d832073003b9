// npm run ask: answers one question, or a line of JSON each from standard input.
import { setTimeout as sleep } from 'node:timers/promises';
import { answerJson, explanationJson } from '../src/cli/answer-json.ts';
import { FOLDER_OPTIONS, readArguments } from '../src/cli/arguments.ts';
import { answerLines } from '../src/cli/jsonl.ts';
import { progressBar } from '../src/cli/progress.ts';
import { renderAnswer } from '../src/cli/render.ts';
import { runCommand } from '../src/cli/run.ts';
import { readConfig } from '../src/config.ts';
import { UsageError } from '../src/errors.ts';
import { WriteFaultError } from '../src/files.ts';
import { openLog } from '../src/log.ts';
import { openSeogi, type Seogi } from '../src/seogi.ts';

const USAGE =
  'npm run ask -- [--notes 폴더] [--data 폴더] [--json] [--explain] "질문"   또는   … --jsonl < 질문들.jsonl';
/** How often to look whether another process has finished the first index, in ms. */
const LOOK = 200;
/** The runtime of the model looks through the command line and breaks down on one of some 15,000 characters. */
const LONGEST_QUESTION = 2000;
const OPTIONS = {
  ...FOLDER_OPTIONS,
  json: { type: 'boolean' },
  jsonl: { type: 'boolean' },
  explain: { type: 'boolean' },
} as const;

/** Whether the vectors are there; a command that is asked once waits for them. */
const isReady = (seogi: Seogi) => seogi.sources().some(({ index }) => index !== undefined);

/**
 * Brings the index up to date. Where another process is at it, or the disk is full, settles for the index there is;
 * where there is none with vectors, waits for the other process.
 */
async function prepare(seogi: Seogi): Promise<void> {
  await seogi.reload();
  const bar = progressBar();
  const update = () => seogi.update({ onProgress: bar.show });
  try {
    let outcome = await update();
    if (outcome.kind === 'busy') {
      process.stderr.write(
        `다른 서기가 색인하는 중이라 ${isReady(seogi) ? '지금 있는 색인으로 답해요' : '기다려요'}.\n`,
      );
    }
    while (outcome.kind === 'busy' && !isReady(seogi)) {
      await sleep(LOOK);
      if (!(await seogi.reload())) outcome = await update();
    }
    if (outcome.kind === 'busy') return;
    for (const { file, reason } of outcome.report.broken) process.stderr.write(`읽지 못한 노트: ${file} (${reason})\n`);
  } catch (error) {
    if (!(error instanceof WriteFaultError) || !isReady(seogi)) throw error;
    process.stderr.write(`${error.message} 지금 있는 색인으로 답해요.\n`);
  } finally {
    bar.stop();
  }
}

await runCommand(async (defer) => {
  const { values, positionals } = readArguments(OPTIONS, USAGE);
  const { json = false, jsonl = false, explain = false } = values;
  const question = positionals.join(' ').trim();
  if (jsonl ? question !== '' || json || explain : question === '') {
    throw new UsageError(`명령을 이렇게 써 주세요: ${USAGE}`);
  }
  if (question.length > LONGEST_QUESTION) {
    throw new UsageError(
      `질문은 ${LONGEST_QUESTION.toLocaleString('en')}자까지 적을 수 있어요. 더 긴 것은 --jsonl로 물어 주세요.`,
    );
  }
  const config = readConfig(values);
  const seogi = await openSeogi(config, openLog(config.logLevel));
  defer(seogi.close);
  await prepare(seogi);
  if (jsonl) return (await answerLines(seogi, process.stdin, process.stdout)) > 0 ? 1 : 0;
  const answer = await seogi.ask(question);
  const shown = { ...answerJson(answer), ...(explain && { explanation: explanationJson(answer) }) };
  process.stdout.write(`${json ? JSON.stringify(shown) : renderAnswer(answer, explain)}\n`);
  return 0;
});
