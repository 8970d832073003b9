// A round that a whole channel plays.
import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { expect, it } from 'vitest';
import type { Actor } from '../discord/actors/actor.ts';
import type { ChannelHandle } from '../discord/handles/channel.ts';
import type { ServerMessage } from '../discord/handles/message.ts';
import { ask } from '../discord/raw.ts';
import { type QuizStage, quizStage, shows } from './support/quiz-stage.ts';

let stage: QuizStage;
const { restart } = quizStage((made) => {
  stage = made;
});

const begin = async (member: Actor, channel: ChannelHandle, count = 2) =>
  (await member.slash(channel, 'quiz start', { count, mode: '함께' })).response();
const told = async (member: Actor, message: ServerMessage, button: string) => {
  const answer = await (await member.click(message, button)).response();
  expect(answer.ephemeral).toBe(true);
  return answer.text;
};
const question = (channel: ChannelHandle, number: number) =>
  channel.waitForMessage(({ text }) => text.includes(`문제 ${number}/`));
const people = () => ['앨리스', '밥', '캐럴'].map((name) => stage.guild.addMember(name)) as [Actor, Actor, Actor];

it('everybody answers once, hidden until time is up, and the result names the best', async () => {
  const { server, guild, channel, clock, store } = stage;
  const [alice, bob, carol] = people();
  const first = await begin(alice, channel);
  expect(await told(bob, first, '15분')).toContain('답을 받았어요: 15분');
  expect(await told(carol, first, '5분')).toContain('답을 받았어요: 5분');
  expect(await told(carol, first, '15분')).toContain('이미 답했어요');
  await shows(server, first, '2명이 답했어요');
  expect(first.text).not.toContain('정답');
  expect(await store.attempts(guild.id)).toEqual([]);

  clock.pass(30_000);
  await shows(server, first, '정답: **15분**');
  expect(first.text).toContain(`맞힌 사람: ${bob.mention}`);
  expect(first.text).toContain('2명 가운데 1명이');
  expect(await store.attempts(guild.id)).toHaveLength(2);

  clock.pass(12_000);
  const second = await question(channel, 2);
  const write = async (member: Actor, text: string) => {
    const sent = await member.submitModal(await member.click(second, '답 쓰기'), { 답: text });
    return (await sent.response()).text;
  };
  expect(await write(bob, '10 GB')).toContain('답을 받았어요: 10 GB');
  expect(second.text).not.toContain('정답');
  expect(await write(carol, '10 GB')).toContain('답을 받았어요');
  // All who took part have answered: nobody waits for the clock.
  await shows(server, second, `맞힌 사람: ${bob.mention} ${carol.mention}`);
  clock.pass(12_000);
  const result = await channel.waitForMessage(({ text }) => text.includes('퀴즈 결과'));
  expect(result.text).toContain(`🥇 ${bob.mention} 2 / 2`);
  expect(result.text).toContain(`🥈 ${carol.mention} 1 / 2`);
  expect(result.text).toContain('람다의 제한 시간은?');
});

it('refuses politely who clicks late or on an old message, and changes nothing', async () => {
  const { server, channel, clock, store } = stage;
  const [alice, bob, carol] = people();
  const first = await begin(alice, channel);
  const option = first.controls[1]?.customId ?? '';
  expect(await told(bob, first, '정답 보기')).toContain('시작한 사람만');
  // The message is changed late, as it is where Discord is slow.
  server.faults.delay('PATCH /channels/*/messages/*', 400);
  clock.pass(30_000);
  expect(await told(carol, first, option)).toContain('시간이 끝났어요');
  await shows(server, first, '아무도 답하지 않았어요');
  await (await alice.click(first, '다음 문제')).acknowledged();
  await question(channel, 2);
  const { answers } = (await store.openRounds())[0] ?? {};
  expect(answers).toEqual([]);
  expect(await told(alice, first, '다음 문제')).toContain('지나간 문제');
});

