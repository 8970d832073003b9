// node scripts/run-ts.mjs scripts/bench-living.ts [--notes N] [--tiny] [--profile FOLDER]: how soon a changed note is found, and what the bot's
// people feel of a re-index of all notes. The bot is a process of its own on a Discord server of this machine; its event
// loop is what its own /metrics say. `--tiny` takes a model that costs nothing: what is left is all but the embedding.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PROJECT_ROOT } from '../src/paths.ts';
import { type BotProcess, makeHome, spawnBot, writeNote } from '../test/chat/support/bot-process.ts';
import { startDiscordServer } from '../test/discord/server.ts';
import { manyNotes } from '../test/support/many-notes.ts';
import { readMetrics } from '../test/support/metrics.ts';
import { takePort } from '../test/support/port.ts';
import { makeTinyModel } from '../test/support/tiny-model.ts';

const { values } = parseArgs({
  options: { notes: { type: 'string', default: '1000' }, tiny: { type: 'boolean' }, profile: { type: 'string' } },
});
const COUNT = Number(values.notes);
/** 5 MB by a thousand. */
const NOTE_BYTES = 5_000;
const QUESTIONS = 150;
/** Between two questions, in ms: people, not a flood. */
const EVERY = 150;
const CHANGES = 5;
/** What the bot takes for settled: so long after the last change, in ms (src/search/keeper.ts). */
const SETTLE = 400;
/** An hour: the real model on a busy machine. */
const PATIENCE = 3_600_000;
/** Quizzes of a thousand notes take their thread many minutes: not waited for longer, in ms. */
const QUIZ_PATIENCE = 60_000;
const READ = '바뀐 노트를 읽었어요';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const percentile = (all: readonly number[], share: number) =>
  all.toSorted((x, y) => x - y)[Math.min(all.length - 1, Math.floor(all.length * share))] ?? Number.NaN;
const ms = (value: number) => `${value.toFixed(0)} ms`;

const server = await startDiscordServer();
const guild = server.addGuild('벤치');
const channel = guild.addChannel('질문');
const notes = await manyNotes(COUNT, NOTE_BYTES, 1);
const home = await makeHome({ tiny: values.tiny ?? false, notes });
// As long as the real one's: copying, hashing and writing vectors cost the same.
if (home.model !== undefined) await makeTinyModel(home.model, { dimensions: 384 });
const { port } = await takePort(false);
const env = { HEALTH_PORT: String(port), LOG_LEVEL: 'info' };

let people = 0;
/** Asks as somebody new, whom no turn is kept from: the answer and how long it took, in ms. */
async function ask(question: string): Promise<{ text: string; took: number }> {
  const somebody = guild.addMember(`사람${people++}`);
  const started = performance.now();
  const answer = await (await somebody.slash(channel, 'ask', { question })).response(60_000);
  return { text: answer.text, took: performance.now() - started };
}

const lines = Object.values(notes).flatMap((text) => text.split('\n').filter((line) => line.startsWith('- ')));
const questions = Array.from({ length: QUESTIONS }, (_, i) => (lines[(i * 7919) % lines.length] ?? '').slice(2, 40));

/** Asks one question after the other, all of them and on until `isOver`. */
async function conversation(isOver: () => boolean): Promise<readonly number[]> {
  const took: number[] = [];
  for (let i = 0; i < QUESTIONS || !isOver(); i++) {
    took.push((await ask(questions[i % QUESTIONS] ?? '')).took);
    await pause(EVERY);
  }
  return took;
}

/** The longest stall of the bot's event loop since this was last asked, in ms. */
const stall = async () => 1000 * ((await readMetrics(port)).get('nodejs_eventloop_lag_max_seconds') ?? Number.NaN);
/** Resolves when the bot has written it once more than now. */
function next(bot: BotProcess, text: string): () => boolean {
  const before = bot.output.split(text).length;
  return () => bot.output.split(text).length > before;
}

const started = performance.now();
const profile = values.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${values.profile}`];
const bot = spawnBot(server, home, env, [process.execPath, ...profile, join(PROJECT_ROOT, 'dist/main.js')]);
await bot.wrote('서버에 초대하는 주소', 60_000);
await bot.wrote('노트를 다 읽었어요', PATIENCE);
const sizes = await readMetrics(port);
const [passages, rows] = [sizes.get('seogi_passages') ?? 0, sizes.get('seogi_lines') ?? 0];
console.log(
  `${COUNT} notes, ${(Buffer.byteLength(Object.values(notes).join('')) / 1e6).toFixed(1)} MB, ${passages} passages, ${rows} lines, ${values.tiny ? 'a tiny model' : 'the model it comes with'}`,
);
console.log(`first index: ${((performance.now() - started) / 1000).toFixed(0)} s`);
const areMade = await bot.wrote('퀴즈 문제를 다 만들었어요', QUIZ_PATIENCE).then(
  () => true,
  () => false,
);
console.log(areMade ? 'quizzes are made' : 'quizzes are still being made: one core is busy all the time');
await pause(3000);

await stall();
const idle = await conversation(() => true);
const idleStall = await stall();
console.log(
  `idle:     /ask p50 ${ms(percentile(idle, 0.5))}, p95 ${ms(percentile(idle, 0.95))}; longest stall ${ms(idleStall)}`,
);

const found: number[] = [];
const stalls: number[] = [];
for (let i = 0; i < CHANGES; i++) {
  const [file = '', text = ''] = Object.entries(notes)[(i * 37) % COUNT] ?? [];
  const says = `${'하이사오육'[i]}십 년`;
  await stall();
  const read = next(bot, READ);
  const changed = performance.now();
  await writeNote(home, file, `${text}\n## 지렁이 대기열\n\n- 지렁이 대기열은 ${says} 동안 보관한다\n`);
  // Not asked until it says so: each question in vain would keep it from its work.
  await server.waitFor(read, 60_000);
  found.push(performance.now() - changed - SETTLE);
  const { text: answer } = await ask(`지렁이 대기열은 ${says} 동안 보관하나`);
  if (!answer.includes(says)) throw new Error(`The changed note is not found: ${answer}`);
  stalls.push(await stall());
  await writeNote(home, file, text);
  await server.waitFor(next(bot, READ), 60_000);
}
console.log(
  `one note: searchable ${ms(percentile(found, 0.5))} after it settles, at most ${ms(Math.max(...found))}; longest stall ${ms(Math.max(...stalls))}`,
);

const others = await manyNotes(COUNT, NOTE_BYTES, 2);
await stall();
const read = next(bot, READ);
const begun = performance.now();
for (const [file, text] of Object.entries(others)) await writeNote(home, file, text);
let took = 0;
void server.waitFor(read, PATIENCE).then(() => {
  took = performance.now() - begun;
});
const during = await conversation(() => took > 0);
// A quiz is made of the new notes, too.
await guild.addMember('학생').autocomplete(channel, 'quiz start', { topic: '' }, 'topic');
await pause(5000);
const duringStall = await stall();
console.log(
  `re-index: ${(took / 1000).toFixed(0)} s; /ask p50 ${ms(percentile(during, 0.5))}, p95 ${ms(percentile(during, 0.95))} of ${during.length}; longest stall ${ms(duringStall)}`,
);
const rss = ((await readMetrics(port)).get('process_resident_memory_bytes') ?? 0) / 2 ** 20;
console.log(`memory: ${rss.toFixed(0)} MiB`);

await bot.stop();
await server.close();
await home.remove();
process.exit(0);
