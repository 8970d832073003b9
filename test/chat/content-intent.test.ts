// The bot whose application may read messages: threads and replies without calling it.
import { GatewayIntentBits } from 'discord-api-types/v10';
import { expect, it } from 'vitest';
import type { GuildHandle } from '../discord/handles/guild.ts';
import type { DiscordServer } from '../discord/server.ts';
import { QUESTIONS } from './support/notes.ts';
import { oneBot } from './support/one-bot.ts';

const { table, list, followUp } = QUESTIONS;
let server: DiscordServer;
let guild: GuildHandle;
oneBot(
  (stage) => {
    ({ server, guild } = stage);
  },
  { privilegedIntents: [GatewayIntentBits.MessageContent] },
);

it('answers everything in its own thread, but for what is said to others', async () => {
  const channel = guild.addChannel('일반');
  const [alice, bob] = [guild.addMember('앨리스'), guild.addMember('밥')];
  const answer = await (await alice.say(channel, `${server.bot.mention} ${table.ask}`)).answer();
  await (await alice.click(answer, '이어서 묻기')).response();
  const [thread] = channel.threads;
  if (thread === undefined) throw new Error('No thread');
  const opening = await thread.waitForMessage(({ byBot }) => byBot);
  expect(opening.content).toContain('그냥 쓰면');

  expect((await (await bob.say(thread, followUp.ask)).answer()).embeds).toHaveLength(1);
  await alice.say(thread, `${bob.mention} 이거 맞아?`);
  await alice.say(thread, '@everyone 다들 여기 봐요');
  await alice.say(thread, `${guild.addRole('스터디원', { mentionable: true }).mention} 여기 봐요`);
  await alice.say(thread, '응 맞아', { replyTo: await bob.say(thread, `${alice.mention} 봐 봐`) });
  await (await alice.say(thread, list.ask)).answer();
  expect(thread.messages.filter(({ byBot }) => byBot)).toHaveLength(3);
});

it('answers a reply that does not ping it, and a call of its role', async () => {
  const channel = guild.addChannel('답글');
  const carol = guild.addMember('캐럴');
  const first = await (await carol.say(channel, `${server.bot.mention} ${table.ask}`)).answer();
  const next = await (await carol.say(channel, list.ask, { replyTo: first, pingReplied: false })).answer();
  expect(next.text).toContain(list.says);
  const byRole = await (await carol.say(channel, `${guild.botRole.mention} ${list.ask}`, { replyTo: first })).answer();
  expect(byRole.text).toContain(list.says);
});

it('still ignores what is said to nobody, and threads of others', async () => {
  const channel = guild.addChannel('잡담');
  const dave = guild.addMember('데이브');
  const thread = await dave.startThread(channel, '우리끼리');
  await dave.say(channel, table.ask);
  await dave.say(thread, table.ask);
  await (await dave.say(channel, `${server.bot.mention} ${list.ask}`)).answer();
  expect([...channel.messages, ...thread.messages].filter(({ byBot }) => byBot)).toHaveLength(1);
});
