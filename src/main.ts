// npm start: the Discord bot when there is a token, a chat in the terminal otherwise.
import { randomBytes } from 'node:crypto';
import type { HealthServer } from './adapters/health-server.ts';
import { openSqliteStore } from './adapters/sqlite-store.ts';
import { openTerminalChat } from './chat/terminal.ts';
import { terminalQuizzes } from './chat/terminal-quiz.ts';
import { terminalStats } from './chat/terminal-stats.ts';
import { becomeReady } from './cli/become-ready.ts';
import { openNoteNews } from './cli/note-news.ts';
import { runCommand } from './cli/run.ts';
import { systemClock } from './clock.ts';
import { type Config, readConfig } from './config.ts';
import { UserError } from './errors.ts';
import { type Log, openLog } from './log.ts';
import { openOwnNotes } from './notes/own-notes.ts';
import { PACKS_DIR } from './paths.ts';
import { makeItemsAside } from './quiz/items-thread.ts';
import { openQuizzes } from './quiz/open-quizzes.ts';
import { type IndexReport, sizeOf } from './search/update-index.ts';
import { openSeogi, type Seogi } from './seogi.ts';

/** Which items there are does not depend on it, and their options are put in another order for each quiz. */
const ITEMS_SEED = 1;

const newId = () => randomBytes(9).toString('base64url');

const say = (sentence: string) => {
  process.stderr.write(`${sentence}\n`);
};

/** Quizzes from what Seogi has indexed, made in a thread of their own. */
const quizzesOf = ({ sources, sameName, readings }: Seogi, onFault: (error: unknown) => void, signal: AbortSignal) =>
  openQuizzes({
    sources,
    make: (notes) => makeItemsAside({ notes, seed: ITEMS_SEED, packsDir: PACKS_DIR }, signal),
    onFault,
    sameName,
    readings,
  });

interface DiscordParts {
  readonly config: Config;
  readonly token: string;
  readonly seogi: Seogi;
  readonly log: Log;
  /** Told what goes wrong with the index behind the bot. */
  readonly onFault: (error: unknown) => void;
  /** Aborted when the process ends. */
  readonly signal: AbortSignal;
}

/** Serves how the bot is. */
async function startHealth(port: number, seogi: Seogi, connected: () => boolean): Promise<HealthServer> {
  // Loaded only for whom it is served.
  const { startHealthServer } = await import('./adapters/health-server.ts');
  return startHealthServer({
    port,
    health: () => ({ connected: connected(), indexed: seogi.sources().length > 0 }),
    sizes() {
      const [source] = seogi.sources();
      const { files, passages, lines } = source ? sizeOf(source.generation) : { files: 0, passages: 0, lines: 0 };
      return { notes: files, passages, lines };
    },
  });
}

/** Answers on Discord until SIGTERM or SIGINT, or until Discord ends it. */
async function beOnDiscord({ config, token, seogi, log, onFault, signal }: DiscordParts): Promise<void> {
  const told = new Promise<'stop'>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve('stop'));
  });
  const store = openSqliteStore(config.dataDir, (sentence) => log.warn(sentence));
  const { apiUrl, guildId } = config.discord;
  // Not loaded for a chat in the terminal: it is the heaviest library of all.
  const { startDiscord } = await import('./chat/discord.ts');
  const { describeError } = await import('./chat/discord-errors.ts');
  // One handler's oversight is not everybody's outage, and Node would print the error with all that stands in it.
  process.on('unhandledRejection', (error) => log.error(describeError(error)));
  // Connected first: a wrong token shows at once, and questions that come early are told to wait.
  const quizzes = quizzesOf(seogi, onFault, signal);
  let connected = () => false;
  const health =
    config.healthPort === undefined ? undefined : await startHealth(config.healthPort, seogi, () => connected());
  const starting = startDiscord({
    token,
    apiUrl,
    guildId,
    notesBaseUrl: config.notesBaseUrl,
    seogi,
    notes: openOwnNotes({ dataDir: config.dataDir, changes: store, now: systemClock.now, newId }),
    quizzes,
    onAnswered: health?.answered,
    store,
    log,
    clock: systemClock,
    timeZone: config.timeZone,
  });
  const chat = await Promise.race([starting, told]);
  if (chat === 'stop') return;
  connected = chat.isConnected;
  try {
    const news = openNoteNews(
      (sentence) => log.info(sentence),
      (sentence) => log.warn(sentence),
    );
    const ready = becomeReady(seogi, {
      onProgress: () => {},
      onDone({ broken }) {
        news.broken('shared', broken);
        log.info('노트를 다 읽었어요.');
        // Made ahead of the first quiz.
        const told = () => log.info(`퀴즈 문제를 다 만들었어요. (${quizzes.items('shared').length}개)`);
        void quizzes.whenReady('shared').then(() => signal.aborted || told());
      },
      onNotice: (sentence) => log.warn(sentence),
      onFault,
    });
    const watching = ready.then(() =>
      seogi.watch({ onReport: news.report, onFault: (_, error) => onFault(error), clock: systemClock }),
    );
    await Promise.race([watching.then(() => told), told, chat.ended]);
  } finally {
    await chat.stop();
    await health?.close();
    await store.close();
  }
}

await runCommand(async (defer) => {
  const config = readConfig();
  const log = openLog(config.logLevel);
  const seogi = await openSeogi(config, log);
  let leaving = false;
  const stop = new AbortController();
  defer(() => {
    leaving = true;
    stop.abort();
    return seogi.close();
  });
  // An index that is still being made stops with the rest: that is no fault.
  const sayFault = (error: unknown) => {
    if (!leaving) say(error instanceof UserError ? error.message : String(error));
  };
  const { token } = config.discord;
  if (token === undefined) {
    const chat = openTerminalChat(process.stdin, process.stdout);
    const news = openNoteNews(say, say);
    const onDone = ({ broken }: IndexReport) => {
      news.broken('shared', broken);
      chat.ready();
    };
    await becomeReady(seogi, { onProgress: chat.progress, onDone, onNotice: say, onFault: sayFault });
    seogi.watch({ onReport: news.report, onFault: (_, error) => sayFault(error), clock: systemClock });
    const store = openSqliteStore(config.dataDir, say);
    defer(() => store.close());
    const { sources } = seogi;
    const quizzes = quizzesOf(seogi, sayFault, stop.signal);
    const quiz = { quizzes, store, sources, now: systemClock.now, timeZone: config.timeZone, newId };
    await chat.run(seogi, [...terminalQuizzes(quiz), terminalStats(quiz)]);
    return 0;
  }
  await beOnDiscord({ config, token, seogi, log, onFault: sayFault, signal: stop.signal });
  return 0;
});
