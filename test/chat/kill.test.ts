// What a bot that is killed, or finds its files damaged, leaves behind and makes of it.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { expect, it } from 'vitest';
import type { ChannelHandle } from '../discord/handles/channel.ts';
import type { GuildHandle } from '../discord/handles/guild.ts';
import type { DiscordServer } from '../discord/server.ts';
import { randomNumbers } from '../support/random.ts';
import { type Home, writeNote } from './support/bot-process.ts';
import { freshBots } from './support/fresh-bots.ts';
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

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

it('killed at any moment of an update, it starts on a whole index, with every note', { timeout: 180_000 }, async () => {
  const random = randomNumbers(8);
  const manager = guild.addRole('관리', { permissions: PermissionFlagsBits.ManageGuild });
  const alice = guild.addMember('앨리스', { roles: [manager] });
  const ask = async (question: string) =>
    (await (await alice.slash(channel, 'ask', { question })).response(PATIENCE)).text;
  for (let round = 0; round < 4; round++) {
    const bot = await start();
    expect(await ask(table.ask)).toContain(table.says);
    const lines = Array.from({ length: 60 }, (_, i) => `- 지렁이 ${round}번째 판 ${i}번째 줄\n`).join('');
    await writeNote(home, '새.md', `# 지렁이\n\n${lines}`);
    const content = `# 올챙이\n\n- 올챙이 대기열 ${'가나다라마'[round]}판은 하루\n`;
    await alice.slash(channel, 'notes add', { file: { name: `올챙이${round}.md`, content } });
    await pause(random() * 1200);
    await bot.stop('SIGKILL');

    const again = await start();
    expect(again.output).not.toContain('손상');
    expect(await ask(`지렁이 ${round}번째 판 7번째 줄`)).toContain(`지렁이 ${round}번째 판`);
    // What was being added is there whole, with who did it, or not at all.
    const folder = join(home.data, 'servers', guild.id, 'notes');
    const files = await readdir(folder).catch(() => []);
    const history = (await (await alice.slash(channel, 'notes history')).response(PATIENCE)).text;
    for (const file of files.filter((name) => name.endsWith('.md'))) {
      expect(await readFile(join(folder, file), 'utf8')).toMatch(/판은 하루\n$/);
      expect(history).toContain(file);
    }
    await again.stop();
  }
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
