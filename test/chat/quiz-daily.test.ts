// One question a day in a channel.
import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { expect, it } from 'vitest';
import type { Actor } from '../discord/actors/actor.ts';
import type { ServerMessage } from '../discord/handles/message.ts';
import { type QuizStage, quizStage, shows } from './support/quiz-stage.ts';

const HOUR = 3600_000;
let stage: QuizStage;
const { restart } = quizStage((made) => {
  stage = made;
});

const admin = () =>
  stage.guild.addMember('방장', { roles: [stage.guild.addRole('방장', { permissions: P.ManageGuild })] });
const set = async (member: Actor, options: Readonly<Record<string, number | boolean | { id: string }>>) =>
  (await (await member.slash(stage.channel, 'quiz daily', options)).response()).text;
const asked = (count: number) =>
  stage.server.waitFor(() => {
    const found = stage.channel.messages.filter(({ text }) => text.includes('오늘의 문제'));
    return found.length === count ? found : undefined;
  });
const told = async (member: Actor, message: ServerMessage, button: string) =>
  (await (await member.click(message, button)).response()).text;

it('asks at its hour in the group’s time zone, tells each at once, and everybody the day after', async () => {
  const { server, guild, channel, clock, store } = stage;
  const [bob, carol] = [guild.addMember('밥'), guild.addMember('캐럴')];
  // It is nine in Seoul.
  expect(await set(admin(), { hour: 10 })).toContain(`${channel.mention} 채널에 매일 10시에`);
  clock.pass(59 * 60_000);
  expect(channel.messages).toEqual([]);
  clock.pass(60_000);
  const [first] = (await asked(1)) as [ServerMessage];
  expect(first.text).toContain('람다의 제한 시간은?');
  expect(await told(bob, first, '15분')).toContain('맞았어요');
  expect(await told(bob, first, '5분')).toContain('이미 답했어요');
  expect(await told(carol, first, '5분')).toContain('아쉬워요');
  await shows(server, first, '2명이 답했어요');
  expect(first.text).not.toContain('정답');
  expect(await store.attempts(guild.id)).toHaveLength(2);

  clock.pass(24 * HOUR);
  await shows(server, first, `맞힌 사람: ${bob.mention}`);
  const [, second] = (await asked(2)) as [ServerMessage, ServerMessage];
  expect(second.text).toContain('람다의 메모리 한도는?');
  expect(await told(carol, first, '왜?')).toContain('제한 시간은 길어야 15분');
});

it('asks once a day, also where the bot was started anew', async () => {
  const { channel, clock } = stage;
  await set(admin(), { hour: 9 });
  await asked(1);
  await restart();
  clock.pass(HOUR);
  await restart(() => clock.pass(24 * HOUR));
  await asked(2);
  clock.pass(HOUR);
  expect(channel.messages.filter(({ text }) => text.includes('문제 ·'))).toHaveLength(2);
});

it('asks in the channel it was told, and no more when it is switched off', async () => {
  const { guild, channel, clock } = stage;
  const owner = admin();
  const other = guild.addChannel('매일');
  expect(await set(owner, { channel: other })).toContain(other.mention);
  await other.waitForMessage(({ text }) => text.includes('오늘의 문제'));
  expect(await set(owner, { off: true })).toContain('그만 낼게요');
  expect(await set(owner, { off: true })).toContain('없어요');
  clock.pass(24 * HOUR);
  await other.waitForMessage(({ text }) => text.includes('아무도 답하지 않았어요'));
  expect(other.messages).toHaveLength(1);
  expect(channel.messages).toEqual([]);
});

it('is not set where the bot may not write', async () => {
  const { guild, store } = stage;
  const closed = guild.addChannel('읽기만');
  closed.setPermissions('bot', { deny: P.SendMessages });
  expect(await set(admin(), { channel: closed })).toContain('권한이 모자라서');
  expect(await store.settingEverywhere('daily')).toEqual([]);
});

it('is set only by who manages the server, and only in servers', async () => {
  const { guild, server, store } = stage;
  expect(await set(guild.addMember('밥'), {})).toContain('서버 관리 권한');
  const alice = server.addUser('앨리스');
  const answer = await (await alice.slash(alice.dms, 'quiz daily', {})).response();
  expect(answer.text).toContain('서버에서만');
  expect(await store.settingEverywhere('daily')).toEqual([]);
});
