// What keeps the bot from starting, and what it registers when it starts.
import { ApplicationFlags } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { ChannelHandle } from '../discord/handles/channel.ts';
import type { GuildHandle } from '../discord/handles/guild.ts';
import { ask } from '../discord/raw.ts';
import { type DiscordServer, startDiscordServer } from '../discord/server.ts';
import { type BotProcess, type Home, makeHome, startBot } from './support/bot-process.ts';
import { freshBots, SMALL_NOTES } from './support/fresh-bots.ts';
import { QUESTIONS } from './support/notes.ts';
import { startProxy } from './support/proxy.ts';

const { table } = QUESTIONS;
let server: DiscordServer;
let home: Home;
let guild: GuildHandle;
let channel: ChannelHandle;
const { spawn, start } = freshBots((stage) => {
  ({ server, home, guild, channel } = stage);
});

describe('what keeps the bot from starting is one sentence', () => {
  const expectSentence = async (bot: BotProcess, sentence: RegExp) => {
    expect(await bot.exited).toBe(1);
    expect(bot.output.trim().split('\n').at(-1)).toMatch(sentence);
    expect(bot.output).not.toMatch(/^\s+at |Error:/m);
  };

  it('a wrong token', async () => {
    // Another server's, whose rules are not this one's to watch.
    const other = await startDiscordServer();
    await expectSentence(spawn({ DISCORD_API_URL: `${other.apiUrl}/v10/` }), /^DISCORD_TOKEN이 맞지 않아요/);
    await other.close();
  });

  it('no network', async () => {
    await expectSentence(
      spawn({ DISCORD_API_URL: 'http://127.0.0.1:9/api' }),
      /^Discord\(127\.0\.0\.1:9\)에 연결할 수 없/,
    );
  });

  it('a Discord that fails', async () => {
    server.faults.fail('GET /applications/@me', { times: Number.POSITIVE_INFINITY, status: 503 });
    await expectSentence(spawn(), /HTTP 503/);
  });

  it('a time zone that is none', async () => {
    await expectSentence(spawn({ TIMEZONE: 'Mars/Olympus' }), /TIMEZONE: Asia\/Seoul처럼 시간대의 이름/);
  });

  it('a gateway that cannot be asked for', async () => {
    server.faults.fail('GET /gateway/bot', { times: Number.POSITIVE_INFINITY, status: 502 });
    await expectSentence(spawn(), /HTTP 502/);
  });

  it('a gateway that cannot be reached', async () => {
    server.gateway.refuseConnections();
    await expectSentence(spawn(), /연결할 수 없/);
  });

  it('an intent that is refused, although the application seems to have it', async () => {
    const other = await startDiscordServer();
    const proxy = await startProxy(other.apiUrl, (path, body) => {
      const isApplication = path.endsWith('/applications/@me');
      return isApplication ? { ...(body as object), flags: ApplicationFlags.GatewayMessageContentLimited } : body;
    });
    await expectSentence(spawn({ DISCORD_TOKEN: other.token, DISCORD_API_URL: proxy.url }), /MESSAGE CONTENT INTENT/);
    proxy.close();
    await other.close();
  });

  it('notes that are not there', async () => {
    await expectSentence(spawn({ NOTES_DIR: `${home.notes}/nowhere` }), /nowhere/);
  });
});

describe('the commands', () => {
  const puts = () => server.requests.filter(({ method, path }) => method === 'PUT' && path.endsWith('/commands'));
  const places = () => server.commands.filter(({ name }) => name === 'ask').map(({ guild_id }) => guild_id);
  /** A bot that lives no longer than it takes to register. */
  const register = async (env: Readonly<Record<string, string>> = {}) => {
    const bot = spawn(env);
    await bot.wrote('명령을 등록했어요');
    await bot.stop('SIGKILL');
  };

  it('are registered once, and again where Discord has dropped them, move with DISCORD_GUILD_ID, leave no duplicates', async () => {
    const other = server.addGuild('다른 서버');
    await register();
    expect(places()).toEqual([undefined]);
    await (await start()).stop();
    expect(puts()).toHaveLength(1);
    await register({ DISCORD_GUILD_ID: guild.id });
    expect(places()).toEqual([guild.id]);
    await register({ DISCORD_GUILD_ID: other.id });
    expect(places()).toEqual([other.id]);
    expect(puts()).toHaveLength(3);
    await ask(server, `PUT /applications/${server.bot.id}/guilds/${other.id}/commands`, []);
    expect(places()).toEqual([]);
    await register({ DISCORD_GUILD_ID: other.id });
    expect(places()).toEqual([other.id]);
    await register();
    expect(places()).toEqual([undefined]);
  });

  it('are found and taken away also by a bot that forgot where they were', async () => {
    await register({ DISCORD_GUILD_ID: guild.id });
    const fresh = await makeHome({ notes: SMALL_NOTES });
    const bot = await startBot(server, fresh);
    await bot.wrote('명령을 등록했어요');
    expect(places()).toEqual([undefined]);
    await bot.stop();
    await fresh.remove();
  });

  it('that cannot be registered keep nobody from asking', async () => {
    const bot = spawn({ DISCORD_GUILD_ID: '100000000000000001' });
    await bot.wrote('100000000000000001에 명령을 등록하지 못했어요. 위의 초대 주소로');
    expect(bot.output.indexOf('https://discord.com/oauth2')).toBeLessThan(bot.output.indexOf('등록하지 못했어요'));
    await bot.wrote('노트를 다 읽었어요');
    const said = await guild.addMember('앨리스').say(channel, `${server.bot.mention} ${table.ask}`);
    expect((await said.answer()).content).toContain(table.says);
  });

  it('that Discord lets wait keep nobody from asking', async () => {
    const fault = server.faults.rateLimit('PUT /applications/*/commands', { retryAfter: 60 });
    const bot = spawn();
    await bot.wrote('노트를 다 읽었어요');
    const said = await guild.addMember('앨리스').say(channel, `${server.bot.mention} ${table.ask}`);
    expect((await said.answer()).content).toContain(table.says);
    expect(fault.hits()).toBe(1);
    expect(places()).toEqual([]);
  });
});
