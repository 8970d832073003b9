// npm run eval: how often Seogi is right on a file of questions with gold lines (one JSON object a line), by kind.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answerJson } from '../src/cli/answer-json.ts';
import { FOLDER_OPTIONS, readArguments } from '../src/cli/arguments.ts';
import { runCommand } from '../src/cli/run.ts';
import { readConfig } from '../src/config.ts';
import { UserError } from '../src/errors.ts';
import { openLog } from '../src/log.ts';
import { PROJECT_ROOT } from '../src/paths.ts';
import { openSeogi } from '../src/seogi.ts';
import { Question, type Scored, score } from './score.ts';

const USAGE = 'npm run eval -- [--questions 파일.jsonl] [--notes 폴더] [--data 폴더]';
const COLUMNS = ['', '질문', 'hit@1', 'hit@3', 'hit@5', 'MRR', '인용', '거절'];

await runCommand(async (defer) => {
  const { values } = readArguments({ ...FOLDER_OPTIONS, questions: { type: 'string' } }, USAGE);
  const file = values.questions ?? join(PROJECT_ROOT, 'test/golden/questions.jsonl');
  const lines = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new UserError(`질문 파일을 읽을 수 없어요: ${file}`, { cause });
  });
  const questions = lines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => Question.parse(JSON.parse(line)));
  const config = readConfig(values);
  const seogi = await openSeogi(config, openLog(config.logLevel));
  defer(seogi.close);
  await seogi.reload();
  await seogi.update();
  const answers = new Map<string, Scored>();
  for (const { id, question, previous } of questions) answers.set(id, answerJson(await seogi.ask(question, previous)));

  const kinds = [...new Set(questions.map(({ kind }) => kind))];
  const answerable = questions.filter(({ gold }) => gold.length > 0);
  const groups = kinds.map((kind) => [kind, questions.filter((question) => question.kind === kind)] as const);
  const rows = [...groups, ['모두(답 있음)', answerable] as const].map(([name, group]) => {
    const { questions: count, ...shares } = score(group, answers);
    return [name, String(count), ...Object.values(shares).map((share) => share.toFixed(3))];
  });
  process.stdout.write(`${[COLUMNS, ...rows].map((row) => row.join('\t')).join('\n')}\n`);
  return 0;
});
