// A quiz on the terminal, as people play it: lines in, lines out.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import Database from 'libsql';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSqliteStore } from '../../src/adapters/sqlite-store.ts';
import { openTerminalChat } from '../../src/chat/terminal.ts';
import { terminalQuizzes } from '../../src/chat/terminal-quiz.ts';
import { terminalStats } from '../../src/chat/terminal-stats.ts';
import type { Store } from '../../src/store/store.ts';
import { QUIZZES } from './support/quiz-stage.ts';

const DAY = 24 * 3600_000;
let folder: string;
let store: Store;
let rounds = 0;
let time = 0;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seogi-terminal-'));
  store = openSqliteStore(folder);
  time = Date.parse('2026-11-22T09:00:00+09:00');
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

/** What the terminal shows when these lines are typed and the input ends. */
async function typed(...lines: readonly string[]): Promise<string> {
  const input = new PassThrough();
  const output = new PassThrough();
  const chat = openTerminalChat(input as unknown as NodeJS.ReadStream, output as unknown as NodeJS.WriteStream);
  const parts = {
    quizzes: QUIZZES,
    store,
    sources: () => [],
    now: () => time,
    timeZone: 'Asia/Seoul',
    newId: () => {
      rounds += 1;
      return `round-${rounds}`;
    },
  };
  input.end(lines.map((line) => `${line}\n`).join(''));
  await chat.run({ ask: () => Promise.reject(new Error('Nobody asks here')) }, [
    ...terminalQuizzes(parts),
    terminalStats(parts),
  ]);
  return String(output.read() ?? '');
}

it('asks, hints, takes answers of all kinds and gives the result', async () => {
  const shown = await typed('/quiz 3', '힌트', '2', '', '10 GB', '왜', '', '1 2', '3 1 2', '이상', '');
  expect(shown).toContain('문제 1/3 · 람다\n람다의 제한 시간은?\n  1. 5분\n  2. 15분');
  expect(shown).toContain('답이 아닌 것 하나: 30분');
  expect(shown).toContain('맞았어요!\n정답: 15분\n  - 제한 시간은 길어야 15분\n컴퓨팅/람다.md › 람다 › 한도 (5줄)');
  expect(shown).toContain('1부터 3까지의 번호로');
  expect(shown).toContain('정답: 올리기 → 시험하기 → 돌리기');
  expect(shown).toContain('결과: 3 / 3');
  const attempts = await store.attempts('shared', { user: 'terminal' });
  expect(attempts.map(({ item, right, hinted }) => [item, right, hinted])).toEqual([
    ['time', true, true],
    ['memory', true, false],
    ['deploy', true, false],
  ]);
  expect(await typed('/퀴즈 3', '그만')).not.toContain('배포의 차례는?');
});

it('goes on where the last one was left, with what was answered', async () => {
  await typed('/quiz 2', '1');
  const shown = await typed('/quiz', '', '모르는 것', '');
  expect(shown).toContain('하던 퀴즈를 이어서 해요.');
  expect(shown).toContain('결과: 0 / 2');
  expect(shown).toContain('다시 볼 것\n  · 람다의 제한 시간은?');
  expect(await store.openRounds()).toEqual([]);
});

it('says so where nothing can be kept, and goes on when it can', async () => {
  await typed('/quiz 2', '2', '');
  const other = new Database(join(folder, 'seogi.db'));
  other.exec('BEGIN EXCLUSIVE');
  const shown = await typed('/quiz', '/피자');
  other.close();
  expect(shown).toContain('(다른 프로그램이 쓰고 있어요)');
  expect(shown).toContain('모르는 명령이에요');
  expect(await typed('/quiz', '10 GB', '')).toContain('결과: 2 / 2');
});

it('says where there is nothing to ask, and which commands there are', async () => {
  expect(await typed('/quiz 피자')).toContain('찾지 못했어요');
  expect(await typed('/피자')).toContain('모르는 명령이에요. 쓸 수 있는 것: /quiz, /review, /stats');
});

it('reviews on the day after what was wrong or not known, and tells how it goes', async () => {
  expect(await typed('/stats')).toContain('아직 푼 문제가 없어요');
  expect(await typed('/review')).toContain('복습할 문제가 없어요. 틀린 문제가 생기면');
  await typed('/quiz 3', '1', '', '', '', '3 1 2', '');
  expect(await typed('/review')).toContain('다음 복습은 2026-11-23에 2문제예요');
  time += DAY;
  const shown = await typed('/복습 1', '10 GB', '');
  expect(shown).toContain('복습 1/1 · 람다');
  expect(shown).toContain('결과: 1 / 1');
  const stats = await typed('/통계');
  expect(stats).toContain('지금까지 4문제를 풀어 2문제를 맞혔어요 (50%).');
  expect(stats).toContain('2일째 이어서 공부하고 있어요.');
  expect(stats).toContain('제때 복습한 1번 가운데 1번을 기억했어요 (100%)');
  expect(stats).toContain('앞으로 14일 동안 복습할 문제: 오늘 1개, ');
});
