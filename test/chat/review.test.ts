// Reviews: what was wrong anywhere comes back when it is due, as a quiz of one's own.
import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { beforeEach, expect, it } from 'vitest';
import type { QuizItem } from '../../src/domain.ts';
import { quizItem } from '../contracts/records.ts';
import type { Actor } from '../discord/actors/actor.ts';
import type { ChannelHandle } from '../discord/handles/channel.ts';
import type { ServerMessage } from '../discord/handles/message.ts';
import { QUIZZES, type QuizStage, quizStage, shows } from './support/quiz-stage.ts';

const DAY = 24 * 3600_000;
let stage: QuizStage;
let items: readonly QuizItem[];
let isReady = true;
beforeEach(() => {
  items = QUIZZES.items('shared');
  isReady = true;
});
const { restart } = quizStage(
  (made) => {
    stage = made;
  },
  { quizzes: { ...QUIZZES, items: () => items, isReady: () => isReady } },
);

const slash = async (member: Actor, command: string, options = {}, where: ChannelHandle = stage.channel) =>
  (await member.slash(where, command, options)).response();
const press = async (member: Actor, message: ServerMessage, button: string, text: string | RegExp) => {
  await (await member.click(message, button)).acknowledged();
  await shows(stage.server, message, text);
};
/** Gets the first question of a solo quiz wrong. */
const fail = async (member: Actor, where: ChannelHandle = stage.channel) => {
  const message = await slash(member, 'quiz start', { count: 1 }, where);
  await press(member, message, '5분', '아쉬워요');
  await press(member, message, '결과 보기', '퀴즈 결과');
};
const cards = (user: Actor, scope: string = stage.guild.id) => stage.store.cards(scope, user.id);

it('asks what was wrong on the next day, and when it is known less and less often', async () => {
  const { guild, clock } = stage;
  const alice = guild.addMember('앨리스');
  const nothing = await slash(alice, 'review start');
  expect(nothing.ephemeral).toBe(true);
  expect(nothing.text).toContain('틀린 문제가 생기면 다음 날부터');
  await fail(alice);
  const tomorrow = Date.parse('2026-11-23T00:00:00+09:00') / 1000;
  expect((await slash(alice, 'review start')).text).toContain(`다음 복습은 <t:${tomorrow}:D>에 1문제예요`);
  clock.pass(DAY);
  expect((await slash(alice, 'review due')).text).toContain('복습할 문제가 **1개** 있어요');
  const message = await slash(alice, 'review start');
  expect(message.ephemeral).toBe(false);
  expect(message.text).toContain('복습 1/1 · 람다');
  expect(message.text).not.toContain('노트가 바뀌었어요');
  await press(alice, message, '15분', '맞았어요');
  await press(alice, message, '결과 보기', '모두 맞혔어요');
  const [card] = await cards(alice);
  expect(card?.due).toBeGreaterThan(clock.now() + DAY);
  expect(await stage.store.attempts(guild.id, { user: alice.id })).toMatchObject([
    { right: false, due: undefined },
    { right: true, due: tomorrow * 1000 },
  ]);
});

it('takes up what was wrong in a round of the channel, and what was not known alone, but not what was right', async () => {
  const { server, guild, clock } = stage;
  const [alice, bob, carol] = ['앨리스', '밥', '캐럴'].map((name) => guild.addMember(name)) as [Actor, Actor, Actor];
  const message = await slash(alice, 'quiz start', { mode: '함께', count: 1 });
  await (await alice.click(message, '15분')).response();
  await (await bob.click(message, '30분')).response();
  clock.pass(30_000);
  await shows(server, message, '1명이 맞혔어요');
  expect(await cards(alice)).toEqual([]);
  expect((await cards(bob)).map(({ item }) => item.id)).toEqual(['time']);
  const alone = await slash(carol, 'quiz start', { count: 1 });
  await press(carol, alone, '모르겠어요', '답하지 않았어요');
  expect((await cards(carol)).map(({ item }) => item.id)).toEqual(['time']);
});

it('leaves alone what time ran out for: nobody was there', async () => {
  const { server, guild, clock } = stage;
  const alice = guild.addMember('앨리스');
  const message = await slash(alice, 'quiz start', { count: 1 });
  clock.pass(60_000);
  await shows(server, message, '답하지 않았어요');
  expect(await cards(alice)).toEqual([]);
});

