// What happens to the index and the model on disk while a bot runs that has them in memory.
import { cp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { ChannelHandle } from '../discord/handles/channel.ts';
import type { GuildHandle } from '../discord/handles/guild.ts';
import type { DiscordServer } from '../discord/server.ts';
import { makeTinyModel } from '../support/tiny-model.ts';
import { type BotProcess, type Home, writeNote } from './support/bot-process.ts';
import { freshBots } from './support/fresh-bots.ts';
import { QUESTIONS } from './support/notes.ts';

const { table } = QUESTIONS;
/** For a machine that has much else to do. */
const PATIENCE = 20_000;
let server: DiscordServer;
let home: Home;
let guild: GuildHandle;
let channel: ChannelHandle;
const { spawn, start } = freshBots((stage) => {
  ({ server, home, guild, channel } = stage);
});

/** Asked by somebody new each time: nobody has to wait for their turn. */
const ask = async (question: string) =>
  (await (await guild.addMember('밥').slash(channel, 'ask', { question })).response(PATIENCE)).text;

/** Changes a note, waits until the bot has read it, and finds the days it says. */
async function say(bot: BotProcess, days: string): Promise<void> {
  const times = () => bot.output.split('바뀐 노트를 읽었어요').length;
  const before = times();
  await writeNote(home, '큐.md', `# 지렁이\n\n- 지렁이 대기열은 ${days} 동안 보관한다\n`);
  await server.waitFor(() => times() > before, PATIENCE, `news in:\n${bot.output}`);
  expect(await daysFound()).toContain(days);
}
const daysFound = () => ask('지렁이 대기열 보관');

const index = async () => {
  const folder = join(home.data, 'indexes');
  const [name = ''] = await readdir(folder);
  return join(folder, name);
};
const current = async () => (await readFile(join(await index(), 'CURRENT'), 'utf8')).trim();
const generation = async (id: string) => join(await index(), 'generations', id);

it('a generation exchanged, cut or gone is answered from memory, and the next change makes it whole', {
  timeout: 90_000,
}, async () => {
  const bot = await start();
  await say(bot, '하루');
  const older = join(home.folder, 'older');
  await cp(await generation(await current()), older, { recursive: true });
  await say(bot, '이틀');

  // File by file the older one's, with its manifest, and without.
  const damages: readonly ((folder: string) => Promise<void>)[] = [
    async (folder) => {
      for (const name of await readdir(older)) await cp(join(older, name), join(folder, name));
    },
    (folder) => cp(join(older, 'notes.jsonl'), join(folder, 'notes.jsonl')),
    (folder) => truncate(join(folder, 'vectors.f32'), 100),
    async () => rm(await index(), { recursive: true }),
  ];
  let days = '이틀';
  for (const [i, damage] of damages.entries()) {
    await damage(await generation(await current()));
    expect(await daysFound()).toContain(days);
    days = `${i + 3}일`;
    await say(bot, days);
  }
  await bot.stop();
  const again = await start();
  expect(await daysFound()).toContain(days);
  for (const { output } of [bot, again]) expect(output).not.toMatch(/손상|Error/);

  await truncate(join(await generation(await current()), 'notes.jsonl'), 10);
  await again.stop();
  const third = await start();
  expect(third.output.match(/색인이 손상되어 다시 만들어요/g)).toHaveLength(1);
  expect(await daysFound()).toContain(days);
});

it('an older generation made current again does not stay so', { timeout: 90_000 }, async () => {
  const bot = await start();
  await say(bot, '하루');
  const older = await current();
  await say(bot, '이틀');
  await writeFile(join(await index(), 'CURRENT'), older);
  await daysFound();
  await expect.poll(current, { timeout: PATIENCE }).not.toBe(older);
  await expect.poll(daysFound, { timeout: PATIENCE }).toContain('이틀');
  expect(bot.output).not.toMatch(/손상|Error/);
});

it('a model damaged, gone or exchanged goes on from memory, and the next start says so or embeds anew', {
  timeout: 90_000,
}, async () => {
  const model = home.model ?? '';
  const bot = await start();
  await truncate(join(model, 'onnx', 'model_quantized.onnx'), 100);
  await say(bot, '하루');
  await rm(model, { recursive: true });
  await say(bot, '이틀');
  await bot.stop();

  const gone = spawn();
  await gone.wrote(`임베딩 모델 폴더(${model})가 없으니`, PATIENCE);
  await gone.stop();

  await makeTinyModel(model, { seed: 9, dimensions: 32 });
  const other = await start();
  expect(await daysFound()).toContain('이틀');
  expect(await ask(table.ask)).toContain(table.says);
  expect(other.output).toMatch(/답했어요\. \(\d+ ms, vectors\)/);
  // While it runs, vectors of two models are never compared.
  await makeTinyModel(model, { seed: 10, dimensions: 48 });
  await say(other, '사흘');
  expect(other.output).not.toMatch(/Error/);
});
