// A clock that is set back, by an hour or by years: nobody waits for a time that has been, nothing is told twice.
import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { beforeEach, it } from 'vitest';
import { card, quizItem } from '../contracts/records.ts';
import type { Actor } from '../discord/actors/actor.ts';
import { type QuizStage, quizStage, shows } from './support/quiz-stage.ts';

const HOUR = 3600_000;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;
let stage: QuizStage;
let alice: Actor;
const { restart } = quizStage((made) => {
  stage = made;
});
beforeEach(() => {
  alice = stage.guild.addMember('앨리스', { roles: [stage.guild.addRole('방장', { permissions: P.ManageGuild })] });
});

const begin = async () => (await alice.slash(stage.channel, 'quiz start', { count: 2, mode: '함께' })).response();
const setBack = (ms: number) => stage.clock.set(stage.clock.now() - ms);

it.each([
  ['an hour', HOUR],
  ['years', 3 * YEAR],
])('set back by %s, a round goes on when its time is up, and ends', async (_, back) => {
  const { server, channel, clock } = stage;
  const first = await begin();
  setBack(back);
  clock.pass(30_000);
  await shows(server, first, '정답');
  clock.pass(12_000);
  await channel.waitForMessage(({ text }) => text.includes('문제 2/'));
});

it('a round that was begun by a clock years ahead goes on after a restart, with the time it has', async () => {
  const { channel, clock, server } = stage;
  clock.set(clock.now() + YEAR);
  const first = await begin();
  const before = first.text;
  await restart(() => setBack(YEAR));
  await server.waitFor(() => first.text !== before);
  clock.pass(30_000);
  await shows(server, first, '정답');
  clock.pass(12_000);
  await channel.waitForMessage(({ text }) => text.includes('문제 2/'));
});

it('set back by a year, the daily question comes the next day, and never twice on one', async () => {
  const { channel, clock, server } = stage;
  const asked = () => channel.messages.filter(({ text }) => text.includes('오늘의 문제'));
  const counts = (count: number) => server.waitFor(() => asked().length === count, undefined, `${count} questions`);
  clock.set(clock.now() + YEAR);
  await (await alice.slash(channel, 'quiz daily', { hour: 9 })).response();
  await counts(1);
  setBack(YEAR);
  clock.pass(60_000);
  await counts(2);
  setBack(HOUR / 2);
  clock.pass(HOUR);
  clock.pass(DAY);
  await counts(3);
  // The first one too is over within its day.
  await shows(server, asked()[0] as never, '아무도 답하지 않았어요');
});

it('set back by a year, reminders and reviews come all the same', async () => {
  const { channel, clock, guild, store } = stage;
  const reminders = () => alice.dms.messages.filter(({ text }) => text.includes('오늘 복습할 문제가'));
  const reminded = (times: number) => stage.server.waitFor(() => reminders().length === times);
  const due = clock.now();
  await store.record([], [card({ scope: guild.id, user: alice.id, item: quizItem(), due })]);
  await (await alice.slash(channel, 'review remind', { state: '켜기', hour: 10 })).response();
  clock.set(clock.now() + YEAR + 3 * DAY);
  clock.pass(HOUR);
  await reminded(1);
  setBack(YEAR + 3 * DAY);
  clock.pass(60_000);
  await reminded(2);
  // A day that comes again is no new one.
  setBack(DAY);
  clock.pass(60_000);
  clock.pass(DAY);
  clock.pass(DAY);
  await reminded(3);
});
