// A bot that is killed while it takes in changes, and what it makes of that.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { ChannelHandle } from '../../discord/handles/channel.ts';
import type { GuildHandle } from '../../discord/handles/guild.ts';
import { type BotProcess, type Home, writeNote } from './bot-process.ts';
import { QUESTIONS } from './notes.ts';

const { table } = QUESTIONS;
const PATIENCE = 60_000;
/** It is killed within so long of a change, in ms: settling and an update take about that. */
const LONGEST = 1200;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface KillParts {
  readonly home: Home;
  readonly guild: GuildHandle;
  readonly channel: ChannelHandle;
  /** Starts a bot and waits until it answers. */
  readonly start: () => Promise<BotProcess>;
  /** Numbers from 0 up to 1. */
  readonly random: () => number;
  /** Told after each round. */
  readonly onRound?: (round: number) => void;
}

/**
 * Changes notes and kills the bot at a random moment of it, `rounds` times; what was wrong with the one that started next,
 * in sentences.
 */
export async function killRounds(parts: KillParts, rounds: number): Promise<readonly string[]> {
  const { home, guild, channel, start, random, onRound } = parts;
  const manager = guild.addRole('관리', { permissions: PermissionFlagsBits.ManageGuild });
  const folder = join(home.data, 'servers', guild.id, 'notes');
  const wrong: string[] = [];
  const kept = new Set<string>();
  let bot = await start();
  for (let round = 0; round < rounds; round++) {
    // Somebody new: nobody may ask so often.
    const alice = guild.addMember('앨리스', { roles: [manager] });
    const check = (isRight: boolean, what: string) => isRight || wrong.push(`round ${round}: ${what}`);
    const ask = async (question: string, says: string) => {
      const { text } = await (await alice.slash(channel, 'ask', { question })).response(PATIENCE);
      check(text.includes(says), `"${question}" was answered with: ${text}`);
    };
    const lines = Array.from({ length: 60 }, (_, i) => `- 지렁이 ${round}번째 판 ${i}번째 줄\n`).join('');
    await writeNote(home, '새.md', `# 지렁이\n\n${lines}`);
    const content = `# 올챙이\n\n- 올챙이 대기열 ${'가나다라마'[round % 5]}판은 하루\n`;
    await alice.slash(channel, 'notes add', { file: { name: `올챙이${round}.md`, content } });
    await pause(random() * LONGEST);
    await bot.stop('SIGKILL');

    bot = await start();
    check(!bot.output.includes('손상'), `damage: ${bot.output}`);
    await ask(`지렁이 ${round}번째 판 7번째 줄`, `지렁이 ${round}번째 판`);
    await ask(table.ask, table.says);
    // What was being added is there whole, with who did it, or not at all; what was there before still is.
    const files = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.md'));
    const history = (await (await alice.slash(channel, 'notes history')).response(PATIENCE)).text;
    for (const file of files.filter((name) => !kept.has(name))) {
      check(/판은 하루\n$/.test(await readFile(join(folder, file), 'utf8')), `${file} is not whole`);
      check(history.includes(file), `${file} is not in the history: ${history}`);
      kept.add(file);
    }
    for (const file of kept) check(files.includes(file), `${file} is lost`);
    onRound?.(round);
  }
  await bot.stop();
  return wrong;
}
