// npm run torture: thousands of notes made to hurt, and a bot that is killed hundreds of times while it takes in changes.
// Takes the better part of an hour. The seed it prints makes the same notes and moments again.
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { openNoteParser } from '../src/notes/note-parser.ts';
import { type BotProcess, makeHome, startBot } from '../test/chat/support/bot-process.ts';
import { killRounds } from '../test/chat/support/kill-rounds.ts';
import { startDiscordServer } from '../test/discord/server.ts';
import { hostileNotes, readHostile } from '../test/support/hostile-notes.ts';
import { randomNumbers } from '../test/support/random.ts';

/** For a bot to start, in ms: an hour's torture is run beside other work. */
const PATIENCE = 180_000;

const { values } = parseArgs({
  options: {
    notes: { type: 'string', default: '10000' },
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const [notes, kills, seed] = [values.notes, values.kills, values.seed].map(Number) as [number, number, number];
console.log(`seed ${seed} (--seed ${seed} does the same again)`);
const wrong: string[] = [];
const seconds = (from: number) => `${((performance.now() - from) / 1000).toFixed(0)} s`;

/** Mutated notes through the worker that reads them. */
async function tortureParser(): Promise<void> {
  const started = performance.now();
  const parser = openNoteParser({ timeoutMs: 3000 });
  const outcomes = { read: 0, reported: 0 };
  let slowest = 0;
  const property = fc.asyncProperty(await hostileNotes(), async (text) => {
    const begun = performance.now();
    outcomes[await readHostile(parser, text)]++;
    slowest = Math.max(slowest, performance.now() - begun);
  });
  const result = await fc.check(property, { numRuns: notes, seed, endOnFailure: true });
  if (result.failed) wrong.push(fc.defaultReportMessage(result) ?? 'a note failed');
  await parser.close();
  const { read, reported } = outcomes;
  console.log(
    `${notes} mutated notes in ${seconds(started)}: ${read} read, ${reported} reported as broken, the slowest took ${slowest.toFixed(0)} ms`,
  );
}

/** A bot that is killed at random moments of updates. */
async function tortureBot(): Promise<void> {
  const started = performance.now();
  const [server, home] = await Promise.all([startDiscordServer(), makeHome()]);
  const guild = server.addGuild('스터디');
  const bots: BotProcess[] = [];
  const start = async () => {
    const bot = await startBot(server, home, {}, { patience: PATIENCE });
    bots.push(bot);
    return bot;
  };
  const onRound = (round: number) => {
    if ((round + 1) % 20 === 0) console.log(`  ${round + 1} kills, ${seconds(started)}`);
  };
  const parts = { home, guild, channel: guild.addChannel('일반'), start, random: randomNumbers(seed), onRound };
  try {
    wrong.push(...(await killRounds(parts, kills)));
  } catch (error) {
    wrong.push(String(error));
  }
  wrong.push(...server.violations.map((violation) => JSON.stringify(violation)));
  for (const bot of bots) bot.child.kill('SIGKILL');
  await server.close();
  await home.remove();
  console.log(`${bots.length - 1} SIGKILLs in ${seconds(started)}`);
}

if (notes > 0) await tortureParser();
if (kills > 0) await tortureBot();
for (const violation of wrong) console.log(violation);
console.log(`${wrong.length} violations`);
process.exit(wrong.length > 0 ? 1 : 0);
