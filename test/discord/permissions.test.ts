import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from './actors/actor.ts';
import type { ChannelHandle } from './handles/channel.ts';
import type { GuildHandle } from './handles/guild.ts';
import { ask } from './raw.ts';
import { type DiscordServer, startDiscordServer } from './server.ts';

let server: DiscordServer;
let guild: GuildHandle;
let channel: ChannelHandle;
let alice: Actor;

beforeEach(async () => {
  server = await startDiscordServer();
  guild = server.addGuild('Study');
  channel = guild.addChannel('general');
  alice = guild.addMember('Alice');
});
afterEach(() => server.close());

const post = (body: object = { content: 'x' }) => ask(server, `POST /channels/${channel.id}/messages`, body);

describe('the bot', () => {
  it.each<[string, bigint, () => Promise<{ body: { code?: number } }>, number]>([
    ['see', P.ViewChannel, () => post(), 50001],
    ['see', P.ViewChannel, () => ask(server, `GET /channels/${channel.id}`), 50001],
    ['write', P.SendMessages, () => post(), 50013],
    ['embed', P.EmbedLinks, () => post({ embeds: [{ title: 'x' }] }), 50013],
    [
      'start threads',
      P.CreatePublicThreads,
      () => ask(server, `POST /channels/${channel.id}/threads`, { name: 'x', type: 11 }),
      50013,
    ],
  ])('that may not %s is told so', async (_name, deny, act, code) => {
    channel.setPermissions('bot', { deny });
    expect((await act()).body.code).toBe(code);
    channel.setPermissions('bot', {});
    expect((await act()).body.code).toBeUndefined();
    expect(server.violations).toEqual([]);
  });

  it('may not attach, react or reply without the permission', async () => {
    const said = await alice.say(channel, 'words');
    channel.setPermissions('bot', { deny: P.AttachFiles | P.AddReactions });
    const form = new FormData();
    form.set('files[0]', new Blob(['x']), 'x.txt');
    expect((await post(form)).body.code).toBe(50013);
    const reaction = `PUT /channels/${channel.id}/messages/${said.id}/reactions/${encodeURIComponent('👍')}/@me`;
    expect((await ask(server, reaction)).body.code).toBe(50013);
    channel.setPermissions('bot', { deny: P.ReadMessageHistory });
    expect((await post({ content: 'x', message_reference: { message_id: said.id } })).body.code).toBe(160002);
    expect((await ask(server, `GET /channels/${channel.id}/messages`)).body).toEqual([]);
  });

  it('needs another permission in threads', async () => {
    const thread = await alice.startThread(channel, 'talk');
    const write = () => ask(server, `POST /channels/${thread.id}/messages`, { content: 'x' });
    channel.setPermissions('bot', { deny: P.SendMessages });
    expect((await write()).status).toBe(200);
    channel.setPermissions('bot', { deny: P.SendMessagesInThreads });
    expect((await write()).body.code).toBe(50013);
  });

  it('has no access any more once it is thrown out', async () => {
    guild.kickBot();
    expect((await ask(server, `GET /guilds/${guild.id}`)).body.code).toBe(10004);
  });
});

describe('the order of permissions', () => {
  it('goes from everybody over roles to the member', async () => {
    const role = guild.addRole('speakers');
    const bob = guild.addMember('Bob', { roles: [role] });
    channel.setPermissions('everyone', { deny: P.SendMessages });
    await expect(alice.say(channel, 'x')).rejects.toThrow('Alice may not write in #general');
    channel.setPermissions(role, { allow: P.SendMessages });
    await expect(bob.say(channel, 'x')).resolves.toBeDefined();
    channel.setPermissions(bob, { deny: P.SendMessages });
    await expect(bob.say(channel, 'x')).rejects.toThrow('Bob may not write');
  });

  it('lets administrators through', async () => {
    const admin = guild.addMember('Admin', { roles: [guild.addRole('admins', { permissions: P.Administrator })] });
    channel.setPermissions('everyone', { deny: P.ViewChannel });
    await expect(admin.say(channel, 'x')).resolves.toBeDefined();
    expect(alice.sees(channel)).toEqual([]);
    guild.setPermissions('everyone', 0n);
    await expect(alice.say(guild.addChannel('other'), 'x')).rejects.toThrow();
  });
});
