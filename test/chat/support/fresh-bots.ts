import { afterEach, beforeEach } from 'vitest';
import type { ChannelHandle } from '../../discord/handles/channel.ts';
import type { GuildHandle } from '../../discord/handles/guild.ts';
import { type DiscordServer, startDiscordServer } from '../../discord/server.ts';
import { type BotProcess, type Home, makeHome, spawnBot, startBot } from './bot-process.ts';
import { watchAfterEach } from './watch.ts';

/** What a test of a bot's life plays on. */
interface Stage {
  readonly server: DiscordServer;
  readonly home: Home;
  readonly guild: GuildHandle;
  readonly channel: ChannelHandle;
}

type Settings = Readonly<Record<string, string>>;

/** The one note that these bots answer from. */
export const SMALL_NOTES = { 'a.md': `# 람다 정리\n\n- 람다 함수 실행 시간 15분 900초 기본값 3초\n` };

/** Gives each test of the file a stage of its own, through `take`, and ends the bots it starts there. */
export function freshBots(take: (stage: Stage) => void) {
  let stage: Stage;
  const bots: BotProcess[] = [];
  const keep = (bot: BotProcess) => {
    bots.push(bot);
    return bot;
  };

  beforeEach(async () => {
    const [server, home] = await Promise.all([startDiscordServer(), makeHome({ notes: SMALL_NOTES })]);
    const guild = server.addGuild('스터디');
    stage = { server, home, guild, channel: guild.addChannel('일반') };
    take(stage);
  });
  watchAfterEach(() => stage.server);
  afterEach(async () => {
    for (const bot of bots.splice(0)) await bot.stop('SIGKILL');
    await stage.server.close();
    await stage.home.remove();
  });

  return {
    /** Starts a bot without waiting for it to be there. */
    spawn: (env: Settings = {}, command?: readonly [string, ...string[]]) =>
      keep(spawnBot(stage.server, stage.home, env, command)),
    /** Starts a bot and waits until it answers. */
    start: async (env: Settings = {}, command?: readonly [string, ...string[]]) =>
      keep(await startBot(stage.server, stage.home, env, command === undefined ? {} : { command })),
  };
}