it('says of an edited line that the note has changed, and asks what is gone as it was', async () => {
  const { guild, clock } = stage;
  const alice = guild.addMember('앨리스');
  await fail(alice);
  clock.pass(DAY);
  items = [
    quizItem({
      ...items[0],
      id: 'time',
      revision: 'r2',
      stem: '람다의 제한 시간은 이제?',
      answer: '30분',
      accepted: ['30분'],
    }),
  ];
  const changed = await slash(alice, 'review start');
  expect(changed.text).toContain('노트가 바뀌었어요');
  expect(changed.text).toContain('람다의 제한 시간은 이제?');
  await press(alice, changed, '15분', '정답: **30분**');
  await press(alice, changed, '결과 보기', '퀴즈 결과');
  clock.pass(2 * DAY);
  items = [];
  const gone = await slash(alice, 'review start');
  expect(gone.text).toContain('지금은 노트에 없는 내용이에요');
  expect(gone.text).toContain('람다의 제한 시간은 이제?');
  await press(alice, gone, '30분', '맞았어요');
});

it('asks no more what is odd in this server, and waits for the items of the notes', async () => {
  const { guild, clock } = stage;
  const alice = guild.addMember('앨리스');
  await fail(alice);
  clock.pass(DAY);
  isReady = false;
  expect((await slash(alice, 'review start')).text).toContain('아직 노트를 읽는 중');
  isReady = true;
  await stage.store.retire({ scope: guild.id, item: 'time', by: alice.id, at: 0 });
  expect((await slash(alice, 'review start')).text).toContain('지금 복습할 문제가 없어요');
});

it('belongs to one person and one server; another server and direct messages have their own', async () => {
  const { server, guild, clock } = stage;
  const [alice, bob] = [guild.addMember('앨리스'), guild.addMember('밥')];
  const other = server.addGuild('다른 스터디');
  const there = other.addChannel('일반');
  other.addMember(alice);
  await fail(alice);
  clock.pass(DAY);
  expect((await slash(alice, 'review start', {}, there)).text).toContain('지금 복습할 문제가 없어요');
  expect((await slash(alice, 'review start', {}, alice.dms)).text).toContain('지금 복습할 문제가 없어요');
  expect((await slash(bob, 'review start')).text).toContain('지금 복습할 문제가 없어요');
  const message = await slash(alice, 'review start');
  const stranger = await (await bob.click(message, '15분')).response();
  expect([stranger.ephemeral, stranger.text]).toEqual([true, expect.stringContaining('다른 사람이 혼자 푸는')]);
  expect((await slash(alice, 'review start')).text).toContain('이미 풀고 있는 퀴즈');
});

it('goes on after a restart, still a review', async () => {
  const { server, guild, clock } = stage;
  const alice = guild.addMember('앨리스');
  await fail(alice);
  clock.pass(DAY);
  const message = await slash(alice, 'review start');
  await stage.server.waitFor(async () => (await stage.store.openRounds())[0]?.message);
  await restart();
  await press(alice, message, '15분', /복습 1\/1[\s\S]*맞았어요/);
  expect(server.violations).toEqual([]);
});

it('says in words that it may not write here', async () => {
  const { guild, clock } = stage;
  const alice = guild.addMember('앨리스');
  await fail(alice);
  clock.pass(DAY);
  const closed = guild.addChannel('읽기만');
  closed.setPermissions('bot', { deny: P.SendMessages });
  expect((await slash(alice, 'review start', {}, closed)).text).toContain('권한이 모자라서');
});

it('is /복습 in Korean, like everything else', () => {
  const korean = new Map(stage.server.commands.map(({ name, name_localizations }) => [name, name_localizations?.ko]));
  expect(Object.fromEntries(korean)).toEqual({
    ask: '질문',
    notes: '노트',
    quiz: '퀴즈',
    review: '복습',
    stats: '통계',
    leaderboard: '순위',
    privacy: '개인정보',
  });
  const review = stage.server.commands.find(({ name }) => name === 'review');
  expect(review?.options?.map((option) => option.name_localizations?.ko)).toEqual(['시작', '현황', '알림']);
});