it('plays in two channels and alone at the same time, each for itself', async () => {
  const { server, guild, channel, clock, store } = stage;
  const other = guild.addChannel('옆방');
  const [alice, bob, carol] = people();
  const [here, there] = [await begin(alice, channel), await begin(bob, other)];
  const own = await (await carol.slash(channel, 'quiz start', { count: 1 })).response();
  expect((await begin(bob, channel)).text).toContain('이미 함께 퀴즈를');
  expect(await told(bob, here, '5분')).toContain('답을 받았어요');
  expect(await told(bob, there, '15분')).toContain('답을 받았어요');
  await (await carol.click(own, '15분')).acknowledged();
  await shows(server, own, '맞았어요');
  await (await alice.click(here, '정답 보기')).acknowledged();
  await shows(server, here, '아무도 맞히지 못했어요');
  expect(there.text).not.toContain('정답');
  const stop = await (await bob.slash(other, 'quiz stop')).response();
  expect(stop.text).toBe('퀴즈를 마쳤어요.');
  await shows(server, there, `맞힌 사람: ${bob.mention}`);
  await other.waitForMessage(({ text }) => text.includes('퀴즈 결과'));
  await expect.poll(async () => (await store.openRounds()).map(({ phase }) => phase)).toEqual(['shown', 'shown']);
  clock.pass(12_000);
  await question(channel, 2);
});

it('takes no button that does not belong to its server and channel', async () => {
  const { server, guild, channel, store } = stage;
  const [alice, bob] = people();
  const round = await begin(alice, channel);
  const elsewhere = server.addGuild('다른 스터디');
  elsewhere.addMember(bob);
  for (const other of [elsewhere.addChannel('일반'), guild.addChannel('옆방')]) {
    const body = { content: '베낀 글', components: round.components, allowed_mentions: { parse: [] } };
    await ask(server, `POST /channels/${other.id}/messages`, body);
    const copy = await other.waitForMessage(({ content }) => content === '베낀 글');
    expect(await told(bob, copy, '15분')).toMatch(/더 쓸 수 없어요|기억나지 않아요/);
    expect(await told(bob, copy, '힌트')).toMatch(/더 쓸 수 없어요|기억나지 않아요/);
  }
  expect((await store.openRounds()).flatMap(({ answers, hints }) => [...answers, ...hints])).toEqual([]);
});

it('refuses what is written after time is up', async () => {
  const { guild, clock, channel, store } = stage;
  const alice = guild.addMember('앨리스');
  const start = await alice.slash(channel, 'quiz start', { type: '주관식', mode: '함께' });
  const modal = await alice.click(await start.response(), '답 쓰기');
  await modal.acknowledged();
  clock.pass(60_000);
  expect((await (await alice.submitModal(modal, { 답: '10 GB' })).response()).text).toContain('시간이 끝났어요');
  expect(await store.attempts(guild.id)).toEqual([]);
});

it('goes on without somebody who wants to be forgotten', async () => {
  const { channel, store } = stage;
  const [alice, bob] = people();
  const message = await begin(alice, channel);
  await store.forgetUser(alice.id);
  // A round goes on without the one who began it.
  expect(await told(bob, message, '15분')).toContain('답을 받았어요');
  expect(await told(alice, message, '정답 보기')).toContain('시작한 사람만');
  const solo = await (await alice.slash(channel, 'quiz start', { count: 1 })).response();
  await store.forgetUser(alice.id);
  expect(await told(alice, solo, '15분')).toContain('기억나지 않아요');
});

it('goes on after a restart, with all answers', async () => {
  const { server, channel, clock } = stage;
  const [alice, bob] = people();
  const first = await begin(alice, channel);
  await told(bob, first, '15분');
  await restart();
  expect(await told(bob, first, '5분')).toContain('이미 답했어요');
  clock.pass(30_000);
  await shows(server, first, `맞힌 사람: ${bob.mention}`);
  clock.pass(12_000);
  await question(channel, 2);
});

it('says that it was away for too long, and what was answered until then', async () => {
  const { server, guild, channel, clock, store } = stage;
  const [alice, bob] = people();
  const first = await begin(alice, channel);
  await told(bob, first, '15분');
  await restart(() => clock.pass(20 * 60_000));
  await shows(server, first, `맞힌 사람: ${bob.mention}`);
  const result = await channel.waitForMessage(({ text }) => text.includes('자리를 비운 사이에'));
  expect(result.text).toContain(`${bob.mention} 1 / 1`);
  expect(await store.attempts(guild.id, { user: bob.id })).toHaveLength(1);
});

it('gives up a round whose channel is closed to it', async () => {
  const { channel, clock, store } = stage;
  const [alice] = people();
  await begin(alice, channel);
  channel.setPermissions('bot', { deny: P.ViewChannel });
  clock.pass(30_000);
  await expect.poll(() => store.openRounds()).toEqual([]);
});
