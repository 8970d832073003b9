import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../src/paths.ts';
import { type DiscordServer, startDiscordServer } from '../test/discord/server.ts';

/** The bot on a Discord server of this machine, with the notes and the model that it comes with. */
export interface LocalDiscord {
  readonly server: DiscordServer;
  readonly bot: ChildProcess;
  close(): Promise<void>;
}

/** Starts both and waits until all notes are read, at most two minutes. */
export async function startLocalDiscord(): Promise<LocalDiscord> {
  const server = await startDiscordServer({ botName: '서기' });
  server.addGuild('스터디');
  const data = await mkdtemp(join(tmpdir(), 'seogi-local-'));
  let output = '';
  const bot = spawn(process.execPath, [join(PROJECT_ROOT, 'dist', 'main.js')], {
    cwd: data,
    env: {
      PATH: process.env.PATH,
      DISCORD_TOKEN: server.token,
      DISCORD_API_URL: server.apiUrl,
      DATA_DIR: data,
    },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  bot.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8');
  });
  const exited = new Promise((resolve) => bot.once('close', resolve));
  const isReady = () => output.includes('노트를 다 읽었어요') && server.commands.length > 0;
  await server.waitFor(isReady, 120_000, 'a bot that is ready').catch((error: unknown) => {
    bot.kill('SIGKILL');
    throw new Error(output, { cause: error });
  });
  return {
    server,
    bot,
    async close() {
      bot.kill('SIGTERM');
      await exited;
      await server.close();
      await rm(data, { recursive: true, force: true });
    },
  };
}
