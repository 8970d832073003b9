// A bot's whole life in short: mixed questions, quizzes, changing notes and lost connections, at a bounded rate.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Actor } from '../../discord/actors/actor.ts';
import type { InteractionHandle } from '../../discord/handles/interaction.ts';
import type { ServerMessage } from '../../discord/handles/message.ts';
import type { DiscordServer } from '../../discord/server.ts';
import { readMetrics } from '../../support/metrics.ts';
import { takePort } from '../../support/port.ts';
import { type Home, spawnBot, writeNote } from './bot-process.ts';

/** Between two things that people do, in ms. */
const EVERY = 400;
/** Between two looks at the memory, in ms. */
const LOOK = 2000;
/** For an answer, in ms: a note that is added is answered when it is indexed. */
const PATIENCE = 60_000;
const MIB = 2 ** 20;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface SoakParts {
  readonly server: DiscordServer;
  readonly home: Home;
  readonly questions: readonly string[];
  readonly minutes: number;
  /** Numbers from 0 up to 1. */
  readonly random: () => number;
  /** Told once a minute. */
  readonly onMinute?: (sentence: string) => void;
}

/** What was seen of the bot. */
interface SoakReport {
  /** How often each thing was done. */
  readonly done: Readonly<Record<string, number>>;
  /** Interactions that were not answered, errors that the bot wrote, requests that Discord would refuse. */
  readonly wrong: readonly string[];
  /** Mean resident memory of the first, second and last third, in MiB. */
  readonly memory: readonly [number, number, number];
}

/** Runs a bot for so long among people who do something all the time. */
export async function soak({ server, home, questions, minutes, random, onMinute }: SoakParts): Promise<SoakReport> {
  const guild = server.addGuild('스터디');
  const channel = guild.addChannel('일반');
  const manager = guild.addRole('관리', { permissions: PermissionFlagsBits.ManageGuild });
  // As many as have a turn each time: nobody may ask so often.
  const people = Array.from({ length: 40 }, (_, i) => guild.addMember(`사람${i}`, { roles: [manager] }));
  const { port } = await takePort(false);
  const bot = spawnBot(server, home, { HEALTH_PORT: String(port), LOG_LEVEL: 'info' });
  await bot.wrote('노트를 다 읽었어요', 600_000);
  await bot.wrote('퀴즈 문제를 다 만들었어요', 600_000);

  const done: Record<string, number> = {};
  const wrong: string[] = [];
  let turn = 0;
  const below = (limit: number) => Math.floor(random() * limit);
  const any = <T>(all: readonly T[]) => all[below(all.length)] as T;
  const somebody = () => people[turn++ % people.length] as Actor;
  const answered = async (sent: Promise<InteractionHandle>) => {
    const asked = await sent;
    await asked.acknowledged();
    return asked;
  };

  /** Presses buttons of a quiz, whatever they are, as long as there are any. */
  const play = async (player: Actor, message: ServerMessage) => {
    for (let i = 0; i < 6; i++) {
      const button = any(
        message.controls.filter(({ kind, disabled, customId }) => kind === 'button' && !disabled && customId),
      );
      if (button === undefined) return;
      const pressed = await answered(player.click(message, button.customId ?? ''));
      if (pressed.modal !== undefined) await answered(player.submitModal(pressed, { 답: '람다' }));
      await pause(EVERY);
    }
  };
  const deeds: readonly (readonly [weight: number, name: string, () => Promise<unknown>])[] = [
    [12, 'ask', async () => (await somebody().slash(channel, 'ask', { question: any(questions) })).response(PATIENCE)],
    [
      3,
      'mention',
      async () => (await somebody().say(channel, `${server.bot.mention} ${any(questions)}`)).answer(PATIENCE),
    ],
    [
      3,
      'autocomplete',
      () => somebody().autocomplete(channel, 'quiz start', { topic: any(['', 'ㄹㄷ', 'S3']) }, 'topic'),
    ],
    [
      2,
      'quiz',
      async () => {
        const player = somebody();
        await play(player, await (await player.slash(channel, 'quiz start', { count: 2 })).response(PATIENCE));
        await answered(player.slash(channel, 'quiz stop'));
      },
    ],
    [1, 'stats', async () => (await somebody().slash(channel, 'stats')).response(PATIENCE)],
    [
      1,
      'note changed',
      () =>
        writeNote(home, `새/${below(20)}.md`, `# 지렁이 ${below(1000)}\n\n- 지렁이 ${turn}번째 판은 ${below(100)}일\n`),
    ],
    [0.5, 'note removed', () => rm(join(home.notes, `새/${below(20)}.md`), { force: true })],
    [
      0.5,
      'note of the server',
      async () => {
        const content = `# 올챙이 ${below(1000)}\n\n- 올챙이 ${turn}번째 판은 하루\n`;
        const file = { name: `올챙이${below(5)}.md`, content };
        await (await somebody().slash(channel, 'notes add', { file })).response(PATIENCE);
      },
    ],
    [
      0.4,
      'reconnect',
      async () => {
        const { dropSockets, requestReconnect, invalidateSession } = server.gateway;
        const frames = server.gateway.frames.length;
        any([dropSockets, requestReconnect, () => invalidateSession(true), () => invalidateSession(false)])();
        const isBack = () =>
          server.gateway.connections() > 0 &&
          server.gateway.frames.slice(frames).some(({ event }) => event === 'READY' || event === 'RESUMED');
        await server.waitFor(isBack, PATIENCE, 'the bot back on the gateway');
      },
    ],
  ];
  const weights = deeds.reduce((sum, [weight]) => sum + weight, 0);
  const next = () => {
    let left = random() * weights;
    return deeds.find(([weight]) => {
      left -= weight;
      return left <= 0;
    });
  };

  const memory: number[] = [];
  let isOver = false;
  const looking = (async () => {
    let told = performance.now();
    while (!isOver) {
      const metrics = await readMetrics(port);
      const [resident, heap] = ['process_resident_memory_bytes', 'nodejs_heap_size_used_bytes'].map(
        (name) => (metrics.get(name) ?? 0) / MIB,
      ) as [number, number];
      memory.push(resident);
      if (performance.now() - told > 60_000) {
        told = performance.now();
        onMinute?.(`resident ${resident.toFixed(0)} MiB, heap ${heap.toFixed(0)} MiB, ${turn} people's deeds`);
      }
      await pause(LOOK);
    }
  })();

  const end = performance.now() + minutes * 60_000;
  while (performance.now() < end && bot.child.exitCode === null) {
    const [, name, deed] = next() ?? [];
    if (name === undefined || deed === undefined) break;
    done[name] = (done[name] ?? 0) + 1;
    await deed().catch((error: unknown) => wrong.push(`${name}: ${String(error)}`));
    await pause(EVERY);
  }
  isOver = true;
  await looking.catch((error: unknown) => wrong.push(`the bot tells nothing any more: ${String(error)}`));
  const code = await bot.stop();
  if (code !== 0) wrong.push(`the bot ended with ${code}`);
  wrong.push(...bot.output.split('\n').filter((line) => /\[error\]|Unhandled|Error:/i.test(line)));
  wrong.push(...server.violations.map((violation) => JSON.stringify(violation)));
  const third = (i: number) => {
    const part = memory.slice(Math.floor((i * memory.length) / 3), Math.floor(((i + 1) * memory.length) / 3));
    return part.reduce((sum, one) => sum + one, 0) / part.length;
  };
  return { done, wrong, memory: [third(0), third(1), third(2)] };
}
