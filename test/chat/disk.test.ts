// A disk that takes nothing any more: what is known goes on answering, nothing is lost, and all goes on once it does.
import { spawnSync } from 'node:child_process';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../discord/actors/actor.ts';
import type { ChannelHandle } from '../discord/handles/channel.ts';
import type { GuildHandle } from '../discord/handles/guild.ts';
import type { DiscordServer } from '../discord/server.ts';
import { type Disk, noDisks, openDisk } from '../support/disk.ts';
import { type BotProcess, COMMAND, type Home, writeNote } from './support/bot-process.ts';
import { freshBots } from './support/fresh-bots.ts';
import { QUESTIONS } from './support/notes.ts';

const { table } = QUESTIONS;
/** For a machine that has much else to do. */
const PATIENCE = 20_000;
/** Of the index, which is there by then. */
const TOLD = '\n데이터 폴더에 쓸 수 없어요';
const NEWS = '바뀐 노트를 읽었어요';
const QUEUE = { file: { name: '큐.md', content: '# 비밀 큐\n\n- 올챙이 대기열은 하루\n' } };
const LATER = { file: { name: '나중.md', content: '# 나중 큐\n\n- 도롱뇽 대기열은 이틀\n' } };
let server: DiscordServer;
let home: Home;
let guild: GuildHandle;
let channel: ChannelHandle;
let alice: Actor;
const { spawn, start } = freshBots((stage) => {
  ({ server, home, guild, channel } = stage);
  const manager = guild.addRole('관리', { permissions: PermissionFlagsBits.ManageGuild });
  alice = guild.addMember('앨리스', { roles: [manager] });
});

/** Asked by somebody new each time: nobody has to wait for their turn. */
const ask = async (question: string) =>
  (await (await guild.addMember('밥').slash(channel, 'ask', { question })).response(PATIENCE)).text;
/** Adds a note to the server's own and waits until the answer says this. */
const add = async (note: typeof QUEUE, says: string) => {
  const message = await (await alice.slash(channel, 'notes add', note)).response(PATIENCE);
  await server.waitFor(() => message.text.includes(says), PATIENCE, `"${says}" in: ${message.text}`);
  return message.text;
};
const writeNews = () => writeNote(home, '새.md', '# 지렁이\n\n- 지렁이 대기열은 열나흘\n');
const NEW = '지렁이 대기열은 열나흘';

/** What was there before still answers, and what cannot be kept is refused in words, without where it would be. */
async function expectOldAnswers(reason: string) {
  expect(await ask(table.ask)).toContain(table.says);
  expect(await ask('올챙이 대기열은 하루')).toContain('하루');
  expect(await ask(NEW)).not.toContain('열나흘');
  expect(await add(LATER, reason)).not.toContain(home.folder);
}

/** Nothing is missing, also of what came meanwhile. */
async function expectAllIsThere() {
  expect(await ask(NEW)).toContain('열나흘');
  expect(await ask('올챙이 대기열은 하루')).toContain('하루');
  await add(LATER, '찾을 수 있어요');
  expect(await ask('도롱뇽 대기열은 이틀')).toContain('이틀');
}

const expectClean = (bots: readonly BotProcess[]) => {
  for (const { output } of bots) expect(output).not.toMatch(/손상|\n\s+at |Error/);
};

describe.skipIf(noDisks)('on a disk of its own', () => {
  let disk: Disk;
  let command: [string, ...string[]];
  beforeEach(async () => {
    disk = await openDisk(home.data, 8);
    command = [...disk.within, ...COMMAND];
  });
  afterEach(() => disk.close());

  it('that is full, nothing is lost, the old index answers, and the rest follows when there is room', {
    timeout: 90_000,
  }, async () => {
    const first = await start({}, command);
    await add(QUEUE, '찾을 수 있어요');
    await disk.fill();
    await writeNews();
    await first.wrote('(디스크가 가득 찼어요)', PATIENCE);
    await expectOldAnswers('디스크가 가득 찼어요');
    expect(await first.stop()).toBe(0);

    const second = spawn({}, command);
    await second.wrote(TOLD, PATIENCE);
    await expectOldAnswers('디스크가 가득 찼어요');
    await disk.free();
    await second.wrote(NEWS, PATIENCE);
    await expectAllIsThere();
    expectClean([first, second]);
  });

  it('that is read-only, it says so and answers all the same, and the rest follows when it is not', {
    timeout: 90_000,
  }, async () => {
    const first = await start({}, command);
    await add(QUEUE, '찾을 수 있어요');
    disk.protect();
    await writeNews();
    await first.wrote('(읽기 전용이에요)', PATIENCE);
    await expectOldAnswers('읽기 전용이에요');
    expect(await first.stop()).toBe(0);

    const second = spawn({}, command);
    await second.wrote(TOLD, PATIENCE);
    await expectOldAnswers('읽기 전용이에요');
    disk.unprotect();
    await second.wrote(NEWS, PATIENCE);
    expect(await ask(NEW)).toContain('열나흘');
    expectClean([first, second]);
  });

  it('that takes nothing from the beginning, it says so in one sentence and ends', async () => {
    await disk.fill();
    const full = spawn({}, command);
    expect(await full.exited).toBe(1);
    expect(full.output).toMatch(/^.*\(디스크가 가득 찼어요\).*\n$/);
    await disk.free();
    disk.protect();
    const protectedOne = spawn({}, command);
    expect(await protectedOne.exited).toBe(1);
    expect(protectedOne.output).toMatch(/^.*\(읽기 전용이에요\).*\n$/);
  });
});

/** Lets the process write so many bytes to a file at most: the portable way to a write that fails. */
const limitFiles = ({ child }: BotProcess, bytes: number | 'unlimited') =>
  spawnSync('prlimit', ['--pid', String(child.pid), `--fsize=${bytes}:`]).status === 0;

it('whose files cannot grow, nothing is lost either, and all goes on when they can', { timeout: 90_000 }, async ({
  skip,
}) => {
  const bot = await start();
  await add(QUEUE, '찾을 수 있어요');
  if (!limitFiles(bot, 100)) skip('no prlimit');
  await writeNews();
  await bot.wrote(TOLD, PATIENCE);
  await expectOldAnswers('서기의 디스크에 쓸 수 없어요');
  limitFiles(bot, 'unlimited');
  await bot.wrote(NEWS, PATIENCE);
  await expectAllIsThere();
  expect(await bot.stop()).toBe(0);
  expectClean([bot]);
});
