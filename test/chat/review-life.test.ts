// A review by the bot's own process, of items made from real notes that are edited in between, killed in the middle.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openSqliteStore } from '../../src/adapters/sqlite-store.ts';
import type { ReviewCard } from '../../src/store/quiz-records.ts';
import type { Actor } from '../discord/actors/actor.ts';
import type { ChannelHandle } from '../discord/handles/channel.ts';
import type { GuildHandle } from '../discord/handles/guild.ts';
import { type DiscordServer, startDiscordServer } from '../discord/server.ts';
import { type BotProcess, type Home, makeHome, startBot, writeNote } from './support/bot-process.ts';
import { shows } from './support/quiz-stage.ts';
import { watchAfterEach } from './support/watch.ts';

const FILE = '저장소.md';
const NOTES = {
  [FILE]: `# 저장소

## 용어

- 버킷: 객체를 담는 그릇으로 이름이 온 세상에서 하나뿐이다
- 객체: 키와 값으로 이루어진 데이터 한 덩어리
- 버전 관리: 같은 키의 옛 객체를 함께 남겨 두는 기능
- 수명 주기: 오래된 객체를 싼 곳으로 옮기거나 지우는 규칙
- 복제: 다른 리전의 그릇에 객체를 저절로 베껴 두는 기능
`,
};

// Starts several processes.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

let server: DiscordServer;
let home: Home;
let guild: GuildHandle;
let channel: ChannelHandle;
let alice: Actor;
let bot: BotProcess;
const start = async () => {
  server.faults.clear();
  bot = await startBot(server, home);
  await bot.wrote('퀴즈 문제를 다 만들었어요', 20_000);
};
beforeEach(async () => {
  [server, home] = await Promise.all([startDiscordServer(), makeHome({ notes: NOTES })]);
  guild = server.addGuild('스터디');
  channel = guild.addChannel('일반');
  alice = guild.addMember('앨리스');
  await start();
});
watchAfterEach(() => server);
afterEach(async () => {
  await bot.stop('SIGKILL');
  await server.close();
  await home.remove();
});

/** Makes everything in somebody's schedule due. */
async function makeDue(): Promise<readonly ReviewCard[]> {
  const store = openSqliteStore(home.data);
  const cards = (await store.cards(guild.id, alice.id)).map((card) => ({ ...card, due: 1 }));
  await store.record([], cards);
  await store.close();
  return cards;
}

it('asks the edited line anew, says so, and loses nothing when it is killed', async () => {
  const quiz = await (await alice.slash(channel, 'quiz start', { count: 1 })).response();
  await (await alice.click(quiz, '모르겠어요')).acknowledged();
  await shows(server, quiz, '답하지 않았어요');
  await (await alice.click(quiz, '결과 보기')).acknowledged();
  await shows(server, quiz, '다음 날부터');
  await bot.stop('SIGKILL');

  const [card] = await makeDue();
  expect(card).toBeDefined();
  const text = await readFile(join(home.notes, FILE), 'utf8');
  const lines = text
    .split('\n')
    .map((line, i) => (i + 1 === card?.item.source.startLine ? `${line} (새로 고침)` : line));
  await writeNote(home, FILE, lines.join('\n'));
  await start();

  const review = await (await alice.slash(channel, 'review start')).response();
  await shows(server, review, '복습 1/1');
  expect(review.text).toContain('노트가 바뀌었어요');
  await (await alice.click(review, '모르겠어요')).acknowledged();
  await shows(server, review, '새로 고침');
  await bot.stop('SIGKILL');
  await start();
  await (await alice.click(review, '결과 보기')).acknowledged();
  await shows(server, review, '0 / 1');
  const store = openSqliteStore(home.data);
  expect((await store.attempts(guild.id)).map(({ due }) => due)).toEqual([undefined, 1]);
  const [after] = await store.cards(guild.id, alice.id);
  expect(after?.due).toBeGreaterThan(Date.now());
  expect(after?.item.explanation).toContain('새로 고침');
  await store.close();
});
