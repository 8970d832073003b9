import { afterAll, beforeAll } from 'vitest';
import type { GuildHandle } from '../../discord/handles/guild.ts';
import { type DiscordServer, startDiscordServer } from '../../discord/server.ts';
import { type BotProcess, type Home, makeHome, startBot } from './bot-process.ts';
import { watchAfterEach } from './watch.ts';

/** What the tests of a file share. */
interface Stage {
  readonly server: DiscordServer;
  readonly home: Home;
  readonly guild: GuildHandle;
  readonly bot: BotProcess;
}

/** Starts one bot for all tests of the file, handed over through `take`; ends it after them. */
export function oneBot(
  take: (stage: Stage) => void,
  options: Parameters<typeof startDiscordServer>[0] = {},
  env: Readonly<Record<string, string>> = {},
): void {
  let stage: Partial<Stage> & { readonly server: DiscordServer };
  beforeAll(async () => {
    const [server, home] = await Promise.all([startDiscordServer(options), makeHome()]);
    const guild = server.addGuild('스터디');
    stage = { server, home, guild };
    const bot = await startBot(server, home, env);
    stage = { ...stage, bot };
    take({ server, home, guild, bot });
  });
  afterAll(async () => {
    await stage?.bot?.stop();
    await stage?.server.close();
    await stage?.home?.remove();
  });
  watchAfterEach(() => stage.server);
}
