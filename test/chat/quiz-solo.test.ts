// A quiz of one's own, as people play it.
import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../discord/actors/actor.ts';
import type { ServerMessage } from '../discord/handles/message.ts';
import { type QuizStage, quizStage, shows } from './support/quiz-stage.ts';

let stage: QuizStage;
quizStage((made) => {
  stage = made;
});

const start = async (member: Actor, options: Readonly<Record<string, string | number>> = {}, where = stage.channel) =>
  (await member.slash(where, 'quiz start', options)).response();
const press = async (member: Actor, message: ServerMessage, button: string) => {
  const pressed = await member.click(message, button);
  await pressed.acknowledged();
  return pressed;
};
/** What the bot says to the one who pressed alone. */
const told = async (member: Actor, message: ServerMessage, button: string) => {
  const answer = await (await member.click(message, button)).response();
  expect(answer.ephemeral).toBe(true);
  return answer.text;
};
const attempts = (user: Actor, scope: string = stage.guild.id) => stage.store.attempts(scope, { user: user.id });

it('asks one thing after another in one message, and ends with the score, the time and what to review', async () => {
  const { server, guild, channel, clock } = stage;
  const alice = guild.addMember('앨리스');
  const message = await start(alice, { count: 3 });
  expect(message.text).toContain('문제 1/3 · 람다');
  expect(message.text).toContain('람다의 제한 시간은?');
  expect(message.text).toContain(`<t:${(clock.now() + 60_000) / 1000}:R>`);
  expect(message.controls.map(({ label }) => label)).toEqual(['5분', '15분', '30분', '힌트', '모르겠어요']);

  await press(alice, message, '15분');
  await shows(server, message, '맞았어요');
  expect(message.text).toContain('정답: **15분**');
  expect(message.text).toContain('- 제한 시간은 길어야 15분');
  expect(message.embeds[0]?.author?.name).toBe('컴퓨팅/람다.md › 람다 › 한도 (5줄)');

  await press(alice, message, '다음 문제');
  await shows(server, message, '문제 2/3');
  const modal = await alice.click(message, '답 쓰기');
  await (await alice.submitModal(modal, { 답: '5 GB' })).acknowledged();
  await shows(server, message, /아쉬워요[\s\S]*내 답: 5 GB[\s\S]*정답: \*\*10,240 MB/);

  await press(alice, message, '다음 문제');
  await shows(server, message, '문제 3/3');
  const order = await (await alice.click(message, '순서 맞추기')).response();
  expect(order.ephemeral).toBe(true);
  await press(alice, order, '시험하기');
  await press(alice, order, '하나 되돌리기');
  await press(alice, order, '올리기');
  await shows(server, order, '지금까지: 올리기');
  await press(alice, order, '시험하기');
  await shows(server, order, '답했어요');
  await shows(server, message, '맞았어요');

  clock.pass(65_000);
  await press(alice, message, '결과 보기');
  await shows(server, message, '퀴즈 결과');
  expect(message.text).toContain('**2 / 3** (67%)');
  expect(message.text).toContain('걸린 시간 1분 5초');
  expect(message.text).toContain('람다의 메모리 한도는?');
  expect(channel.messages).toHaveLength(1);

  const menu = message.controls[0];
  const opened = await (await alice.select(message, menu?.customId ?? '', ['람다의 메모리 한도는?'])).response();
  expect(opened.ephemeral).toBe(true);
  expect(opened.text).toContain('메모리는 10,240 MB까지');
  expect((await attempts(alice)).map(({ item, right, hinted }) => [item, right, hinted])).toEqual([
    ['time', true, false],
    ['memory', false, false],
    ['deploy', true, false],
  ]);
});

it('helps whoever asks for it, and remembers that', async () => {
  const { server, guild } = stage;
  const alice = guild.addMember('앨리스');
  const message = await start(alice, { count: 2 });
  expect(await told(alice, message, '힌트')).toBe('💡 답이 아닌 것 하나: 30분');
  await press(alice, message, '15분');
  await shows(server, message, '힌트를 보고 풀었어요');
  await press(alice, message, '다음 문제');
  await shows(server, message, '문제 2/2');
  expect(await told(alice, message, '힌트')).toBe('💡 첫 글자는 이래요: ㅁㅁㄹ');
  await press(alice, message, '모르겠어요');
  await shows(server, message, '답하지 않았어요');
  expect((await attempts(alice)).map(({ right, hinted }) => [right, hinted])).toEqual([
    [true, true],
    [false, true],
  ]);
});

it('shows the right answer when time is up, and refuses politely what comes later', async () => {
  const { server, guild, clock } = stage;
  const alice = guild.addMember('앨리스');
  const message = await start(alice, { count: 2 });
  const late = message.controls[0]?.customId ?? '';
  clock.pass(60_000);
  await shows(server, message, '답하지 않았어요');
  expect(message.controls.map(({ customId }) => customId)).not.toContain(late);
  expect(await attempts(alice)).toEqual([]);
});

it('is nobody else’s: strangers hear so, and nothing changes', async () => {
  const { guild, store } = stage;
  const [alice, bob] = [guild.addMember('앨리스'), guild.addMember('밥')];
  const message = await start(alice, { count: 2 });
  const before = message.text;
  for (const button of ['15분', '힌트']) expect(await told(bob, message, button)).toContain('다른 사람이 혼자 푸는');
  expect(await told(bob, message, '모르겠어요')).toContain('시작한 사람만');
  expect(message.text).toBe(before);
  expect((await store.openRounds()).flatMap(({ answers, hints }) => [...answers, ...hints])).toEqual([]);
});

