// npm run ingest: brings the index up to date with the notes folder and says what that took.
import { FOLDER_OPTIONS, readArguments } from '../src/cli/arguments.ts';
import { progressBar } from '../src/cli/progress.ts';
import { runCommand } from '../src/cli/run.ts';
import { readConfig } from '../src/config.ts';
import { UsageError, UserError } from '../src/errors.ts';
import { openLog } from '../src/log.ts';
import type { IndexReport } from '../src/search/update-index.ts';
import { openSeogi } from '../src/seogi.ts';

const USAGE = 'npm run ingest -- [--notes 폴더] [--data 폴더] [--json]';

function describe(report: IndexReport): string {
  const { files, sections, passages, lines, embedded, reused, removed, broken, ms } = report;
  return [
    `노트 ${files}개, 섹션 ${sections}개, 구절 ${passages}개, 줄 ${lines}개를 색인했어요. (${(ms / 1000).toFixed(1)}초)`,
    `새로 계산한 구절 ${embedded}개, 그대로 쓴 구절 ${reused}개, 사라진 구절 ${removed}개`,
    ...broken.map(({ file, reason }) => `읽지 못한 노트: ${file} (${reason})`),
  ].join('\n');
}

await runCommand(async (defer) => {
  const { values, positionals } = readArguments({ ...FOLDER_OPTIONS, json: { type: 'boolean' } }, USAGE);
  if (positionals.length > 0) throw new UsageError(`명령을 이렇게 써 주세요: ${USAGE}`);
  const config = readConfig(values);
  const seogi = await openSeogi(config, openLog(config.logLevel));
  defer(seogi.close);
  await seogi.reload();
  const bar = progressBar();
  const outcome = await seogi.update({ onProgress: bar.show, retryBroken: true });
  bar.stop();
  if (outcome.kind === 'busy') {
    throw new UserError('다른 서기가 같은 데이터 폴더를 색인하고 있어요. 끝난 뒤에 다시 해 주세요.');
  }
  await seogi.attachIndex();
  process.stdout.write(`${values.json ? JSON.stringify(outcome.report) : describe(outcome.report)}\n`);
  return 0;
});
