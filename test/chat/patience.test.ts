// What people hear while the notes are being read, while the model is on its way, and when too many ask at once.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ChannelHandle } from '../discord/handles/channel.ts';
import type { GuildHandle } from '../discord/handles/guild.ts';
import { type DiscordServer, startDiscordServer } from '../discord/server.ts';
import { type BotProcess, type Home, makeHome, spawnBot } from './support/bot-process.ts';
import { type HeldHub, startHeldHub } from './support/held-hub.ts';
import { QUESTIONS } from './support/notes.ts';
import { watchAfterEach } from './support/watch.ts';

const { table, unknown } = QUESTIONS;
let server: DiscordServer;
let home: Home;
let hub: HeldHub;
let guild: GuildHandle;
let channel: ChannelHandle;
let bot: BotProcess | undefined;
beforeAll(async () => {
  // How many are answered is the matter here, not how fast this machine is.
  [server, home] = await Promise.all([startDiscordServer({ limits: { acknowledgeMs: 25_000 } }), makeHome()]);
  hub = await startHeldHub(home.model ?? '');
  guild = server.addGuild('스터디');
  channel = guild.addChannel('일반');
});
afterAll(async () => {
  await bot?.stop('SIGKILL');
  hub?.close();
  await server?.close();
  await home?.remove();
});
watchAfterEach(() => server);

const start = () => spawnBot(server, home, { EMBEDDING_MODEL: 'study/tiny', HF_ENDPOINT: hub.url });

it('asks for patience before there is an index, answers by words before there are vectors, then by meaning', async () => {
  bot = start();
  const alice = guild.addMember('앨리스');
  await server.waitFor(() => server.gateway.connections() === 1, 10_000);
  const early = await (await alice.say(channel, `${server.bot.mention} ${table.ask}`)).answer();
  expect(early.content).toContain('아직 노트를 읽는 중이에요');

  await server.waitFor(() => hub.waiting() > 0 && server.commands.length > 0, 10_000);
  const ask = async (question: string) => (await alice.slash(channel, 'ask', { question })).response();
  const byWords = await ask(table.ask);
  expect(byWords.content).toContain(table.says);
  expect(byWords.embeds[0]?.footer?.text).toContain('낱말로만 찾았어요');
  expect((await ask(unknown.ask)).content).toMatch(/^노트에서 답을 찾지 못했어요\.\n.*낱말로만 찾았어요/);

  hub.open();
  await bot.wrote('노트를 다 읽었어요', 10_000);
  const byMeaning = await ask(table.ask);
  expect(byMeaning.content).toContain(table.says);
  expect(byMeaning.text).not.toContain('낱말로만');
});

it('lets 202 questions wait, says to the others in words that there are too many, and answers all that it took', async () => {
  await bot?.stop();
  await rm(join(home.data, 'models'), { recursive: true });
  hub.hold();
  bot = start();
  // There is an index with vectors, and no model yet to read questions with.
  await server.waitFor(() => hub.waiting() > 0, 10_000);
  const people = Array.from({ length: 42 }, (_, i) => guild.addMember(`질문하는 사람${i}`));
  const asked = await Promise.all(
    people.flatMap((member) => Array.from({ length: 5 }, () => member.slash(channel, 'ask', { question: table.ask }))),
  );
  await Promise.all(asked.map((one) => one.acknowledged()));
  const answers = asked.map((one) => one.response(20_000));
  const busy = () => server.messages.filter(({ content }) => content.includes('질문이 많이 몰렸어요'));
  await server.waitFor(() => busy().length === asked.length - 202, 10_000);

  hub.open();
  const contents = (await Promise.all(answers)).map(({ content }) => content);
  expect(contents.filter((content) => content.includes(table.says))).toHaveLength(202);
  expect(busy()).toHaveLength(asked.length - 202);
});
