// Quizzes made from real notes by the bot's own process, which is killed in the middle of them.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openSqliteStore } from '../../src/adapters/sqlite-store.ts';
import type { Round } from '../../src/store/rounds.ts';
import type { Actor } from '../discord/actors/actor.ts';
import type { ChannelHandle } from '../discord/handles/channel.ts';
import type { GuildHandle } from '../discord/handles/guild.ts';
import type { ServerMessage } from '../discord/handles/message.ts';
import { type DiscordServer, startDiscordServer } from '../discord/server.ts';
import { type BotProcess, type Home, makeHome, startBot } from './support/bot-process.ts';
import { shows } from './support/quiz-stage.ts';
import { watchAfterEach } from './support/watch.ts';

const NOTES = {
  '저장소.md': `# 저장소

## 용어

- 버킷: 객체를 담는 그릇으로 이름이 온 세상에서 하나뿐이다
- 객체: 키와 값으로 이루어진 데이터 한 덩어리
- 버전 관리: 같은 키의 옛 객체를 함께 남겨 두는 기능
- 수명 주기: 오래된 객체를 싼 곳으로 옮기거나 지우는 규칙
- 복제: 다른 리전의 그릇에 객체를 저절로 베껴 두는 기능
`,
};

// Each of these tests starts several processes.
vi.setConfig({ testTimeout: 90_000 });

let server: DiscordServer;
let home: Home;
let guild: GuildHandle;
let channel: ChannelHandle;
let bot: BotProcess;
beforeEach(async () => {
  [server, home] = await Promise.all([startDiscordServer(), makeHome({ notes: NOTES })]);
  guild = server.addGuild('스터디');
  channel = guild.addChannel('일반');
  bot = await startBot(server, home);
  await bot.wrote('퀴즈 문제를 다 만들었어요', 20_000);
});
watchAfterEach(() => server);
afterEach(async () => {
  await bot.stop('SIGKILL');
  await server.close();
  await home.remove();
});

/** Kills the bot where it stands and starts another one. */
async function killAndStart(): Promise<void> {
  expect(await bot.stop('SIGKILL')).toBeNull();
  server.faults.clear();
  bot = await startBot(server, home);
}

const begin = async (member: Actor, options: Readonly<Record<string, string | number>>) =>
  (await member.slash(channel, 'quiz start', options)).response();

const option = (message: ServerMessage) => message.controls[0]?.customId ?? '';

async function kept(): Promise<readonly Round[]> {
  const store = openSqliteStore(home.data);
  const rounds = await store.openRounds();
  await store.close();
  return rounds;
}

it('a round of the channel goes on with every answer given', async () => {
  const [alice, bob, carol] = ['앨리스', '밥', '캐럴'].map((name) => guild.addMember(name)) as [Actor, Actor, Actor];
  const first = await begin(alice, { count: 2, mode: '함께' });
  expect(first.text).toContain('문제 1/2');
  const taken = await (await bob.click(first, option(first))).response();
  expect(taken.text).toContain('답을 받았어요');
  await bot.stop('SIGKILL');
  expect((await kept()).map(({ answers }) => answers.map(({ user }) => user))).toEqual([[bob.id]]);

  await killAndStart();
  expect((await (await bob.click(first, option(first))).response()).text).toContain('이미 답했어요');
  expect((await (await carol.click(first, option(first))).response()).text).toContain('답을 받았어요');
  await (await alice.click(first, '정답 보기')).acknowledged();
  await shows(server, first, /정답[\s\S]*2명 가운데/);

  await killAndStart();
  await (await alice.click(first, '다음 문제')).acknowledged();
  const second = await channel.waitForMessage(({ text }) => text.includes('문제 2/2'));
  await (await alice.click(second, '정답 보기')).acknowledged();
  await shows(server, second, '아무도 답하지 않았어요');
  await (await alice.click(second, '결과 보기')).acknowledged();
  const result = await channel.waitForMessage(({ text }) => text.includes('퀴즈 결과'));
  expect(result.text).toContain(bob.mention);
  expect(result.text).toContain(carol.mention);
});

it('what nobody was told yet is told by the next bot', async () => {
  const alice = guild.addMember('앨리스');
  const message = await begin(alice, { count: 1 });
  server.faults.delay('PATCH /channels/*/messages/*', 60_000);
  // Whichever question it is, this one is to be looked at again.
  await (await alice.click(message, '모르겠어요')).acknowledged();
  await server.waitFor(() => server.requests.some(({ method }) => method === 'PATCH'));
  expect(message.text).not.toContain('정답');
  await killAndStart();
  await shows(server, message, '정답');
  expect(message.text).toContain('답하지 않았어요');

  server.faults.delay('PATCH /channels/*/messages/*', 60_000);
  const before = server.requests.length;
  await (await alice.click(message, '결과 보기')).acknowledged();
  await server.waitFor(() => server.requests.slice(before).some(({ method }) => method === 'PATCH'));
  await killAndStart();
  await shows(server, message, '퀴즈 결과');
  expect(
    (await (await alice.select(message, option(message), [message.controls[0]?.options[0]?.value ?? ''])).response())
      .text,
  ).toContain('저장소');
});