it('takes one of two clicks at the same time', async () => {
  const { server, guild } = stage;
  const alice = guild.addMember('앨리스');
  const message = await start(alice);
  const [first, second] = await Promise.all([alice.click(message, '15분'), alice.click(message, '5분')]);
  await first.acknowledged();
  expect((await second.response()).text).toContain('이미 답했어요');
  await shows(server, message, '맞았어요');
  expect(await attempts(alice)).toHaveLength(1);
});

it('opens the passage, and asks no more what is odd in this server', async () => {
  const { server, guild } = stage;
  const alice = guild.addMember('앨리스');
  const message = await start(alice, { count: 1 });
  await press(alice, message, '5분');
  await shows(server, message, '아쉬워요');
  const passage = await (await alice.click(message, '왜?')).response();
  expect(passage.ephemeral).toBe(true);
  expect(passage.text).toContain('메모리는 10,240 MB까지');
  expect(await told(alice, message, '이상한 문제예요')).toContain('내지 않을게요');
  await press(alice, message, '결과 보기');
  await shows(server, message, '퀴즈 결과');
  expect((await start(alice, { count: 1 })).text).toContain('람다의 메모리 한도는?');
  const elsewhere = server.addGuild('다른 스터디');
  expect((await start(elsewhere.addMember(alice), { count: 1 }, elsewhere.addChannel('일반'))).text).toContain(
    '제한 시간',
  );
});

it('is played in direct messages too, and what is odd there is odd for one person', async () => {
  const { server, store } = stage;
  const [alice, bob] = [server.addUser('앨리스'), server.addUser('밥')];
  const message = await start(alice, { count: 1 }, alice.dms);
  await press(alice, message, '15분');
  await shows(server, message, '맞았어요');
  await told(alice, message, '이상한 문제예요');
  await press(alice, message, '결과 보기');
  await shows(server, message, '모두 맞혔어요');
  expect(await attempts(alice, 'shared')).toHaveLength(1);
  expect((await start(alice, { count: 1 }, alice.dms)).text).toContain('메모리');
  expect((await start(bob, { count: 1 }, bob.dms)).text).toContain('제한 시간');
  expect((await store.retired('shared')).size).toBe(0);
});

describe('choosing', () => {
  it('offers topics while they are typed, by their 초성 too', async () => {
    const { guild, channel } = stage;
    const alice = guild.addMember('앨리스');
    const offered = await alice.autocomplete(channel, 'quiz start', { topic: 'ㄹㄷ' }, 'topic');
    expect(offered).toEqual([{ name: '람다', value: '람다' }]);
  });

  it('asks only for the topic and type wished for, and says where there is nothing', async () => {
    const { guild } = stage;
    const [alice, bob] = [guild.addMember('앨리스'), guild.addMember('밥')];
    expect((await start(alice, { type: 'OX' })).text).toContain('문제 1/1');
    const none = await start(bob, { topic: '버킷' });
    expect(none.ephemeral).toBe(true);
    expect(none.text).toContain('찾지 못했어요');
  });

  it('is /퀴즈 시작 in Korean, with Korean options', () => {
    const command = stage.server.commands.find(({ name }) => name === 'quiz');
    expect(command?.name_localizations).toEqual({ ko: '퀴즈' });
    const names = command?.options?.map((option) => option.name_localizations?.ko);
    expect(names).toEqual(['시작', '그만', '매일']);
    const start = command?.options?.[0];
    const options = start && 'options' in start ? start.options : [];
    expect(options?.map((option) => option.name_localizations?.ko)).toEqual([
      '주제',
      '문항수',
      '유형',
      '난이도',
      '방식',
    ]);
  });
});

describe('stopping', () => {
  it('is for the starter and for whoever manages messages', async () => {
    const { server, guild, channel } = stage;
    const [alice, bob] = [guild.addMember('앨리스'), guild.addMember('밥')];
    const mod = guild.addMember('방장', { roles: [guild.addRole('방장', { permissions: P.ManageMessages })] });
    const stop = async (member: Actor) => (await (await member.slash(channel, 'quiz stop')).response()).text;
    expect(await stop(bob)).toContain('하고 있는 퀴즈가 없어요');
    const message = await start(alice);
    expect(await stop(bob)).toContain('시작한 사람이나');
    expect(await stop(mod)).toBe('퀴즈를 마쳤어요.');
    await shows(server, message, '퀴즈 결과');
    const again = await start(alice);
    const second = await start(alice);
    expect([second.ephemeral, second.text]).toEqual([true, expect.stringContaining('이미 풀고 있는 퀴즈')]);
    expect(await stop(alice)).toBe('퀴즈를 마쳤어요.');
    await shows(server, again, '퀴즈 결과');
    await expect.poll(() => stage.store.openRounds()).toEqual([]);
  });

  it('happens by itself when nobody goes on', async () => {
    const { server, guild, clock } = stage;
    const alice = guild.addMember('앨리스');
    const message = await start(alice);
    clock.pass(60_000);
    await shows(server, message, '답하지 않았어요');
    clock.pass(15 * 60_000);
    await shows(server, message, '퀴즈 결과');
  });
});

it('says in words that it may not write here', async () => {
  const { guild } = stage;
  const channel = guild.addChannel('읽기만');
  channel.setPermissions('bot', { deny: P.SendMessages });
  const refused = await start(guild.addMember('앨리스'), {}, channel);
  expect(refused.ephemeral).toBe(true);
  expect(refused.text).toContain('권한이 모자라서');
});
