import { type Client, Events, type Message, type MessageReaction, Partials } from 'discord.js';
import { GatewayIntentBits as Intents } from 'discord-api-types/v10';
import { afterEach, describe, expect, it } from 'vitest';
import { ask } from './raw.ts';
import { type DiscordServer, type ServerOptions, startDiscordServer } from './server.ts';
import { startBot } from './throw-away-bot.ts';

let server: DiscordServer;
let client: Client<true>;

afterEach(async () => {
  await client.destroy();
  await server.close();
});

const INTENTS = [
  Intents.Guilds,
  Intents.GuildMessages,
  Intents.DirectMessages,
  Intents.MessageContent,
  Intents.GuildMessageReactions,
];

async function scene(
  answer: (message: Message) => Promise<unknown> = async () => undefined,
  options: ServerOptions = {},
) {
  server = await startDiscordServer({ privilegedIntents: [Intents.MessageContent], ...options });
  const guild = server.addGuild('Study');
  const channel = guild.addChannel('general');
  const alice = guild.addMember('Alice');
  const partials = [Partials.Channel, Partials.Message, Partials.Reaction];
  client = await startBot(server, { intents: INTENTS, partials }, (bot) =>
    bot.on(Events.MessageCreate, (message) => void (message.author.bot ? undefined : answer(message))),
  );
  const bots = await client.channels.fetch(channel.id);
  if (!bots?.isSendable()) throw new Error('The bot cannot write');
  return { guild, channel, alice, bots };
}

describe('messages', () => {
  it('are answered', async () => {
    const { alice, channel } = await scene((message) => message.reply(`you said ${message.content}`));
    const said = await alice.say(channel, 'hello');
    const answer = await said.answer();
    expect(answer).toMatchObject({ content: 'you said hello', replyTo: said.id, byBot: true });
    expect(channel.messages).toEqual([said, answer]);
    expect(await channel.waitForMessage((message) => message.byBot)).toBe(answer);
  });

  it('are sent, edited, listed and deleted by the bot', async () => {
    const { channel, bots, alice } = await scene();
    const sent = await bots.send({ content: 'one', embeds: [{ title: 'Title', fields: [{ name: 'n', value: 'v' }] }] });
    await sent.edit('two');
    const [shown] = channel.messages;
    expect(shown).toMatchObject({ content: 'two', text: 'two\nTitle\nn\nv' });
    const said = await alice.say(channel, 'words');
    expect((await bots.messages.fetch({ limit: 10 })).map(({ content }) => content)).toEqual(['words', 'two']);
    expect([...(await bots.messages.fetch({ before: said.id })).keys()]).toEqual([sent.id]);
    expect([...(await bots.messages.fetch({ after: sent.id })).keys()]).toEqual([said.id]);
    await sent.delete();
    expect(shown?.deleted).toBe(true);
    expect(channel.messages).toEqual([said]);
    expect(server.messages).toHaveLength(2);
  });

  it('are made once for a nonce that is enforced, for a few minutes', async () => {
    let later = 0;
    const { channel, bots } = await scene(undefined, { now: () => Date.now() + later });
    const enforced = { nonce: '7', enforceNonce: true };
    const first = await bots.send({ ...enforced, content: 'one' });
    expect(await bots.send({ ...enforced, content: 'again' })).toMatchObject({ id: first.id, content: 'one' });
    await bots.send({ nonce: '7', content: 'not enforced' });
    await bots.send({ nonce: '8', enforceNonce: true, content: 'another' });
    later = 10 * 60_000;
    await bots.send({ ...enforced, content: 'late' });
    await first.delete();
    expect(channel.messages.map(({ content }) => content)).toEqual(['not enforced', 'another', 'late']);
  });

  it('carry files, which are served', async () => {
    const { channel, bots } = await scene();
    const files = [
      { name: 'card.png', attachment: Buffer.from([1, 2, 3]) },
      { name: 'notes.md', attachment: Buffer.from('# Notes'), description: 'The notes' },
    ];
    const sent = await bots.send({ files, embeds: [{ image: { url: 'attachment://card.png' } }] });
    const [shown] = channel.messages;
    expect(shown?.files.map(({ name, bytes }) => [name, bytes.length])).toEqual([
      ['card.png', 3],
      ['notes.md', 7],
    ]);
    expect(sent.attachments.map(({ name, description }) => [name, description])).toEqual([['notes.md', 'The notes']]);
    const image = await fetch(sent.embeds[0]?.image?.url ?? '');
    expect(new Uint8Array(await image.arrayBuffer())).toEqual(new Uint8Array([1, 2, 3]));
    expect(await (await fetch(sent.attachments.first()?.url ?? '')).text()).toBe('# Notes');
    await sent.edit({ attachments: [], embeds: [], content: 'x' });
    expect(shown?.attachments).toEqual([]);
    expect(server.requests.find(({ files: { length } }) => length === 2)?.body).toMatchObject({ embeds: [{}] });
  });

  it('of users carry files, too', async () => {
    const { alice, channel } = await scene(async (message) => {
      const file = message.attachments.first();
      await message.reply(`${file?.name}: ${await (await fetch(file?.url ?? '')).text()}`);
    });
    const said = await alice.say(channel, '', { files: [{ name: 'a.md', content: '가나다' }] });
    expect((await said.answer()).content).toBe('a.md: 가나다');
  });

  it('of others cannot be edited, nor deleted without permission', async () => {
    const { alice, channel, guild } = await scene();
    const said = await alice.say(channel, 'words');
    const path = `/channels/${channel.id}/messages/${said.id}`;
    expect((await ask(server, `PATCH ${path}`, { content: 'x' })).body.code).toBe(50005);
    expect((await ask(server, `DELETE ${path}`)).body.code).toBe(50013);
    guild.setPermissions('bot', 1n << 13n);
    expect((await ask(server, `DELETE ${path}`)).status).toBe(204);
    await expect(alice.edit(said, 'y')).rejects.toThrow(/do not see/);
  });

  it('of users are edited and deleted, which the bot hears of', async () => {
    const { alice, channel } = await scene();
    const said = await alice.say(channel, 'one');
    const heard = new Promise((resolve) => client.once(Events.MessageUpdate, (_, after) => resolve(after.content)));
    await alice.edit(said, 'two');
    expect(await heard).toBe('two');
    const gone = new Promise((resolve) => client.once(Events.MessageDelete, ({ id }) => resolve(id)));
    await alice.remove(said);
    expect(await gone).toBe(said.id);
  });
});

