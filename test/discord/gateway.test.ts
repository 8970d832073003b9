// How a client identifies itself, and what it is told from then on.
import { type Client, GatewayIntentBits as Intents } from 'discord.js';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { DEFAULT_PERMISSIONS } from './permissions.ts';
import { type DiscordServer, type ServerOptions, startDiscordServer } from './server.ts';
import { startBot, startListener } from './throw-away-bot.ts';

let server: DiscordServer;
let client: Client<true> | undefined;

afterEach(async () => {
  await client?.destroy();
  client = undefined;
  await server.close();
});

const BASIC = [Intents.Guilds, Intents.GuildMessages, Intents.DirectMessages];

/** A guild with a member, and a bot that notes what it hears. */
async function scene(options: ServerOptions = {}, intents = BASIC) {
  server = await startDiscordServer(options);
  const guild = server.addGuild('Study');
  const channel = guild.addChannel('general');
  const alice = guild.addMember('Alice');
  const { bot, heard, hears } = await startListener(server, intents);
  client = bot;
  return { guild, channel, alice, heard, hears, bot };
}

const events = (name: string) => server.gateway.frames.filter((frame) => frame.event === name);

/** Speaks to the gateway without a client; resolves with the close code. */
async function closeCode(frames: readonly unknown[], query = 'v=10&encoding=json'): Promise<number> {
  server = await startDiscordServer();
  const socket = new WebSocket(`${server.apiUrl.replace('http', 'ws').replace('/api', '/gateway')}?${query}`);
  socket.on('open', () => {
    for (const frame of frames) socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  });
  return new Promise((resolve) => socket.on('close', resolve));
}

describe('identifying', () => {
  it('makes the client ready, with its guilds', async () => {
    const { bot, guild } = await scene();
    expect(bot.user.id).toBe(server.bot.id);
    expect(bot.guilds.cache.map(({ name }) => name)).toEqual(['Study']);
    expect(bot.guilds.cache.get(guild.id)?.members.me?.permissions.has('SendMessages')).toBe(true);
    expect(server.gateway.connections()).toBe(1);
    server.addGuild('Another').addChannel('other');
    await server.waitFor(() => bot.channels.cache.some((channel) => 'name' in channel && channel.name === 'other'));
    guild.kickBot();
    await server.waitFor(() => !bot.guilds.cache.has(guild.id));
    expect(server.violations).toEqual([]);
  });

  it('refuses a wrong token', async () => {
    server = await startDiscordServer();
    const lost = new (await import('discord.js')).Client({
      intents: BASIC,
      rest: { api: server.apiUrl, version: '10' },
    });
    await expect(lost.login('wrong')).rejects.toMatchObject({ code: 'TokenInvalid' });
    expect(server.requests).toMatchObject([{ path: '/gateway/bot', authorized: false, status: 401 }]);
  });

  it.each<[string, number, unknown[]]>([
    ['a wrong token', 4004, [{ op: 2, d: { token: 'wrong', intents: 0 } }]],
    ['unknown intents', 4013, [{ op: 2, d: { token: 'TOKEN', intents: 1 << 30 } }]],
    ['privileged intents that are off', 4014, [{ op: 2, d: { token: 'TOKEN', intents: Intents.MessageContent } }]],
    ['a shard beyond the count', 4010, [{ op: 2, d: { token: 'TOKEN', intents: 0, shard: [1, 1] } }]],
    ['no JSON', 4002, ['hello']],
    ['a request before identifying', 4003, [{ op: 3, d: {} }]],
    [
      'an unknown op',
      4001,
      [
        { op: 2, d: { token: 'TOKEN', intents: 0 } },
        { op: 99, d: {} },
      ],
    ],
    [
      'identifying twice',
      4005,
      [
        { op: 2, d: { token: 'TOKEN', intents: 0 } },
        { op: 2, d: { token: 'TOKEN', intents: 0 } },
      ],
    ],
    ['too many frames', 4008, Array(121).fill({ op: 1, d: null })],
  ])('closes after %s with %i', async (_name, code, frames) => {
    server = await startDiscordServer();
    const socket = new WebSocket(
      `${server.apiUrl.replace('http', 'ws').replace('/api', '/gateway')}?v=10&encoding=json`,
    );
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.on('open', () => {
      for (const frame of frames) {
        socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame).replace('TOKEN', server.token));
      }
    });
    expect(await closed).toBe(code);
    expect(server.violations).toMatchObject([{ method: 'GATEWAY', code }]);
  });

  it('closes after a sequence number that it never sent with 4007', async () => {
    await scene();
    const ready = events('READY')[0]?.data as { session_id: string; resume_gateway_url: string };
    const socket = new WebSocket(`${ready.resume_gateway_url}?v=10&encoding=json`);
    const closed = new Promise((resolve) => socket.on('close', resolve));
    const d = { token: server.token, session_id: ready.session_id, seq: 99 };
    socket.on('open', () => socket.send(JSON.stringify({ op: 6, d })));
    expect(await closed).toBe(4007);
  });

  it('closes after another version with 4012', async () => {
    expect(await closeCode([], 'v=9&encoding=json')).toBe(4012);
  });

  it('lets a client fail that asks for intents that are off', async () => {
    const server_ = startDiscordServer();
    server = await server_;
    const refused = startBot(server, { intents: [...BASIC, Intents.MessageContent] });
    await expect(refused).rejects.toThrow('Used disallowed intents');
  });
});

