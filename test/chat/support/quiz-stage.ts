// A bot in this process that plays quizzes: real Discord client, real store, a clock of the test's.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { openSqliteStore } from '../../../src/adapters/sqlite-store.ts';
import { type DiscordChat, startDiscord } from '../../../src/chat/discord.ts';
import type { QuizItem } from '../../../src/domain.ts';
import { openOwnNotes } from '../../../src/notes/own-notes.ts';
import type { Quizzes } from '../../../src/quiz/quizzes.ts';
import { makeGeneration } from '../../../src/search/generation.ts';
import type { Store } from '../../../src/store/store.ts';
import { quizItem } from '../../contracts/records.ts';
import type { ChannelHandle } from '../../discord/handles/channel.ts';
import type { GuildHandle } from '../../discord/handles/guild.ts';
import type { ServerMessage } from '../../discord/handles/message.ts';
import { type DiscordServer, startDiscordServer } from '../../discord/server.ts';
import { type ManualClock, manualClock } from '../../support/manual-clock.ts';
import { written } from './bot-process.ts';
import { watchAfterEach } from './watch.ts';

const TEXT = `# 람다

## 한도

- 제한 시간은 길어야 15분
- 메모리는 10,240 MB까지
- 배포는 올리기, 시험하기, 돌리기 차례로 한다
`;
const FILE = '컴퓨팅/람다.md';
const line = (number: number) => ({
  explanation: TEXT.split('\n')[number - 1] ?? '',
  source: { file: FILE, headings: ['람다', '한도'], startLine: number, endLine: number },
  topic: '람다',
});

/** The items that the stage's bot asks, in this order. */
const ITEMS: readonly QuizItem[] = [
  quizItem({ ...line(5), id: 'time', stem: '람다의 제한 시간은?', options: ['5분', '15분', '30분'] }),
  quizItem({
    ...line(6),
    id: 'memory',
    type: 'typed',
    stem: '람다의 메모리 한도는?',
    options: [],
    answer: '10,240 MB',
    accepted: ['10,240 MB', '10 GB'],
  }),
  quizItem({
    ...line(7),
    id: 'deploy',
    type: 'order',
    stem: '배포의 차례는?',
    options: ['시험하기', '돌리기', '올리기'],
    answer: ['올리기', '시험하기', '돌리기'],
    accepted: [],
  }),
  quizItem({
    ...line(5),
    id: 'ox',
    type: 'ox',
    stem: '람다는 30분까지 돈다.',
    options: ['O', 'X'],
    answer: 'X',
    accepted: ['X'],
  }),
];

/** Stands in for what is made from notes. */
export const QUIZZES: Quizzes = {
  isReady: () => true,
  whenReady: async () => {},
  items: () => ITEMS,
  topics: (_, typed) => ['람다', '버킷'].filter((topic) => typed === '' || (typed === 'ㄹㄷ' && topic === '람다')),
  choose: (_, { count, topic, type }, without) =>
    ITEMS.filter((item) => !without.has(item.id) && (type === undefined || item.type === type))
      .filter((item) => topic === undefined || item.topic === topic)
      .slice(0, count),
  grade: (item, given) =>
    typeof given === 'string' ? item.accepted.includes(given) : given.join() === [item.answer].flat().join(),
  hint: (item) => (item.type === 'typed' ? { kind: 'letters', text: 'ㅁㅁㄹ' } : { kind: 'without', option: '30분' }),
};

/** Nine in the morning in Seoul. */
const MORNING = Date.parse('2026-11-22T09:00:00+09:00');

/** What a test of quizzes plays on. */
export interface QuizStage {
  readonly server: DiscordServer;
  readonly guild: GuildHandle;
  readonly channel: ChannelHandle;
  readonly clock: ManualClock;
  readonly store: Store;
}

/** Gives each test a stage of its own, through `take`. */
export function quizStage(take: (stage: QuizStage) => void, options: { quizzes?: Quizzes } = {}) {
  let stage: QuizStage;
  let folder: string;
  let bot: DiscordChat | undefined;

  const start = async () => {
    const { server, store, clock } = stage;
    const number = written.push('') - 1;
    const write = (text: string) => {
      written[number] += `${text}\n`;
    };
    const note = { file: FILE, hash: '', text: TEXT, passages: [] };
    const sections = [
      { file: FILE, headings: ['람다'], startLine: 1, endLine: 2 },
      { file: FILE, headings: ['람다', '한도'], startLine: 3, endLine: 8 },
    ];
    const generation = makeGeneration('1', [{ ...note, sections }], undefined);
    bot = await startDiscord({
      token: server.token,
      apiUrl: server.apiUrl,
      guildId: undefined,
      notesBaseUrl: undefined,
      seogi: {
        sources: () => [{ scope: 'shared', generation, index: undefined }],
        ask: () => Promise.reject(new Error('Nobody asks here')),
        update: () => Promise.reject(new Error('Nobody indexes here')),
        state: () => ({}),
      },
      notes: openOwnNotes({ dataDir: folder, changes: store, now: clock.now, newId: () => 'change' }),
      quizzes: options.quizzes ?? QUIZZES,
      store,
      log: { debug: write, info: write, warn: write, error: write },
      clock,
      timeZone: 'Asia/Seoul',
    });
    await server.waitFor(() => server.commands.some(({ name }) => name === 'quiz'));
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'seogi-quiz-'));
    const server = await startDiscordServer();
    const guild = server.addGuild('스터디');
    const channel = guild.addChannel('일반');
    stage = { server, guild, channel, clock: manualClock(MORNING), store: openSqliteStore(folder) };
    take(stage);
    await start();
  });
  watchAfterEach(() => stage.server);
  afterEach(async () => {
    await bot?.stop();
    await stage.server.close();
    await stage.store.close();
    await rm(folder, { recursive: true, force: true });
  });

  return {
    /** Ends the bot and starts another one on the same store; `meanwhile` happens in between. */
    async restart(meanwhile: () => void = () => {}): Promise<void> {
      await bot?.stop();
      meanwhile();
      await start();
    },
  };
}

/** Waits until a message shows what it is to show. */
export const shows = (server: DiscordServer, message: ServerMessage, text: string | RegExp) =>
  server.waitFor(
    () => (typeof text === 'string' ? message.text.includes(text) : text.test(message.text)),
    undefined,
    `"${text}" in: ${message.text}`,
  );
