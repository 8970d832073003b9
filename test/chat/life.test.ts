// How the bot leaves and comes back: signals are sent to its own process.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../src/paths.ts';
import type { ChannelHandle } from '../discord/handles/channel.ts';
import type { GuildHandle } from '../discord/handles/guild.ts';
import type { DiscordServer } from '../discord/server.ts';
import { type Home, writeNote } from './support/bot-process.ts';
import { freshBots, SMALL_NOTES } from './support/fresh-bots.ts';
import { QUESTIONS } from './support/notes.ts';

const { table } = QUESTIONS;
let server: DiscordServer;
let home: Home;
let guild: GuildHandle;
let channel: ChannelHandle;
const { spawn, start } = freshBots((stage) => {
  ({ server, home, guild, channel } = stage);
});

it('says that the token is no longer valid when Discord ends the connection for it', async () => {
  const bot = await start();
  server.gateway.closeSockets(4004);
  expect(await bot.exited).toBe(1);
  expect(bot.output).toMatch(/DISCORD_TOKEN이 맞지 않아요.*\n$/);
});

describe('on SIGTERM and SIGINT', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('%s: leaves at once when nothing is under way', async (signal) => {
    const bot = await start();
    const started = Date.now();
    expect(await bot.stop(signal)).toBe(0);
    expect(Date.now() - started).toBeLessThan(4000);
    expect(server.gateway.connections()).toBe(0);
  });

  it('finishes what is under way, takes nothing new, and leaves', async () => {
    const bot = await start();
    const alice = guild.addMember('앨리스');
    server.faults.delay('PATCH /webhooks/**', 1500);
    const asked = await alice.slash(channel, 'ask', { question: table.ask });
    await server.waitFor(() => server.requests.some(({ method }) => method === 'PATCH'));
    bot.child.kill('SIGTERM');
    await bot.wrote('하던 일을 마치고');
    const late = await alice.slash(channel, 'ask', { question: table.ask });
    expect((await late.response()).content).toContain('잠시 쉬러 가요');
    expect((await asked.response()).content).toContain(table.says);
    expect(await bot.exited).toBe(0);
  });

  it('leaves after five seconds what does not end', async () => {
    const bot = await start();
    server.faults.delay('PATCH /webhooks/**', 60_000);
    await guild.addMember('앨리스').slash(channel, 'ask', { question: table.ask });
    await server.waitFor(() => server.requests.some(({ method }) => method === 'PATCH'));
    const started = Date.now();
    expect(await bot.stop()).toBe(0);
    expect(Date.now() - started).toBeGreaterThan(4000);
    expect(bot.output).toContain('일 1개를 두고');
  });

  it('hears them through npm start', async () => {
    const bot = spawn({}, ['npm', '--prefix', PROJECT_ROOT, 'start']);
    await bot.wrote('노트를 다 읽었어요', 15_000);
    await bot.stop();
    expect(bot.output).toContain('하던 일을 마치고');
    await server.waitFor(() => server.gateway.connections() === 0);
  });

  it('ends a start that does not get through', async () => {
    server.gateway.refuseConnections();
    const bot = spawn();
    await server.waitFor(() => server.requests.some(({ path }) => path === '/gateway/bot'));
    expect(await bot.stop()).toBe(0);
  });
});

it('keeps its buttons working after a restart, also when the notes moved on', async () => {
  const bot = await start();
  const alice = guild.addMember('앨리스');
  const answer = await (await alice.slash(channel, 'ask', { question: table.ask })).response();
  await bot.stop();
  await writeNote(home, 'a.md', `# 머리말\n\n새 글\n\n${SMALL_NOTES['a.md']}- 덧붙인 줄\n`);
  const again = await start();
  const section = await (await alice.click(answer, '원문 보기')).response();
  expect(section.text).toContain('덧붙인 줄');
  expect(section.embeds[0]?.author?.name).toContain('(5–8줄)');
  expect((await (await alice.click(answer, '👍')).response()).content).toContain('고마워요');

  await again.stop();
  await writeNote(home, 'a.md', '# 다른 글\n\n아무 상관 없는 줄\n');
  await start();
  const gone = await (await alice.click(answer, '원문 보기')).response();
  expect(gone.content).toContain('사라졌어요');
  expect(gone.text).toContain(table.says);
});

it('tells people in words, and the log in codes, when it cannot answer any more', async () => {
  await (await start()).stop();
  // The index is whole, the model that reads questions is gone.
  await rm(join(home.model ?? '', 'onnx'), { recursive: true });
  const bot = spawn();
  await bot.wrote('서버에 초대하는 주소');
  // The index is there once its update has failed.
  await bot.wrote('모델');
  const alice = guild.addMember('앨리스');
  const said = await (await alice.say(channel, `${server.bot.mention} ${table.ask}`)).answer();
  expect(said.content).toContain('문제가 생겼어요');
  const asked = await (await alice.slash(channel, 'ask', { question: table.ask })).response();
  expect(asked.content).toContain('문제가 생겼어요');
  await bot.wrote('interaction: 문제가 생겼어요. (');
  await bot.wrote('message: 문제가 생겼어요. (');
});
