import { expect, it } from 'vitest';
import { dayOf, hourOf, hourTomorrow } from '../../src/quiz/day.ts';

const at = (text: string) => Date.parse(text);

it('knows the day and the hour where the group lives', () => {
  const late = at('2026-11-22T15:30:00Z');
  expect([dayOf(late, 'Asia/Seoul'), hourOf(late, 'Asia/Seoul')]).toEqual(['2026-11-23', 0]);
  expect([dayOf(late, 'UTC'), hourOf(late, 'UTC')]).toEqual(['2026-11-22', 15]);
});

it('finds the hour of the next day, however long the day is', () => {
  expect(hourTomorrow(at('2026-11-22T09:10:00+09:00'), 9, 'Asia/Seoul')).toBe(at('2026-11-23T09:00:00+09:00'));
  expect(hourTomorrow(at('2026-11-22T23:50:00+09:00'), 0, 'Asia/Seoul')).toBe(at('2026-11-23T00:00:00+09:00'));
  expect(hourTomorrow(at('2026-11-22T09:00:00+05:45'), 9, 'Asia/Kathmandu')).toBe(at('2026-11-23T09:00:00+05:45'));
  // The clocks are put back in the night.
  expect(hourTomorrow(at('2026-10-24T09:00:00+02:00'), 9, 'Europe/Berlin')).toBe(at('2026-10-25T09:00:00+01:00'));
});
