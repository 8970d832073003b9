// Notes that change while the bot runs: nobody tells it, and nobody waits.
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ChannelHandle } from '../discord/handles/channel.ts';
import type { GuildHandle } from '../discord/handles/guild.ts';
import type { DiscordServer } from '../discord/server.ts';
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
const { start } = freshBots((stage) => {
  ({ server, home, guild, channel } = stage);
});

const ask = async (where: ChannelHandle, who: ReturnType<GuildHandle['addMember']>, question: string) =>
  (await (await who.slash(where, 'ask', { question })).response(PATIENCE)).text;

/** Waits for the next time the bot writes this. */
async function next(bot: BotProcess, text: string, change: () => Promise<unknown>): Promise<void> {
  const before = bot.output.split(text).length;
  await change();
  await server.waitFor(
    () => bot.output.split(text).length > before,
    PATIENCE,
    `"${text}" once more in:\n${bot.output}`,
  );
}

describe('the notes folder', () => {
  it('is followed: what is new, changed and removed', async () => {
    const bot = await start();
    const alice = guild.addMember('앨리스');
    const news = '바뀐 노트를 읽었어요';
    await next(bot, news, () => writeNote(home, '새/큐.md', '# 큐\n\n- 지렁이 대기열은 열나흘 동안 보관한다\n'));
    expect(await ask(channel, alice, '지렁이 대기열 보관')).toContain('열나흘');
    await next(bot, news, () => writeNote(home, '새/큐.md', '# 큐\n\n- 지렁이 대기열은 보름 동안 보관한다\n'));
    expect(await ask(channel, alice, '지렁이 대기열 보관')).toContain('보름');
    await next(bot, news, () => rm(join(home.notes, '새'), { recursive: true }));
    expect(await ask(channel, alice, '지렁이 대기열 보관')).not.toContain('보름');
  });

  it('that vanishes keeps its index, is told of once, and is followed again when it is back', async () => {
    const bot = await start();
    const alice = guild.addMember('앨리스');
    const away = `${home.notes}-away`;
    await next(bot, '노트 폴더가 없어요', () => rename(home.notes, away));
    expect(await ask(channel, alice, table.ask)).toContain(table.says);
    await next(bot, '바뀐 노트를 읽었어요', async () => {
      await writeFile(join(away, 'b.md'), '# 큐\n\n- 지렁이 대기열은 열나흘 동안 보관한다\n');
      await rename(away, home.notes);
    });
    expect(await ask(channel, alice, '지렁이 대기열 보관')).toContain('열나흘');
    expect(bot.output.split('노트 폴더가 없어요')).toHaveLength(2);
  });
});

describe("a server's own notes", () => {
  const write = async (where: GuildHandle, file: string, text: string) => {
    const path = join(home.data, 'servers', where.id, 'notes', file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  };
  const OWN = '# 비밀 큐\n\n- 지렁이 대기열은 열나흘 동안 보관한다\n';

  it('are searched there alone, beside everybody’s', async () => {
    const other = server.addGuild('다른 스터디');
    const elsewhere = other.addChannel('일반');
    const bot = await start({ NOTES_BASE_URL: 'https://notes.example.com/tree' });
    await next(bot, `(서버 ${guild.id})`, () => write(guild, '큐.md', OWN));
    const [alice, bob] = [guild.addMember('앨리스'), other.addMember('밥')];
    const here = await (await alice.slash(channel, 'ask', { question: '지렁이 대기열 보관' })).response(PATIENCE);
    expect(here.text).toContain('열나흘');
    // Its address would be another note's, or nobody's.
    expect(here.embeds[0]?.author?.url).toBeUndefined();
    expect(await ask(channel, alice, table.ask)).toContain(table.says);
    expect(await ask(elsewhere, bob, '지렁이 대기열 보관')).not.toContain('열나흘');
    expect(await ask(elsewhere, bob, table.ask)).toContain(table.says);
    const direct = await (await alice.dm('지렁이 대기열 보관')).answer();
    expect(direct.text).not.toContain('열나흘');

    const section = await (await alice.click(here, '원문 보기')).response(PATIENCE);
    expect(section.text).toContain('열나흘');
    const topics = (who: typeof alice, where: ChannelHandle) =>
      who.autocomplete(where, 'quiz start', { topic: '' }, 'topic').then((all) => all.map(({ name }) => name));
    expect(await topics(bob, elsewhere)).not.toContain('비밀 큐');
    expect(bot.output).not.toContain('Error');
  });

  it('of another server are out of reach for its old messages', async () => {
    const other = server.addGuild('다른 스터디');
    const elsewhere = other.addChannel('일반');
    const bot = await start();
    // The same file, heading and line as in the answer that the other server got.
    await next(bot, `(서버 ${other.id})`, () =>
      write(other, '큐.md', '# 비밀 큐\n\n- 모두의 대기열은 하루 동안 보관한다\n'),
    );
    const bob = other.addMember('밥');
    const answer = await (await bob.slash(elsewhere, 'ask', { question: '모두의 대기열 보관' })).response(PATIENCE);
    expect(answer.text).toContain('하루');
    await next(bot, `(서버 ${guild.id})`, () => write(guild, '큐.md', OWN));
    await next(bot, `(서버 ${other.id})`, () => rm(join(home.data, 'servers', other.id, 'notes', '큐.md')));
    const section = await (await bob.click(answer, '원문 보기')).response(PATIENCE);
    expect(section.text).not.toContain('열나흘');
    expect(section.content).toContain('사라졌어요');
  });

  it('answer again at once after a restart', async () => {
    const bot = await start();
    await next(bot, `(서버 ${guild.id})`, () => write(guild, '큐.md', OWN));
    await bot.stop();
    await start();
    expect(await ask(channel, guild.addMember('앨리스'), '지렁이 대기열 보관')).toContain('열나흘');
  });
});
