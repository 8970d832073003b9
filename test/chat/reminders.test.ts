// The daily reminder by direct message.
import { beforeEach, expect, it } from 'vitest';
import { card, quizItem } from '../contracts/records.ts';
import type { Actor } from '../discord/actors/actor.ts';
import { type QuizStage, quizStage } from './support/quiz-stage.ts';

const HOUR = 3600_000;
const DAY = 24 * HOUR;
let stage: QuizStage;
let alice: Actor;
const { restart } = quizStage((made) => {
  stage = made;
});
beforeEach(() => {
  alice = stage.guild.addMember('앨리스');
});

const remind = async (options: Readonly<Record<string, string | number>>, member = alice) =>
  (await (await member.slash(stage.channel, 'review remind', options)).response()).text;
/** Puts things into somebody's schedule, due from now on. */
const owe = (member: Actor, count: number, scope: string = stage.guild.id) => {
  const items = Array.from({ length: count }, (_, i) => quizItem({ id: `item-${i}` }));
  return stage.store.record(
    [],
    items.map((item) => card({ scope, user: member.id, item, due: stage.clock.now() })),
  );
};
const reminders = (member: Actor) => member.dms.messages.filter(({ text }) => text.includes('오늘 복습할 문제가'));
const reminded = (member: Actor, times: number) =>
  stage.server.waitFor(() => reminders(member).length === times, undefined, `${times} reminders`);
/** Until the bot has looked at the time once more: whatever it does then is done. */
const looked = async () => {
  const bob = stage.guild.addMember(`밥${stage.clock.now()}`);
  await owe(bob, 1, 'shared');
  await stage.store.setUserSetting('shared', bob.id, 'reminder', '{"hour":0,"last":""}');
  stage.clock.pass(60_000);
  await reminded(bob, 1);
};

it('comes once a day at its hour in the group’s time zone, with what is due where', async () => {
  const { guild, clock } = stage;
  await owe(alice, 3);
  await owe(alice, 2, 'shared');
  // It is nine in Seoul.
  expect(await remind({ state: '켜기', hour: 10 })).toContain('10시에 개인 메시지로');
  clock.pass(59 * 60_000);
  expect(reminders(alice)).toEqual([]);
  clock.pass(60_000);
  await reminded(alice, 1);
  const [message] = reminders(alice);
  expect(message?.text).toContain('5개');
  expect(message?.text).toContain(`- ${guild.name}: 3개`);
  expect(message?.text).toContain('- 이 대화: 2개');
  clock.pass(5 * HOUR);
  await looked();
  expect(reminders(alice)).toHaveLength(1);
  clock.pass(DAY);
  await reminded(alice, 2);
});

it('does not come twice where the bot is started anew, and comes later where the bot was away at its hour', async () => {
  const { clock } = stage;
  await owe(alice, 1);
  await remind({ state: '켜기', hour: 10 });
  await restart(() => clock.pass(3 * HOUR));
  await reminded(alice, 1);
  await restart(() => clock.pass(HOUR));
  await looked();
  expect(reminders(alice)).toHaveLength(1);
});

it('comes tomorrow where its hour has passed, and to nobody who did not ask for it', async () => {
  const { guild, clock } = stage;
  const carol = guild.addMember('캐럴');
  await owe(alice, 1);
  await owe(carol, 1);
  expect(await remind({ state: '켜기' })).toContain('9시에');
  await looked();
  expect(reminders(alice)).toEqual([]);
  clock.pass(DAY);
  await reminded(alice, 1);
  expect(reminders(carol)).toEqual([]);
});

it('does not come where nothing is due, where all of it is retired, or where the bot is no longer', async () => {
  const { server, guild, clock } = stage;
  await remind({ state: '켜기', hour: 10 });
  const carol = guild.addMember('캐럴');
  await remind({ state: '켜기', hour: 10 }, carol);
  await owe(carol, 1);
  await stage.store.retire({ scope: guild.id, item: 'item-0', by: carol.id, at: 0 });
  const dave = guild.addMember('데이브');
  await remind({ state: '켜기', hour: 10 }, dave);
  await owe(dave, 1, '1573742572377997999');
  clock.pass(HOUR);
  await looked();
  expect([alice, carol, dave].flatMap(reminders)).toEqual([]);
  expect(server.violations).toEqual([]);
});

it('can be switched off', async () => {
  const { clock } = stage;
  await owe(alice, 1);
  expect(await remind({ state: '끄기' })).toContain('켜 둔 복습 알림이 없어요');
  await remind({ state: '켜기', hour: 10 });
  expect(await remind({ state: '끄기' })).toContain('알리지 않을게요');
  clock.pass(HOUR);
  await looked();
  expect(reminders(alice)).toEqual([]);
});

it('stops for who takes no direct messages, and goes on for the others', async () => {
  const { guild, clock, store } = stage;
  const carol = guild.addMember('캐럴');
  for (const member of [alice, carol]) {
    await owe(member, 1);
    await remind({ state: '켜기', hour: 10 }, member);
  }
  alice.closeDms();
  clock.pass(HOUR);
  await reminded(carol, 1);
  await expect.poll(() => store.userSetting('shared', alice.id, 'reminder')).toBeUndefined();
});