describe('direct messages', () => {
  it('reach the bot and come back', async () => {
    const { alice } = await scene((message) => message.reply(`${message.inGuild()} ${message.content}`));
    const said = await alice.dm('psst');
    expect((await said.answer()).content).toBe('false psst');
    expect(alice.dms.messages).toHaveLength(2);
    expect(said.data).not.toHaveProperty('guild_id');
  });

  it('are opened by the bot, unless the user takes none', async () => {
    const { alice } = await scene();
    await client.users.send(alice.id, 'hello');
    expect(alice.dms.messages.map(({ content }) => content)).toEqual(['hello']);
    alice.closeDms();
    await expect(client.users.send(alice.id, 'again')).rejects.toMatchObject({ code: 50007 });
    const stranger = server.addUser('Bob');
    await stranger.dm('hi');
    expect(server.messages.at(-1)?.author.username).toBe('Bob');
  });
});

describe('reactions', () => {
  it('go both ways', async () => {
    const { alice, channel } = await scene((message) => message.react('👍'));
    const said = await alice.say(channel, 'words');
    await server.waitFor(() => said.reactions['👍']);
    const heard = new Promise<MessageReaction>((resolve) =>
      client.on(
        Events.MessageReactionAdd,
        (reaction, user) => user.id === alice.id && resolve(reaction as MessageReaction),
      ),
    );
    await alice.react(said, '👍');
    expect((await heard).count).toBe(2);
    await alice.react(said, '👍', false);
    expect(said.reactions).toEqual({ '👍': [server.bot.id] });
    const path = `/channels/${channel.id}/messages/${said.id}/reactions`;
    expect((await ask(server, `PUT ${path}/hello/@me`)).body.code).toBe(10014);
  });
});

describe('threads', () => {
  it('are started by the bot, joined, and put away', async () => {
    const { alice, channel } = await scene(async (message) => {
      if (message.channel.isThread()) return;
      const thread = await message.startThread({ name: 'quiz', autoArchiveDuration: 60 });
      await thread.members.add(message.author.id);
      await thread.send('inside');
    });
    const said = await alice.say(channel, 'start');
    const thread = await server.waitFor(() => channel.threads.find(({ messages }) => messages.length > 0));
    expect(thread).toMatchObject({ id: said.id, name: 'quiz', memberIds: [server.bot.id, alice.id], archived: false });
    const path = `/channels/${thread.id}`;
    expect(
      (await ask(server, `POST /channels/${channel.id}/messages/${said.id}/threads`, { name: 'x' })).body.code,
    ).toBe(160004);
    await ask(server, `PATCH ${path}`, { archived: true });
    expect(thread.archived).toBe(true);
    expect((await ask(server, `PUT ${path}/thread-members/${alice.id}`)).body.code).toBe(50083);
    expect((await ask(server, `PATCH ${path}`, { locked: true })).body.code).toBe(50013);
    await alice.say(thread, 'woken');
    expect(thread.archived).toBe(false);
  });

  it('are started by users; private ones only for those inside', async () => {
    const { alice, channel, guild } = await scene((message) => message.reply('here'));
    const thread = await alice.startThread(channel, 'talk');
    expect((await (await alice.say(thread, 'hello')).answer()).channelId).toBe(thread.id);
    const hidden = await alice.startThread(channel, 'secret', { private: true });
    expect((await ask(server, `POST /channels/${hidden.id}/messages`, { content: 'x' })).body.code).toBe(50001);
    const bob = guild.addMember('Bob');
    await expect(bob.say(hidden, 'x')).rejects.toThrow(/may not write/);
    const own = await ask(server, `POST /channels/${channel.id}/threads`, { name: 'bots', type: 11 });
    expect(own.status).toBe(201);
    expect(channel.threads.map(({ name }) => name)).toEqual(['talk', 'secret', 'bots']);
  });
});
