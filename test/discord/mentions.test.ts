import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from './actors/actor.ts';
import type { ChannelHandle } from './handles/channel.ts';
import type { GuildHandle, RoleHandle } from './handles/guild.ts';
import { ask } from './raw.ts';
import { type DiscordServer, startDiscordServer } from './server.ts';

let server: DiscordServer;
let guild: GuildHandle;
let channel: ChannelHandle;
let alice: Actor;
let open: RoleHandle;
let closed: RoleHandle;

beforeAll(async () => {
  server = await startDiscordServer();
  guild = server.addGuild('Study');
  channel = guild.addChannel('general');
  alice = guild.addMember('Alice');
  open = guild.addRole('open', { mentionable: true });
  closed = guild.addRole('closed');
});
beforeEach(() => guild.setPermissions('bot', 0n));
afterAll(() => server.close());

async function pings(body: object) {
  const { body: message } = await ask(server, `POST /channels/${channel.id}/messages`, body);
  return server.messages.find(({ id }) => id === message.id)?.pings;
}
const everybody = () => `@everyone ${alice.mention} ${open.mention} ${closed.mention} <@1234567890123456789>`;

describe('who a message pings', () => {
  it('is all who stand in it, as far as the bot may', async () => {
    expect(await pings({ content: everybody() })).toEqual({ everyone: false, users: [alice.id], roles: [open.id] });
    guild.setPermissions('bot', P.MentionEveryone);
    const all = { everyone: true, users: [alice.id], roles: [open.id, closed.id] };
    expect(await pings({ content: everybody() })).toEqual(all);
    expect(await pings({ content: 'see @here' })).toMatchObject({ everyone: true });
  });

  it('is nobody where nothing is to be parsed', async () => {
    guild.setPermissions('bot', P.MentionEveryone);
    const nobody = { everyone: false, users: [], roles: [] };
    expect(await pings({ content: everybody(), allowed_mentions: { parse: [] } })).toEqual(nobody);
    expect(channel.messages.at(-1)?.data).toMatchObject({ mentions: [], mention_roles: [], mention_everyone: false });
    expect(await pings({ content: `\`${alice.mention}\` and \`\`\`@everyone\`\`\`` })).toEqual(nobody);
    expect(await pings({ embeds: [{ description: everybody() }] })).toEqual(nobody);
  });

  it('is who is allowed by name', async () => {
    expect(await pings({ content: everybody(), allowed_mentions: { users: [alice.id] } })).toMatchObject({
      users: [alice.id],
      roles: [],
    });
    expect(await pings({ content: everybody(), allowed_mentions: { parse: ['roles'] } })).toMatchObject({
      users: [],
      roles: [open.id],
    });
    expect(await pings({ content: 'nobody', allowed_mentions: { users: [alice.id] } })).toMatchObject({ users: [] });
  });

  it('counts text components and edits', async () => {
    const v2 = { flags: 1 << 15, components: [{ type: 10, content: alice.mention }] };
    expect(await pings(v2)).toMatchObject({ users: [alice.id] });
    const { body } = await ask(server, `POST /channels/${channel.id}/messages`, { content: 'x' });
    await ask(server, `PATCH /channels/${channel.id}/messages/${body.id}`, { content: alice.mention });
    expect(channel.messages.at(-1)?.pings.users).toEqual([alice.id]);
  });

  it('is the author of what it replies to, unless told otherwise', async () => {
    const said = await alice.say(channel, 'words');
    const reply = { content: 'x', message_reference: { message_id: said.id } };
    expect(await pings(reply)).toMatchObject({ users: [alice.id] });
    expect(await pings({ ...reply, allowed_mentions: { parse: [] } })).toMatchObject({ users: [] });
    expect(await pings({ ...reply, allowed_mentions: { parse: [], replied_user: true } })).toMatchObject({
      users: [alice.id],
    });
  });

  it('goes for users, too', async () => {
    const bob = guild.addMember('Bob');
    const said = await bob.say(channel, `@everyone ${alice.mention}`);
    expect(said.pings).toEqual({ everyone: false, users: [alice.id], roles: [] });
    expect((await alice.say(channel, 'x', { replyTo: said })).pings.users).toEqual([bob.id]);
    expect((await alice.say(channel, 'x', { replyTo: said, pingReplied: false })).pings.users).toEqual([]);
  });
});
