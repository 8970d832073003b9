// npm start: the Discord bot when there is a token, a chat in the terminal otherwise.
import { openSqliteStore } from './adapters/sqlite-store.ts';
import { chatInTerminal } from './chat/terminal.ts';
import { progressBar } from './cli/progress.ts';
import { runCommand } from './cli/run.ts';
import { type Config, readConfig } from './config.ts';
import { UserError } from './errors.ts';
import { type Log, openLog } from './log.ts';
import { openSeogi, type Seogi } from './seogi.ts';

/** Closing what is no longer needed may take this long, in ms: the process ends anyway. */
const CLOSING = 1000;

/**
 * Resolves as soon as something can answer: the index on disk, or a first one by keywords. The rest goes on behind:
 * `done` is told when every note is in, `fail` what went wrong.
 */
async function becomeReady(seogi: Seogi, fail: (error: unknown) => void, done = () => {}): Promise<void> {
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
        done();
        await seogi.attachIndex();
      });
  });
  if (seogi.sources().length === 0) await Promise.race([first, finished]);
  if (seogi.sources().length === 0) throw new UserError('아직 색인이 없어요. 잠시 뒤에 다시 시작해 주세요.');
  finished.catch(fail);
}

const showFault = (error: unknown) => {
  process.stderr.write(error instanceof UserError ? `${error.message}\n` : `${String(error)}\n`);
};

/** Answers on Discord until SIGTERM or SIGINT, or until Discord ends it. */
async function beOnDiscord(config: Config, token: string, seogi: Seogi, log: Log): Promise<void> {
  const told = new Promise<'stop'>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve('stop'));
  });
  const store = openSqliteStore(config.dataDir);
  const { apiUrl, guildId } = config.discord;
  // Not loaded for a chat in the terminal: it is the heaviest library of all.
  const { startDiscord } = await import('./chat/discord.ts');
  // Connected first: a wrong token shows at once, and questions that come early are told to wait.
  const starting = startDiscord({ token, apiUrl, guildId, notesBaseUrl: config.notesBaseUrl, seogi, store, log });
  const chat = await Promise.race([starting, told]);
  if (chat === 'stop') return;
  try {
    const ready = becomeReady(seogi, showFault, () => log.info('노트를 다 읽었어요.'));
    await Promise.race([ready.then(() => told), told, chat.ended]);
  } finally {
    await chat.stop();
    await store.close();
  }
}

await runCommand(async () => {
  const config = readConfig();
  const log = openLog(config.logLevel);
  const seogi = await openSeogi(config, log);
  const { token } = config.discord;
  if (token === undefined) {
    await becomeReady(seogi, showFault);
    await chatInTerminal(seogi, process.stdin, process.stdout);
    return 0;
  }
  await beOnDiscord(config, token, seogi, log);
  await Promise.race([seogi.close(), new Promise((done) => setTimeout(done, CLOSING))]);
  return 0;
});
