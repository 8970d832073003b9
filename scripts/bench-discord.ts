// node scripts/run-ts.mjs scripts/bench-discord.ts: how fast the bot acknowledges and answers on a Discord server of this
// machine, with the notes and the model it comes with, and what becomes of a hundred questions at once.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { PROJECT_ROOT } from '../src/paths.ts';
import type { InteractionHandle } from '../test/discord/handles/interaction.ts';
import { startLocalDiscord } from './local-discord.ts';

/** Questions asked one after the other. */
const ONE_BY_ONE = 60;
/** People who ask at once, and how many questions each. */
const PEOPLE = 20;
const EACH = 5;

const Question = z.object({ question: z.string() });
const questions = readFileSync(join(PROJECT_ROOT, 'test/golden/questions.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => Question.parse(JSON.parse(line)).question);
const question = (i: number) => questions[i % questions.length] ?? '';

const percentile = (values: readonly number[], share: number) =>
  values.toSorted((x, y) => x - y)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;
const summary = (values: readonly number[]) =>
  `p50 ${percentile(values, 0.5).toFixed(0)} ms, p95 ${percentile(values, 0.95).toFixed(0)} ms, max ${Math.max(...values).toFixed(0)} ms`;

const { server, close } = await startLocalDiscord();
const guild = server.addGuild('벤치');
const channel = guild.addChannel('질문');

interface Outcome {
  readonly acknowledged: number;
  readonly answered: number;
  readonly isAnswer: boolean;
}
/** From the deed to both answers, in ms. */
async function outcome(asked: InteractionHandle, started: number): Promise<Outcome> {
  await asked.acknowledged();
  const message = await asked.response(30_000);
  const isAnswer = message.embeds.length > 0;
  return { acknowledged: asked.latencyMs ?? Number.NaN, answered: performance.now() - started, isAnswer };
}

const single: Outcome[] = [];
const askers = Array.from({ length: PEOPLE }, (_, i) => guild.addMember(`하나씩${i}`));
for (let i = 0; i < ONE_BY_ONE; i++) {
  const started = performance.now();
  const asked = await askers[i % PEOPLE]?.slash(channel, 'ask', { question: question(i) });
  if (asked) single.push(await outcome(asked, started));
}
console.log(`one by one, ${single.length} questions`);
console.log(`  acknowledged: ${summary(single.map(({ acknowledged }) => acknowledged))}`);
console.log(`  answered:     ${summary(single.map(({ answered }) => answered))}`);

const crowd = Array.from({ length: PEOPLE }, (_, i) => guild.addMember(`한꺼번에${i}`));
const started = performance.now();
const asked = await Promise.all(
  crowd.flatMap((member, i) =>
    Array.from({ length: EACH }, (_, j) => member.slash(channel, 'ask', { question: question(i * EACH + j) })),
  ),
);
const results = await Promise.allSettled(asked.map((one) => outcome(one, started)));
const all = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
console.log(`at once, ${asked.length} questions of ${PEOPLE} people`);
console.log(`  acknowledged: ${summary(all.map(({ acknowledged }) => acknowledged))}`);
console.log(`  answered:     ${summary(all.map(({ answered }) => answered))}`);
console.log(
  `  lost ${asked.length - all.length}, late ${all.filter(({ acknowledged }) => acknowledged > 3000).length}, refused ${all.filter(({ isAnswer }) => !isAnswer).length}, violations ${server.violations.length}`,
);
await close();
process.exit(all.length === asked.length && all.every(({ isAnswer }) => isAnswer) ? 0 : 1);
