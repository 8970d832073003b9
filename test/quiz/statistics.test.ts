import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf } from '../../src/quiz/day.ts';
import { leaderboard } from '../../src/quiz/leaderboard.ts';
import { statisticsOf } from '../../src/quiz/statistics.ts';
import type { Attempt } from '../../src/store/quiz-records.ts';
import { attempt, card } from '../contracts/records.ts';

const ZONE = 'Asia/Seoul';
const DAY = 24 * 3600_000;
const NOON = Date.parse('2026-11-22T12:00:00+09:00');
/** An attempt so many days ago. */
const ago = (days: number, more: Partial<Attempt> = {}): Attempt => attempt({ at: NOON - days * DAY, ...more });

describe('statistics', () => {
  it('count answers by topic, the most answered first', () => {
    const attempts = [ago(1, { topic: 'S3' }), ago(1), ago(0, { right: false }), ago(0)];
    const { answers, topics } = statisticsOf(attempts, [], NOON, ZONE);
    expect(answers).toEqual({ right: 3, all: 4 });
    expect(topics).toEqual([
      { topic: '람다', right: 2, all: 3 },
      { topic: 'S3', right: 1, all: 1 },
    ]);
  });

  it('count days in a row by the group’s days, and today may still come', () => {
    const streak = (...days: readonly number[]) =>
      statisticsOf(
        days.map((day) => ago(day)),
        [],
        NOON,
        ZONE,
      ).streak;
    expect(streak(0, 1, 2, 4)).toBe(3);
    expect(streak(1, 2)).toBe(2);
    expect(streak(2, 3)).toBe(0);
    expect(streak()).toBe(0);
    // Two days in Seoul, one in UTC.
    const night = [
      attempt({ at: Date.parse('2026-11-22T00:30:00+09:00') }),
      attempt({ at: Date.parse('2026-11-21T23:30:00+09:00') }),
    ];
    expect(statisticsOf(night, [], NOON, ZONE).streak).toBe(2);
    expect(statisticsOf(night, [], NOON, 'UTC').streak).toBe(1);
  });

  it('count what was remembered of the reviews done when due, lately', () => {
    const due = (days: number, right: boolean) => ago(days, { right, due: NOON - days * DAY - 1 });
    const early = ago(1, { due: NOON + DAY });
    const attempts = [due(40, false), due(3, true), due(2, false), due(1, true), early, ago(0)];
    expect(statisticsOf(attempts, [], NOON, ZONE).retention).toEqual({ right: 2, all: 3 });
  });

  it('foresee two weeks, with all that is overdue today', () => {
    const cards = [-5, 0, 1, 1, 13, 14].map((days) => card({ due: NOON + days * DAY }));
    const { forecast } = statisticsOf([], cards, NOON, ZONE);
    expect(forecast).toHaveLength(14);
    expect(forecast[0]).toEqual({ day: '2026-11-22', count: 2 });
    expect(forecast[1]).toEqual({ day: '2026-11-23', count: 2 });
    expect(forecast.at(-1)).toEqual({ day: '2026-12-05', count: 1 });
    expect(forecast.reduce((sum, { count }) => sum + count, 0)).toBe(5);
  });

  const anyAttempt = fc
    .record({
      user: fc.constantFrom('alice', 'bob'),
      item: fc.constantFrom('a', 'b', 'c'),
      topic: fc.constantFrom('람다', 'S3', 'IAM'),
      right: fc.boolean(),
      at: fc.integer({ min: NOON - 60 * DAY, max: NOON }),
      wait: fc.option(fc.integer({ min: -DAY, max: DAY }), { nil: undefined }),
    })
    .map(({ wait, ...more }) => attempt({ ...more, due: wait === undefined ? undefined : more.at - wait }));
  const history = fc.array(anyAttempt, { maxLength: 40 }).map((all) => all.sort((a, b) => a.at - b.at));

  it('agree with themselves', () => {
    fc.assert(
      fc.property(history, fc.array(fc.integer({ min: -30 * DAY, max: 30 * DAY })), (attempts, waits) => {
        const cards = waits.map((wait) => card({ due: NOON + wait }));
        const { answers, topics, retention, forecast, streak } = statisticsOf(attempts, cards, NOON, ZONE);
        expect(answers.all).toBe(attempts.length);
        expect(topics.reduce((sum, { all }) => sum + all, 0)).toBe(answers.all);
        expect(topics.reduce((sum, { right }) => sum + right, 0)).toBe(answers.right);
        expect(retention.right).toBeLessThanOrEqual(retention.all);
        expect(retention.all).toBeLessThanOrEqual(answers.all);
        expect(streak).toBeLessThanOrEqual(new Set(attempts.map(({ at }) => dayOf(at, ZONE))).size);
        expect(forecast.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(cards.length);
      }),
    );
  });

  it('the leaderboard cannot be climbed by answering again what is not due', () => {
    fc.assert(
      fc.property(history, fc.array(fc.boolean(), { maxLength: 20 }), (attempts, clicks) => {
        const before = leaderboard(attempts, 0);
        // Fresh cards: in the schedule, due only later.
        const met = attempts.map(({ user, item }) => ({ user, item }));
        const more = clicks.flatMap((right, i) => {
          const again = met[i % Math.max(1, met.length)];
          return again ? [attempt({ ...again, right, at: NOON + i, due: NOON + DAY })] : [];
        });
        expect(leaderboard([...attempts, ...more], 0)).toEqual(before);
      }),
    );
  });
});

describe('the leaderboard', () => {
  it('gives two points for a review done when due, one for something new, nothing for mistakes', () => {
    const attempts = [
      ago(3, { user: 'alice', right: false }),
      ago(2, { user: 'bob' }),
      ago(2, { user: 'bob' }),
      ago(1, { user: 'alice', due: NOON - 2 * DAY }),
      ago(1, { user: 'alice', due: NOON - 2 * DAY }),
      ago(0, { user: 'carol', right: false }),
    ];
    expect(leaderboard(attempts, 0)).toEqual([
      { user: 'alice', points: 2, place: 1 },
      { user: 'bob', points: 1, place: 2 },
    ]);
  });

  it('counts from a time on, but knows what was met before', () => {
    const attempts = [ago(9), ago(1), ago(0, { item: 'new' })];
    expect(leaderboard(attempts, NOON - 7 * DAY)).toEqual([{ user: 'alice', points: 1, place: 1 }]);
  });

  it('shares places, and leaves out who wants to be left out', () => {
    const attempts = ['carol', 'bob', 'alice'].map((user) => ago(0, { user }));
    expect(leaderboard(attempts, 0, new Set(['bob'])).map(({ user, place }) => [user, place])).toEqual([
      ['alice', 1],
      ['carol', 1],
    ]);
  });
});
