// npm start: the Discord bot when there is a token, a chat in the terminal otherwise.
import { chatInTerminal } from './chat/terminal.ts';
import { progressBar } from './cli/progress.ts';
import { runCommand } from './cli/run.ts';
import { readConfig } from './config.ts';
import { UserError } from './errors.ts';
import { openLog } from './log.ts';
import { openSeogi, type Seogi } from './seogi.ts';

/**
 * Resolves as soon as something can answer: the index on disk, or a first one by keywords. The rest goes on behind;
 * what goes wrong there is handed to `fail`.
 */
async function becomeReady(seogi: Seogi, fail: (error: unknown) => void): Promise<void> {
  await seogi.reload();
  const bar = progressBar();
  let finished: Promise<void> = Promise.resolve();
  const first = new Promise<void>((onGeneration) => {
    finished = seogi
      .update({ keywordsFirst: true, onProgress: bar.show, onGeneration })
      .finally(bar.stop)
      .then(async (outcome) => {
        if (outcome.kind === 'busy') {
          process.stderr.write('다른 서기가 색인하는 중이라 지금 있는 색인으로 답해요.\n');
          return;
        }
        for (const { file, reason } of outcome.report.broken) {
          process.stderr.write(`읽지 못한 노트: ${file} (${reason})\n`);
        }
        await seogi.attachIndex();
      });
  });
  if (seogi.sources().length === 0) await Promise.race([first, finished]);
  if (seogi.sources().length === 0) throw new UserError('아직 색인이 없어요. 잠시 뒤에 다시 시작해 주세요.');
  finished.catch(fail);
}

await runCommand(async () => {
  const config = readConfig();
  const seogi = await openSeogi(config, openLog(config.logLevel));
  await becomeReady(seogi, (error) => {
    process.stderr.write(error instanceof UserError ? `${error.message}\n` : `${String(error)}\n`);
  });
  await chatInTerminal(seogi, process.stdin, process.stdout);
  return 0;
});