describe('what the bot hears', () => {
  const all = [...BASIC, Intents.MessageContent];

  it('is without contents, except where it is meant', async () => {
    const { alice, channel, hears, heard, guild } = await scene();
    guild.setPermissions('everyone', DEFAULT_PERMISSIONS | PermissionFlagsBits.MentionEveryone);
    await alice.say(channel, 'overheard');
    await alice.say(channel, `to its role ${guild.botRole.mention}`);
    const own = await alice.say(channel, `${server.bot.mention} to the bot`);
    await hears(own.content);
    await alice.dm('in private');
    await hears('in private');
    expect(heard).toEqual(['', '', own.content, 'in private']);
  });

  it('is without contents of what is replied to', async () => {
    const { alice, channel, hears } = await scene();
    const said = await alice.say(channel, 'overheard');
    const reply = await alice.say(channel, `${server.bot.mention} look`, { replyTo: said });
    await hears(reply.content);
    const { data } = events('MESSAGE_CREATE').at(-1) ?? {};
    expect(data).toMatchObject({ content: reply.content, referenced_message: { id: said.id, content: '' } });
  });

  it('is everything with the intent, by REST as well', async () => {
    const { alice, channel, hears, bot } = await scene({ privilegedIntents: [Intents.MessageContent] }, all);
    const said = await alice.say(channel, 'overheard');
    await hears('overheard');
    const found = bot.channels.cache.get(channel.id);
    if (!found?.isTextBased()) throw new Error('no such channel');
    expect((await found.messages.fetch({ message: said.id, force: true })).content).toBe('overheard');
  });

  it('is withheld by REST where the intent is off', async () => {
    const { alice, channel, bot } = await scene();
    const said = await alice.say(channel, 'overheard');
    const found = bot.channels.cache.get(channel.id);
    if (!found?.isTextBased()) throw new Error('no such channel');
    expect((await found.messages.fetch({ message: said.id, force: true })).content).toBe('');
  });

  it('is what its intents cover, in channels that it sees', async () => {
    const { alice, channel, guild } = await scene({}, [Intents.Guilds, Intents.DirectMessages]);
    await alice.say(channel, 'not covered');
    const hidden = guild.addChannel('hidden');
    await alice.dm('covered');
    await server.waitFor(() => events('MESSAGE_CREATE').length > 0);
    expect(events('MESSAGE_CREATE')).toMatchObject([{ data: { content: 'covered' } }]);
    expect(events('GUILD_MEMBER_ADD')).toEqual([]);
    hidden.setPermissions('bot', { deny: PermissionFlagsBits.ViewChannel });
    await alice.startThread(hidden, 'not seen');
    expect(events('THREAD_CREATE')).toEqual([]);
  });
});

describe('permissions that change in a channel', () => {
  const may = (bot: Client<true>, id: string, permission: 'ViewChannel' | 'SendMessages') => {
    const channel = bot.channels.cache.get(id);
    return channel && 'permissionsFor' in channel && channel.permissionsFor(bot.user)?.has(permission) === true;
  };

  it('are known to a client with the intent for guilds, also where it may no longer look', async () => {
    const { bot, channel } = await scene();
    expect(may(bot, channel.id, 'SendMessages')).toBe(true);
    channel.setPermissions('bot', { deny: PermissionFlagsBits.SendMessages });
    await server.waitFor(() => !may(bot, channel.id, 'SendMessages'));
    channel.setPermissions('bot', {});
    await server.waitFor(() => may(bot, channel.id, 'SendMessages'));
    channel.setPermissions('everyone', { deny: PermissionFlagsBits.ViewChannel });
    await server.waitFor(() => !may(bot, channel.id, 'ViewChannel'));
    expect(server.violations).toEqual([]);
  });

  it('are told to no other client', async () => {
    const { alice, channel } = await scene({}, [Intents.DirectMessages]);
    channel.setPermissions('bot', { deny: PermissionFlagsBits.SendMessages });
    await alice.dm('afterwards');
    await server.waitFor(() => events('MESSAGE_CREATE').length > 0);
    expect(events('CHANNEL_UPDATE')).toEqual([]);
  });
});
