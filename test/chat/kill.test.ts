// What a bot that is killed, or finds its files damaged, leaves behind and makes of it.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { ChannelHandle } from '../discord/handles/channel.ts';
import type { GuildHandle } from '../discord/handles/guild.ts';
import type { DiscordServer } from '../discord/server.ts';
import { randomNumbers } from '../support/random.ts';
import { type Home, writeNote } from './support/bot-process.ts';
import { freshBots } from './support/fresh-bots.ts';
import { killRounds } from './support/kill-rounds.ts';
import { QUESTIONS } from './support/notes.ts';

const { table } = QUESTIONS;
const PATIENCE = 20_000;
let server: DiscordServer;
let home: Home;
let guild: GuildHandle;
let channel: ChannelHandle;
const { start } = freshBots((stage) => {
  ({ server, home, guild, channel } = stage);
});

it('killed at any moment of an update, it starts on a whole index, with every note', { timeout: 400_000 }, async () => {
  expect(await killRounds({ home, guild, channel, start, random: randomNumbers(8) }, 20)).toEqual([]);
});

it('keeps a damaged record aside, says so, and answers', async () => {
  await (await start()).stop();
  const file = join(home.data, 'seogi.db');
  await writeFile(file, 'no database '.repeat(500));
  const bot = await start();
  expect(bot.output).toMatch(/seogi\.db 파일이 손상되어 \S+seogi\.db\.damaged 이름으로 옮겨 두고/);
  const alice = guild.addMember('앨리스');
  expect((await (await alice.slash(channel, 'ask', { question: table.ask })).response(PATIENCE)).text).toContain(
    table.says,
  );
  expect(await readFile(`${file}.damaged`, 'utf8')).toContain('no database');
});

it('beside another bot of the same folders, one indexes and both answer', async () => {
  const [first, second] = await Promise.all([start(), start()]);
  await writeNote(home, '새.md', '# 지렁이\n\n- 지렁이 대기열은 열나흘\n');
  await server.waitFor(
    () => [first, second].some(({ output }) => output.includes('바뀐 노트를 읽었어요')),
    PATIENCE,
    'news of the note',
  );
  const alice = guild.addMember('앨리스');
  for (const left of [second, first]) {
    const answer = await (await alice.slash(channel, 'ask', { question: '지렁이 대기열은 열나흘' })).response(PATIENCE);
    expect(answer.text).toContain('열나흘');
    await left.stop();
    expect(left.output).not.toContain('손상');
  }
});
