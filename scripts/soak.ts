// npm run soak -- [--minutes N] [--seed S]: the bot with its own notes and model among people who do something all the time, on
// a Discord server of this machine. Ends with 1 where anything stays unanswered, fails, or the memory grows.
import { readFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { PROJECT_ROOT } from '../src/paths.ts';
import { makeHome } from '../test/chat/support/bot-process.ts';
import { soak } from '../test/chat/support/soak.ts';
import { startDiscordServer } from '../test/discord/server.ts';
import { randomNumbers } from '../test/support/random.ts';

/** The last third's memory, as a share of the second's. */
const FLAT = 1.1;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
console.log(`${values.minutes} minutes, seed ${values.seed}`);
const Question = z.object({ question: z.string() });
const questions = readFileSync(join(PROJECT_ROOT, 'test/golden/questions.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => Question.parse(JSON.parse(line)).question);

const [server, home] = await Promise.all([startDiscordServer(), makeHome({ tiny: false, notes: {} })]);
await cp(join(PROJECT_ROOT, 'corpus'), home.notes, { recursive: true });
const { done, wrong, memory } = await soak({
  server,
  home,
  questions,
  minutes: Number(values.minutes),
  random: randomNumbers(Number(values.seed)),
  onMinute: (sentence) => console.log(sentence),
});
await server.close();
await home.remove();

for (const what of wrong) console.log(what);
console.log(
  Object.entries(done)
    .map(([name, times]) => `${name} ${times}`)
    .join(', '),
);
const [first, second, last] = memory;
const growth = last / second;
console.log(
  `resident memory by thirds: ${[first, second, last].map((one) => one.toFixed(0)).join(', ')} MiB; last / second ${growth.toFixed(3)}`,
);
console.log(`${wrong.length} violations`);
process.exit(wrong.length > 0 || !(growth <= FLAT) ? 1 : 0);
