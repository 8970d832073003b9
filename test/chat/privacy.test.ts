// What is stored about oneself: to see, and to delete.
import { gunzipSync } from 'node:zlib';
import { beforeEach, expect, it } from 'vitest';
import { attempt, card, exchange } from '../contracts/records.ts';
import type { Actor } from '../discord/actors/actor.ts';
import type { ServerMessage } from '../discord/handles/message.ts';
import { type QuizStage, quizStage, shows } from './support/quiz-stage.ts';

const DAY = 24 * 3600_000;
let stage: QuizStage;
let alice: Actor;
let bob: Actor;
const { restart } = quizStage((made) => {
  stage = made;
});
beforeEach(() => {
  alice = stage.guild.addMember('앨리스');
  bob = stage.guild.addMember('밥');
});

const slash = async (member: Actor, command: string, options = {}, where = stage.channel) =>
  (await member.slash(where, command, options)).response();
/** Leaves something of everything in the store. */
const leaveTraces = async (member: Actor) => {
  const user = member.id;
  const { store, guild } = stage;
  for (const scope of [guild.id, 'shared']) {
    const id = `asked-${user}`;
    await store.saveExchange(exchange({ scope, id, user, question: `${member.name}의 질문`, at: stage.clock.now() }));
    await store.saveFeedback({ scope, exchange: id, user, verdict: 'good', at: 1 });
    await store.record([attempt({ scope, id: user, user })], [card({ scope, user })]);
  }
  await (await member.slash(stage.channel, 'review remind', { state: '켜기' })).response();
  const quiz = await slash(member, 'quiz start', { count: 1 });
  await (await member.click(quiz, '5분')).acknowledged();
  await shows(stage.server, quiz, '아쉬워요');
};
const exported = (message: ServerMessage): Record<string, unknown[]> =>
  JSON.parse(Buffer.from(message.files[0]?.bytes ?? []).toString('utf8'));

it('gives all of one’s own and nothing of others as a file, for oneself', async () => {
  await leaveTraces(alice);
  await leaveTraces(bob);
  const answer = await slash(alice, 'privacy export');
  expect(answer.ephemeral).toBe(true);
  expect(answer.text).toContain('90일');
  expect(answer.attachments.map(({ filename }) => filename)).toEqual(['seogi.json']);
  const records = exported(answer);
  const { exchanges, feedback, attempts, cards, rounds, settings } = records;
  expect([exchanges, feedback, attempts, cards, rounds, settings].map((list) => list?.length)).toEqual([
    2, 2, 3, 3, 1, 1,
  ]);
  expect(JSON.stringify(records)).toContain('앨리스의 질문');
  expect(JSON.stringify(records)).not.toContain(bob.id);
});

it('deletes all of one’s own after a second question, and nothing of others', async () => {
  await leaveTraces(alice);
  await leaveTraces(bob);
  const before = await stage.store.personalRecords(bob.id);
  const question = await slash(alice, 'privacy delete');
  expect(question.ephemeral).toBe(true);
  expect(question.text).toContain('되돌릴 수 없어요');
  expect((await stage.store.personalRecords(alice.id)).exchanges).toHaveLength(2);
  await (await alice.click(question, '모두 지우기')).acknowledged();
  await shows(stage.server, question, '모두 지웠어요');
  expect(question.controls).toEqual([]);
  expect(Object.values(await stage.store.personalRecords(alice.id)).flat()).toEqual([]);
  expect(await stage.store.personalRecords(bob.id)).toEqual(before);
});

it('leaves everything as it is for who thinks better of it', async () => {
  await leaveTraces(alice);
  const question = await slash(alice, 'privacy delete');
  await (await alice.click(question, '그만두기')).acknowledged();
  await shows(stage.server, question, '그대로 뒀어요');
  expect((await stage.store.personalRecords(alice.id)).exchanges).toHaveLength(2);
});

it('keeps questions for 90 days', async () => {
  const { clock, store } = stage;
  await leaveTraces(alice);
  await restart(() => clock.pass(89 * DAY));
  expect((await store.personalRecords(alice.id)).exchanges).toHaveLength(2);
  await restart(() => clock.pass(2 * DAY));
  await expect.poll(async () => (await store.personalRecords(alice.id)).exchanges).toEqual([]);
});

it('is there for who has left no trace, and in direct messages', async () => {
  const records = exported(await slash(alice, 'privacy export', {}, alice.dms));
  expect(records.exchanges).toEqual([]);
});

it('is compressed where it would be too large for Discord', async () => {
  const question = 'ㄱ'.repeat(4 * 1024 * 1024);
  await stage.store.saveExchange(exchange({ scope: stage.guild.id, id: 'a-long-one', user: alice.id, question }));
  const answer = await slash(alice, 'privacy export');
  expect(answer.attachments.map(({ filename }) => filename)).toEqual(['seogi.json.gz']);
  const records = JSON.parse(gunzipSync(Buffer.from(answer.files[0]?.bytes ?? [])).toString('utf8'));
  expect(records.exchanges[0].question).toBe(question);
});
