import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PROJECT_ROOT } from '../../../src/paths.ts';
import type { DiscordServer } from '../../discord/server.ts';
import { makeTinyModel } from '../../support/tiny-model.ts';
import { NOTES } from './notes.ts';

/** A folder with notes and data, for as many bots as a test starts one after the other. */
export interface Home {
  readonly folder: string;
  readonly notes: string;
  readonly data: string;
  /** Undefined for the model that Seogi comes with. */
  readonly model: string | undefined;
  remove(): Promise<void>;
}

/** Lays out a home. The tiny model is enough where it does not matter what is answered. */
export async function makeHome(
  options: { tiny?: boolean; notes?: Readonly<Record<string, string>> } = {},
): Promise<Home> {
  const { tiny = true, notes = NOTES } = options;
  const folder = await mkdtemp(join(tmpdir(), 'seogi-bot-'));
  const model = tiny ? join(folder, 'model') : undefined;
  const home = { folder, notes: join(folder, 'notes'), data: join(folder, 'data'), model };
  if (model) await makeTinyModel(model);
  await mkdir(home.notes);
  for (const [file, text] of Object.entries(notes)) await writeNote(home, file, text);
  return { ...home, remove: () => rm(folder, { recursive: true, force: true }) };
}

export async function writeNote(home: Pick<Home, 'notes'>, file: string, text: string): Promise<void> {
  await mkdir(dirname(join(home.notes, file)), { recursive: true });
  await writeFile(join(home.notes, file), text);
}

/** The bot as its users start it: `node dist/main.js` with an environment. */
export interface BotProcess {
  /** All that it wrote so far, both streams. */
  readonly output: string;
  readonly child: ChildProcess;
  /** Its exit code; null when a signal ended it. */
  readonly exited: Promise<number | null>;
  /** Waits until it wrote this. */
  wrote(text: string, timeoutMs?: number): Promise<void>;
  /** Sends a signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Everything that any bot of this test file wrote, for what must never stand in a log. */
export const written: string[] = [];

/** What users start. */
export const COMMAND: readonly [string, ...string[]] = [process.execPath, join(PROJECT_ROOT, 'dist', 'main.js')];

/** Starts a bot; `env` adds to its environment. Does not wait for anything. */
export function spawnBot(
  server: DiscordServer,
  home: Home,
  env: Readonly<Record<string, string>> = {},
  [command, ...args] = COMMAND,
): BotProcess {
  const child = spawn(command, args, {
    cwd: home.folder,
    env: {
      PATH: process.env.PATH,
      DISCORD_TOKEN: server.token,
      DISCORD_API_URL: server.apiUrl,
      NOTES_DIR: home.notes,
      DATA_DIR: home.data,
      ...(home.model && { EMBEDDING_MODEL: home.model }),
      LOG_LEVEL: 'debug',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const number = written.push('') - 1;
  const take = (chunk: Buffer) => {
    written[number] += chunk.toString('utf8');
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  let ended = false;
  exited.then(() => {
    ended = true;
  });
  const output = () => written[number] ?? '';
  return {
    get output() {
      return output();
    },
    child,
    exited,
    wrote: (text, timeoutMs) =>
      server
        .waitFor(
          () => {
            if (ended && !output().includes(text)) throw new Error(`The bot ended without writing "${text}"`);
            return output().includes(text);
          },
          timeoutMs,
          `"${text}" in the bot's output`,
        )
        .then(() => undefined)
        .catch((error) => {
          throw new Error(`${error.message}\n--- the bot wrote:\n${output()}`);
        }),
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return exited;
    },
  };
}

/** Starts a bot and waits until it answers with vectors, `patience` ms for each step. */
export async function startBot(
  server: DiscordServer,
  home: Home,
  env: Readonly<Record<string, string>> = {},
  { command = COMMAND, patience = 10_000 }: { command?: readonly [string, ...string[]]; patience?: number } = {},
): Promise<BotProcess> {
  const bot = spawnBot(server, home, env, command);
  await bot.wrote('서버에 초대하는 주소', patience);
  await bot.wrote('노트를 다 읽었어요', patience);
  await server.waitFor(() => server.commands.length > 0);
  return bot;
}
