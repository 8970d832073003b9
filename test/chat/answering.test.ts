import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSqliteStore } from '../../src/adapters/sqlite-store.ts';
import { LONGEST_QUESTION, openAnswering } from '../../src/chat/answering.ts';
import type { Asked } from '../../src/chat/conversation.ts';
import { rememberThread } from '../../src/chat/conversation.ts';
import { openCooldown } from '../../src/chat/cooldown.ts';
import { openQueue } from '../../src/chat/queue.ts';
import { openLog } from '../../src/log.ts';
import { makeGeneration } from '../../src/search/generation.ts';
import type { Store } from '../../src/store/store.ts';

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seogi-answering-'));
  store = openSqliteStore(folder);
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const SOURCE = { scope: 'shared', generation: makeGeneration('1', [], undefined), index: undefined };
const GUILD = '100000000000000001';

/** Answering over an index that answers when it is told to, and says what it was asked with. */
function scene(options: { ready?: boolean; waiting?: number; keep?: boolean } = {}) {
  const { ready = true, waiting = 9, keep = true } = options;
  let now = 1_000_000;
  let ids = 0;
  const asked: (readonly [string, string | undefined])[] = [];
  const gate: { open?: () => void } = {};
  const held = new Promise<void>((resolve) => {
    gate.open = resolve;
  });
  const answering = openAnswering({
    seogi: {
      sources: () => (ready ? [SOURCE] : []),
      async ask(question, previous) {
        asked.push([question, previous]);
        if (question === '기다려') await held;
        const nothing = { answered: false, confidence: 0, quote: '', hits: [], suggestions: [] };
        return { question, query: `찾은 ${question}`, ...nothing, by: 'vectors', generation: '1' };
      },
    },
    store: keep ? store : { ...store, saveExchange: () => Promise.reject(new Error('disk full')) },
    queue: openQueue({ together: 1, waiting }),
    cooldown: openCooldown({ burst: 2, everyMs: 1000, now: () => now }),
    log: openLog('silent'),
    now: () => now,
    newId: () => {
      ids += 1;
      return `exchange-${ids}`;
    },
  });
  const question = (more: Partial<Asked> = {}): Asked => ({
    scope: GUILD,
    place: 'channel',
    channel: '200000000000000001',
    user: 'alice',
    question: '람다는?',
    private: false,
    repliesTo: undefined,
    ...more,
  });
  const ask = async (more: Partial<Asked> = {}) => {
    const answered = await answering.answer(question(more));
    if (typeof answered === 'string') throw new Error(answered);
    return answered;
  };
  const pass = (ms: number) => {
    now += ms;
  };
  return { answering, ask, question, asked, open: () => gate.open?.(), pass };
}

it('takes no empty or endless question, and none before there is anything to answer from', () => {
  const refused = (question: string, ready = true) => scene({ ready }).answering.refuse('alice', question)?.text;
  expect(refused(' ')).toContain('무엇이 궁금한지');
  expect(refused('a'.repeat(LONGEST_QUESTION + 1))).toContain(`${LONGEST_QUESTION}자`);
  expect(refused('a'.repeat(LONGEST_QUESTION))).toBeUndefined();
  expect(refused('람다는?', false)).toContain('아직 노트를 읽는 중');
});

it('says no more often why it takes nothing than it would answer', () => {
  const { answering, pass } = scene();
  const pasted = 'a'.repeat(LONGEST_QUESTION + 1);
  const refuse = () => answering.refuse('alice', pasted);
  expect([refuse(), refuse()]).toEqual(Array(2).fill({ text: expect.stringContaining('자까지'), isRepeated: false }));
  expect(refuse()?.text).toContain('1초 뒤에');
  expect(refuse()?.isRepeated).toBe(true);
  expect(answering.allows('alice')).toBe(false);
  pass(1000);
  expect(answering.allows('alice')).toBe(true);
  expect(answering.allows('alice')).toBe(false);
});

it('says once to somebody who asks too fast how long to wait', () => {
  const { answering, pass } = scene();
  const refuse = () => answering.refuse('alice', '람다는?');
  expect([refuse(), refuse()]).toEqual([undefined, undefined]);
  expect(refuse()).toEqual({ text: expect.stringContaining('1초 뒤에'), isRepeated: false });
  expect(refuse()?.isRepeated).toBe(true);
  pass(1000);
  expect(refuse()).toBeUndefined();
  expect(refuse()?.isRepeated).toBe(false);
});

it('says so when the line is full, before and after taking a question', async () => {
  const { answering, question, open } = scene({ waiting: 1 });
  const first = answering.answer(question({ question: '기다려' }));
  const second = answering.answer(question());
  expect(answering.refuse('bob', '람다는?')?.text).toContain('많이 몰렸어요');
  expect(await answering.answer(question())).toContain('많이 몰렸어요');
  open();
  expect(typeof (await first)).toBe('object');
  expect(typeof (await second)).toBe('object');
});

it('answers also when nothing can be kept', async () => {
  const { ask } = scene({ keep: false });
  expect((await ask()).answer.question).toBe('람다는?');
});

it('goes on from what was asked before, where that is one conversation', async () => {
  const { answering, ask, asked, pass } = scene();
  const previous = () => asked.at(-1)?.[1];
  const first = await ask();
  await answering.sent(first, '300000000000000001');
  await ask();
  expect(previous()).toBeUndefined();
  await ask({ repliesTo: '300000000000000001', user: 'bob' });
  expect(previous()).toBe('찾은 람다는?');
  await ask({ repliesTo: '300000000000000009' });
  expect(previous()).toBeUndefined();

  // A thread: by what it was opened from, then by what was asked in it.
  const thread = { place: 'thread', channel: '400000000000000001' } as const;
  await rememberThread(store, GUILD, thread.channel, first.exchange.id);
  await ask({ ...thread, question: '메모리는?', user: 'bob' });
  expect(previous()).toBe('찾은 람다는?');
  pass(1);
  await ask({ ...thread, question: '나만 아는 것', private: true });
  pass(1);
  await ask({ ...thread, user: 'bob' });
  expect(previous()).toBe('찾은 메모리는?');
  // One that somebody else opened on the answer has its number.
  await ask({ place: 'thread', channel: '300000000000000001' });
  expect(previous()).toBe('찾은 람다는?');

  // Direct messages: for half an hour.
  const direct = { scope: 'shared', place: 'direct', channel: '500000000000000001' } as const;
  await ask({ ...direct, question: '어제 일' });
  pass(29 * 60_000);
  await ask({ ...direct, question: '오늘 일' });
  expect(previous()).toBe('찾은 어제 일');
  pass(31 * 60_000);
  await ask(direct);
  expect(previous()).toBeUndefined();
});
