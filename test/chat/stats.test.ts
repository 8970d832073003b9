// Statistics as a picture, and who may see it.
import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { beforeEach, describe, expect, it } from 'vitest';
import { openDrawing } from '../../src/chat/stats-thread.ts';
import { wordsOf } from '../../src/chat/stats-words.ts';
import { statisticsOf } from '../../src/quiz/statistics.ts';
import { attempt, card, quizItem } from '../contracts/records.ts';
import type { Actor } from '../discord/actors/actor.ts';
import type { ChannelHandle } from '../discord/handles/channel.ts';
import { type QuizStage, quizStage } from './support/quiz-stage.ts';

const DAY = 24 * 3600_000;
let stage: QuizStage;
let alice: Actor;
quizStage((made) => {
  stage = made;
});
beforeEach(() => {
  alice = stage.guild.addMember('앨리스');
});

const slash = async (command: string, options = {}, where: ChannelHandle = stage.channel, member = alice) =>
  (await member.slash(where, command, options)).response(60_000);
/** Answers of somebody's, with what came out of them. */
const learn = async (member: Actor, scope: string = stage.guild.id) => {
  const user = member.id;
  const now = stage.clock.now();
  const answers = [
    attempt({ id: 'a', at: now - DAY, topic: '람다', right: false }),
    attempt({ id: 'b', at: now, topic: '람다', due: now - 1 }),
    attempt({ id: 'c', at: now, item: 'item-2', topic: '@everyone **S3**' }),
  ];
  await stage.store.record(
    answers.map((answer) => ({ ...answer, id: `${answer.id}-${user}`, scope, user })),
    [card({ scope, user, due: now + DAY }), card({ scope, user, item: quizItem({ id: 'item-2' }), due: now - DAY })],
  );
};
const WORDS = [
  '지금까지 3문제를 풀어 2문제를 맞혔어요 (67%).',
  '2일째 이어서 공부하고 있어요.',
  '제때 복습한 1번 가운데 1번을 기억했어요 (100%).',
  '람다 50% (1/2)',
  '앞으로 14일 동안 복습할 문제: 오늘 1개, 11월 23일 1개.',
];
const SIGNATURE = '89504e470d0a1a0a';

it('is a picture that says in words what it shows, for oneself', async () => {
  await learn(alice);
  const answer = await slash('stats');
  expect(answer.ephemeral).toBe(true);
  expect(answer.files).toHaveLength(1);
  expect(
    Buffer.from(answer.files[0]?.bytes ?? [])
      .subarray(0, 8)
      .toString('hex'),
  ).toBe(SIGNATURE);
  const described = answer.attachments[0]?.description ?? '';
  for (const words of WORDS) expect(described).toContain(words);
  expect((await slash('stats', { show: true })).ephemeral).toBe(false);
});

it('is words where files may not be attached', async () => {
  await learn(alice);
  const plain = stage.guild.addChannel('글만');
  plain.setPermissions('bot', { deny: P.AttachFiles });
  const answer = await slash('stats', {}, plain);
  expect(answer.files).toEqual([]);
  for (const words of WORDS) expect(answer.text).toContain(words);
  expect(answer.text).toContain('\\*\\*S3\\*\\*');
});

it('is of one server, and says where there is nothing yet', async () => {
  await learn(alice);
  expect((await slash('stats', {}, alice.dms)).text).toContain('아직 푼 문제가 없어요');
  const bob = stage.guild.addMember('밥');
  expect((await slash('stats', {}, stage.channel, bob)).text).toContain('아직 푼 문제가 없어요');
});

describe('the picture', () => {
  it('is the same for the same numbers, another for others, whatever topics are called', async () => {
    const draw = openDrawing();
    const topics = ['람다', 'a'.repeat(300), '漢字 😀', ''].map((topic) => attempt({ topic }));
    const statistics = statisticsOf(topics, [card()], Date.parse('2026-11-22'), 'Asia/Seoul');
    const [once, again, other] = await Promise.all([
      draw(statistics),
      draw(statistics),
      draw({ ...statistics, streak: 99 }),
    ]);
    expect(once?.equals(again ?? Buffer.alloc(0))).toBe(true);
    expect(once?.equals(other ?? Buffer.alloc(0))).toBe(false);
  }, 120_000);

  it('has an alt text that Discord takes, however many topics there are', () => {
    const many = Array.from({ length: 500 }, (_, i) => attempt({ topic: `${'긴 주제 이름 '.repeat(20)}${i}` }));
    const cards = Array.from({ length: 14 }, (_, i) => card({ due: Date.parse('2026-11-22') + i * DAY }));
    const statistics = statisticsOf(many, cards, Date.parse('2026-11-22'), 'Asia/Seoul');
    expect(wordsOf(statistics).length).toBeLessThanOrEqual(1024);
    expect(wordsOf(statistics)).toContain('그 밖의 주제 492개');
  });
});

describe('the leaderboard', () => {
  const show = async (options = {}, where = stage.channel, member = alice) =>
    (await slash('leaderboard', options, where, member)).text;

  it('counts reviews done when due double, from Monday on or all time, and says by which rule', async () => {
    const bob = stage.guild.addMember('밥');
    await learn(alice);
    const old = stage.clock.now() - 30 * DAY;
    const before = ['x', 'y', 'z', 'w'].map((item) =>
      attempt({ scope: stage.guild.id, id: item, user: bob.id, item, at: old }),
    );
    await stage.store.record(
      [...before, attempt({ scope: stage.guild.id, id: 'new', user: bob.id, item: 'new', at: stage.clock.now() })],
      [],
    );
    const week = await show();
    expect(week).toContain('학습 순위 · 이번 주');
    expect(week).toContain(`🥇 ${alice.mention} 3점\n🥈 ${bob.mention} 1점`);
    expect(week).toContain('제때 한 복습을 맞히면 2점');
    expect(await show({ period: '전체' })).toContain(`🥇 ${bob.mention} 5점\n🥈 ${alice.mention} 3점`);
  });

  it('leaves out who wants to be left out, in this server', async () => {
    const other = stage.server.addGuild('다른 스터디');
    other.addMember(alice);
    await learn(alice);
    await learn(alice, other.id);
    expect(await show({ join: false })).toContain('이름이 나오지 않아요');
    expect(await show()).toContain('아직 점수가 있는 사람이 없어요');
    expect(await show({}, other.addChannel('일반'))).toContain(alice.mention);
    expect(await show({ join: true })).toContain('이름이 나와요');
    expect(await show()).toContain(alice.mention);
  });

  it('is only in servers', async () => {
    expect(await show({}, alice.dms)).toContain('서버에서만');
  });
});
