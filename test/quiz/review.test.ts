import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueOf, nextDue } from '../../src/quiz/cards.ts';
import { beginOfDay, dayAfter, dayOf, daysBetween, hourOf, weekOf } from '../../src/quiz/day.ts';
import { reviewOf, schedule } from '../../src/quiz/review.ts';
import type { ReviewCard } from '../../src/store/quiz-records.ts';
import { card, quizItem } from '../contracts/records.ts';

const ZONES = ['Asia/Seoul', 'UTC', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'];
const DAY = 24 * 3600_000;
const REVIEWED = { scope: 'shared', user: 'alice', item: quizItem() };
const NOON = Date.parse('2026-11-22T12:00:00+09:00');

const WRONG = { right: false, hinted: false };
const RIGHT = { right: true, hinted: false };
const HINTED = { right: true, hinted: true };
type Outcome = typeof WRONG;

const answered = (before: ReviewCard | undefined, outcome: Outcome, at: number, zone = 'Asia/Seoul') =>
  schedule(before, REVIEWED, outcome, at, zone);
const wrong = (at = NOON, zone = 'Asia/Seoul'): ReviewCard => {
  const made = answered(undefined, WRONG, at, zone);
  if (made === undefined) throw new Error('A wrong answer made no card');
  return made;
};
const daysTo = ({ due }: ReviewCard, at: number, zone = 'Asia/Seoul') => daysBetween(dayOf(at, zone), dayOf(due, zone));

describe('the schedule', () => {
  it('begins with a wrong answer, for the beginning of the next day; right answers begin none', () => {
    expect(new Date(wrong().due).toISOString()).toBe('2026-11-22T15:00:00.000Z');
    expect(answered(undefined, RIGHT, NOON)).toBeUndefined();
    expect(answered(undefined, HINTED, NOON)).toBeUndefined();
  });

  it('asks less and less often what is known, sooner after a hint, tomorrow or so after a mistake', () => {
    let known = wrong();
    const waits: number[] = [];
    for (let i = 0; i < 5; i += 1) {
      const at = known.due + 3600_000;
      known = answered(known, RIGHT, at) ?? known;
      waits.push(daysTo(known, at));
    }
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(new Set(waits).size).toBe(waits.length);
    const at = known.due;
    const [good, hard, again] = [RIGHT, HINTED, WRONG].map((outcome) =>
      daysTo(answered(known, outcome, at) ?? known, at),
    ) as [number, number, number];
    expect(good).toBeGreaterThan(hard);
    expect(hard).toBeGreaterThan(again);
  });

  it('counts days of the group, not of UTC: an evening and the next morning are a day apart', () => {
    // Both on the 22nd in UTC.
    const evening = Date.parse('2026-11-22T09:30:00+09:00');
    const morning = Date.parse('2026-11-23T08:00:00+09:00');
    const next = answered(wrong(evening), RIGHT, morning);
    expect(next && daysTo(next, morning)).toBeGreaterThan(1);
  });

  it('makes little of a right answer that comes early, and nothing of one more on the same day', () => {
    const at = wrong().due;
    const first = answered(wrong(), RIGHT, at) ?? wrong();
    expect(answered(first, RIGHT, at)?.due).toBe(first.due);
  });

  it('puts nothing off for the days that a wrong clock was ahead', () => {
    const year = 365 * DAY;
    const ahead = answered(wrong(NOON + year), RIGHT, NOON + year + DAY) ?? wrong();
    expect(dueOf([ahead], NOON)).toEqual([ahead]);
    expect(nextDue([ahead], NOON)).toBeUndefined();
    const again = answered(ahead, RIGHT, NOON) ?? ahead;
    expect(daysTo(again, NOON)).toBeGreaterThan(0);
    expect(daysTo(again, NOON)).toBeLessThan(60);
    expect(dueOf([again], NOON)).toEqual([]);
    // Of the days that are, nothing is due earlier.
    for (const zone of ZONES) expect(dueOf([wrong(NOON, zone)], NOON)).toEqual([]);
  });

  it('begins anew where the state kept is not its own', () => {
    const next = answered(card({ state: '{"reps":1}' }), WRONG, NOON);
    expect(next).toEqual(wrong());
  });
});

describe('whatever is answered whenever', () => {
  const outcome = fc.record({ right: fc.boolean(), hinted: fc.boolean() });
  const story = fc.record({
    zone: fc.constantFrom(...ZONES),
    steps: fc.array(fc.tuple(outcome, fc.integer({ min: -DAY, max: 60 * DAY })), { minLength: 1, maxLength: 30 }),
  });

  it('a card is due at the beginning of a later day, and the same answers make the same card', () => {
    const told = (plot: { zone: string; steps: readonly (readonly [Outcome, number])[] }) => {
      let at = NOON;
      let known: ReviewCard | undefined;
      for (const [given, wait] of plot.steps) {
        at += wait;
        const next = answered(known, given, at, plot.zone);
        if (known === undefined && given.right) expect(next).toBeUndefined();
        else {
          expect(next && hourOf(next.due, plot.zone)).toBe(0);
          expect(next?.due).toBeGreaterThan(at);
          expect(next?.item).toEqual(quizItem());
        }
        known = next ?? known;
      }
      return known;
    };
    fc.assert(
      fc.property(story, (plot) => {
        expect(told(plot)).toEqual(told(plot));
      }),
    );
  });

  it('a mistake never puts off longer than a hint, nor a hint than an answer without', () => {
    fc.assert(
      fc.property(story, ({ zone, steps }) => {
        let at = NOON;
        let known = wrong(at, zone);
        for (const [given, wait] of steps) {
          at += Math.abs(wait);
          known = answered(known, given, at, zone) ?? known;
        }
        const [again, hard, good] = [WRONG, HINTED, RIGHT].map((given) => answered(known, given, at, zone)?.due ?? 0);
        expect(again).toBeLessThanOrEqual(hard ?? 0);
        expect(hard).toBeLessThanOrEqual(good ?? 0);
      }),
    );
  });
});

describe('a review', () => {
  it('asks the item as it is now, marks what was changed, and asks what is gone as it was', () => {
    const [same, old, lost] = ['same', 'old', 'lost'].map((id) => card({ item: quizItem({ id }) })) as [
      ReviewCard,
      ReviewCard,
      ReviewCard,
    ];
    const edited = quizItem({ id: 'old', revision: 'r2', answer: '30분' });
    const { items, news } = reviewOf([lost, old, same], [quizItem({ id: 'same' }), edited]);
    expect(news).toEqual(['gone', 'changed', 'same']);
    expect(items).toEqual([lost.item, edited, same.item]);
  });

  it('knows what is due and when how much is due next', () => {
    const cards = [1, 2, 3, 3].map((due) => card({ due }));
    expect(dueOf(cards, 2)).toHaveLength(2);
    expect(nextDue(cards, 2)).toEqual({ at: 3, count: 2 });
    expect(nextDue(cards, 3)).toBeUndefined();
  });
});

describe('days', () => {
  const moment = fc.integer({ min: Date.parse('2020-01-01'), max: Date.parse('2035-01-01') });

  it('begin where the day before ends', () => {
    fc.assert(
      fc.property(moment, fc.constantFrom(...ZONES), (at, zone) => {
        const day = dayOf(at, zone);
        const begin = beginOfDay(day, zone);
        expect(dayOf(begin, zone)).toBe(day);
        expect(dayOf(begin - 1, zone)).toBe(dayAfter(day, -1));
        expect(begin).toBeLessThanOrEqual(at);
      }),
    );
  });

  it('add up, and weeks begin on Mondays', () => {
    expect(dayAfter('2026-12-31', 1)).toBe('2027-01-01');
    expect(daysBetween('2026-11-22', '2026-12-02')).toBe(10);
    expect(['2026-11-22', '2026-11-23', '2026-11-29'].map(weekOf)).toEqual(['2026-11-16', '2026-11-23', '2026-11-23']);
  });
});
