import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginRound, type Grade, stepRound } from '../../src/quiz/round.ts';
import type { RoundEvent, RoundStep } from '../../src/quiz/round-events.ts';
import type { Round, RoundKind } from '../../src/store/rounds.ts';
import { quizItem } from '../contracts/records.ts';

const grade: Grade = (item, given) => given === item.answer;
const START = 1_000_000;
const LIMIT = 30_000;
const ITEMS = ['가', '나', '다'].map((answer, i) => quizItem({ id: `item-${i}`, answer, options: ['가', '나', '다'] }));

const begin = (kind: RoundKind, items = ITEMS): Round =>
  beginRound({ scope: 'shared', id: 'round-1', kind, channel: 'here', starter: 'alice', items, limitMs: LIMIT }, START)
    .round;

/** Plays events one after the other at the given times; returns the last step. */
function play(round: Round, ...events: readonly (readonly [RoundEvent, number?])[]): RoundStep {
  let last: RoundStep = { round, reply: undefined, effects: [], settled: [] };
  for (const [event, at = 0] of events) last = stepRound(last.round, event, START + at, grade);
  return last;
}

const answer = (user: string, given = '가', question = 0): RoundEvent => ({ kind: 'answer', user, question, given });
const next = (question: number, user = 'alice'): RoundEvent => ({ kind: 'next', user, question });
const CLOCK: RoundEvent = { kind: 'clock' };
const RESUME: RoundEvent = { kind: 'resume' };

describe('a solo quiz', () => {
  it('shows the right answer at once, then goes on when told to, and ends with the result', () => {
    const first = play(begin('solo'), [answer('alice')]);
    expect(first).toMatchObject({ reply: 'right', effects: ['reveal'], round: { phase: 'shown' } });
    expect(first.settled).toEqual([first.round.answers[0]]);
    const second = play(first.round, [next(0)]);
    expect(second).toMatchObject({ effects: ['ask'], round: { question: 1, phase: 'asking' } });
    const third = play(second.round, [answer('alice', '가', 1)], [next(1)], [answer('alice', '다', 2)]);
    expect(third.round.answers.map(({ right }) => right)).toEqual([true, false, true]);
    expect(play(third.round, [next(2)])).toMatchObject({
      reply: 'done',
      effects: ['finish'],
      round: { phase: 'over' },
    });
  });

  it('is its starter’s alone', () => {
    const round = begin('solo');
    const bob: RoundEvent[] = [
      answer('bob'),
      { kind: 'hint', user: 'bob', question: 0 },
      { kind: 'close', user: 'bob', question: 0 },
      next(0, 'bob'),
      { kind: 'stop', user: 'bob', mayManage: false },
    ];
    for (const event of bob) {
      const step = play(round, [event]);
      expect(step.reply).toMatch(/^(?:stranger|not-starter)$/);
      expect(step.round).toBe(round);
    }
  });

  it('shows the answer when time is up, and ends when nobody goes on', () => {
    const late = play(begin('solo'), [CLOCK, LIMIT]);
    expect(late).toMatchObject({ effects: ['reveal'], settled: [], round: { phase: 'shown' } });
    expect(play(late.round, [answer('alice'), LIMIT + 1]).reply).toBe('late');
    const { deadline } = late.round;
    expect(play(late.round, [CLOCK, deadline - START])).toMatchObject({ effects: ['finish'] });
  });

  it('gives twice the time to write', () => {
    const typed = begin('solo', [quizItem({ type: 'typed', options: [] })]);
    expect(typed.deadline).toBe(START + 2 * LIMIT);
  });
});

describe('a round of the channel', () => {
  it('keeps the answer hidden until time is up, and counts who answered', () => {
    const taken = play(begin('channel'), [answer('bob')], [answer('carol', '나')]);
    expect(taken).toMatchObject({ reply: 'taken', effects: ['count'], settled: [], round: { phase: 'asking' } });
    const shown = play(taken.round, [CLOCK, LIMIT]);
    expect(shown.effects).toEqual(['reveal']);
    expect(shown.settled.map(({ user, right }) => [user, right])).toEqual([
      ['bob', true],
      ['carol', false],
    ]);
  });

  it('waits no longer when all who take part have answered', () => {
    const second = play(begin('channel'), [answer('bob')], [answer('carol')], [CLOCK, LIMIT], [CLOCK, 2 * LIMIT]);
    expect(second.round).toMatchObject({ question: 1, phase: 'asking' });
    const one = play(second.round, [answer('bob', '나', 1), 2 * LIMIT]);
    expect(one.round.phase).toBe('asking');
    expect(play(one.round, [answer('carol', '나', 1), 2 * LIMIT]).round.phase).toBe('shown');
  });

  it('is closed and led on by its starter', () => {
    const open = play(begin('channel'), [answer('bob')]).round;
    expect(play(open, [{ kind: 'close', user: 'bob', question: 0 }]).reply).toBe('not-starter');
    const shown = play(open, [{ kind: 'close', user: 'alice', question: 0 }]);
    expect(shown).toMatchObject({ reply: 'done', effects: ['reveal'] });
    expect(play(shown.round, [{ kind: 'close', user: 'alice', question: 0 }]).reply).toBe('old');
    expect(play(shown.round, [next(0)], [next(0)])).toMatchObject({ reply: 'old', effects: [] });
  });

  it('takes one answer a person, and none for a question that is over', () => {
    const round = play(begin('channel'), [answer('bob')]).round;
    expect(play(round, [answer('bob', '나')])).toMatchObject({ reply: 'twice', round });
    expect(play(round, [answer('carol'), LIMIT])).toMatchObject({ reply: 'late', round });
    const moved = play(round, [CLOCK, LIMIT], [next(0), LIMIT]).round;
    expect(play(moved, [answer('carol')])).toMatchObject({ reply: 'old', round: moved });
    const over = play(moved, [{ kind: 'stop', user: 'alice', mayManage: false }]).round;
    expect(play(over, [answer('carol', '나', 1)])).toMatchObject({ reply: 'over', round: over });
  });

  it('ends by itself where nobody answers', () => {
    let { round } = play(begin('channel', [...ITEMS, ...ITEMS]));
    for (let i = 0; i < 6; i++) round = stepRound(round, CLOCK, round.deadline, grade).round;
    expect(round).toMatchObject({ phase: 'over', question: 2 });
  });

  it('is stopped by its starter or a moderator; what was answered counts', () => {
    const round = play(begin('channel'), [answer('bob')]).round;
    const stopped = play(round, [{ kind: 'stop', user: 'mod', mayManage: true }]);
    expect(stopped).toMatchObject({ reply: 'done', effects: ['reveal', 'finish'], settled: [{ user: 'bob' }] });
    expect(play(stopped.round, [{ kind: 'stop', user: 'mod', mayManage: true }]).reply).toBe('over');
  });
});

describe('the daily question', () => {
  it('tells each who answers at once, and everybody when the day is over', () => {
    const told = play(begin('daily', ITEMS.slice(0, 1)), [answer('bob')]);
    expect(told).toMatchObject({ reply: 'right', effects: ['count'], settled: [{ user: 'bob' }] });
    const over = play(told.round, [CLOCK, LIMIT]);
    expect(over).toMatchObject({ effects: ['reveal'], settled: [], round: { phase: 'over' } });
  });
});

describe('after an absence', () => {
  it('goes on with the time that is left, or anew where that is too little', () => {
    const round = begin('channel');
    expect(play(round, [RESUME, 1000])).toMatchObject({ effects: ['ask'], round: { deadline: START + LIMIT } });
    expect(play(round, [RESUME, LIMIT + 5])).toMatchObject({
      effects: ['ask'],
      round: { deadline: START + 2 * LIMIT + 5 },
    });
  });

  it('shows the right answer again, which perhaps nobody saw', () => {
    const shown = play(begin('solo'), [answer('alice')]).round;
    expect(play(shown, [RESUME, 10])).toMatchObject({ effects: ['reveal'], settled: [] });
  });

  it('ends what nobody waits for any more, and what was over without anybody having been told', () => {
    const round = play(begin('channel'), [answer('bob')]).round;
    const ended = play(round, [RESUME, LIMIT + 11 * 60_000]);
    expect(ended).toMatchObject({ effects: ['reveal', 'finish'], settled: [{ user: 'bob' }] });
    expect(play(ended.round, [RESUME])).toMatchObject({ effects: ['finish'] });
    expect(play(ended.round, [{ kind: 'ended' }], [RESUME]).effects).toEqual([]);
  });
});

describe('whatever happens', () => {
  const user = fc.constantFrom('alice', 'bob', 'carol');
  const question = fc.nat(3);
  const anything = fc.oneof(
    fc.record({ kind: fc.constant('answer' as const), user, question, given: fc.constantFrom('가', '나', '다') }),
    fc.record({ kind: fc.constantFrom('hint' as const, 'close' as const, 'next' as const), user, question }),
    fc.record({ kind: fc.constantFrom('clock' as const, 'resume' as const) }),
    fc.record({ kind: fc.constant('sent' as const), question, message: fc.constantFrom('m1', 'm2') }),
    fc.record({ kind: fc.constant('stop' as const), user, mayManage: fc.boolean() }),
  );
  const story = fc.record({
    kind: fc.constantFrom<RoundKind>('solo', 'channel', 'daily'),
    events: fc.array(fc.tuple(anything, fc.nat(20_000)), { maxLength: 40 }),
  });
  /** All steps of a story, each with the round before it. */
  const told = ({ kind, events }: { kind: RoundKind; events: readonly (readonly [RoundEvent, number])[] }) => {
    let round = begin(kind);
    let at = START;
    return events.map(([event, wait]) => {
      at += wait;
      const before = round;
      const step = stepRound(before, event, at, grade);
      round = step.round;
      return { before, event, at, step };
    });
  };

  it('no answer is lost, changed or given twice', () => {
    fc.assert(
      fc.property(story, (plot) => {
        for (const { before, step } of told(plot)) {
          expect(step.round.answers.slice(0, before.answers.length)).toEqual(before.answers);
          const keys = step.round.answers.map((given) => `${given.question} ${given.user}`);
          expect(new Set(keys).size).toBe(keys.length);
        }
      }),
    );
  });

  it('every answer is settled once, by the end', () => {
    fc.assert(
      fc.property(story, (plot) => {
        const steps = told(plot);
        const settled = steps.flatMap(({ step }) => step.settled);
        const last = steps.at(-1)?.step.round ?? begin(plot.kind);
        const end = stepRound(last, { kind: 'stop', user: 'mod', mayManage: true }, START, grade);
        const all = [...settled, ...end.settled].map((given) => `${given.question} ${given.user}`);
        expect(all.toSorted()).toEqual(end.round.answers.map((given) => `${given.question} ${given.user}`).toSorted());
      }),
    );
  });

  it('a refusal changes nothing and shows nothing', () => {
    const REFUSALS = new Set(['stranger', 'twice', 'late', 'old', 'over', 'not-starter']);
    fc.assert(
      fc.property(story, (plot) => {
        for (const { before, step } of told(plot)) {
          if (!REFUSALS.has(step.reply ?? '')) continue;
          expect(step.round).toBe(before);
          expect(step.effects).toEqual([]);
        }
      }),
    );
  });

  it('it never goes back, and what is over stays over', () => {
    fc.assert(
      fc.property(story, (plot) => {
        for (const { before, step } of told(plot)) {
          expect(step.round.question).toBeGreaterThanOrEqual(before.question);
          expect(step.round.question).toBeLessThan(step.round.items.length);
          if (before.phase === 'over') expect(step.round.phase).toBe('over');
        }
      }),
    );
  });

  it('grading takes no account of the order of options, and the same answer is graded alike', () => {
    const shuffledItems = fc
      .shuffledSubarray(['가', '나', '다'], { minLength: 3 })
      .map((options) => ({ ...quizItem(), answer: '가', options }));
    fc.assert(
      fc.property(shuffledItems, fc.constantFrom('가', '나', '다'), (item, given) => {
        const { round } = play(begin('channel', [item]), [answer('bob', given)], [answer('carol', given)]);
        expect(round.answers.map(({ right }) => right)).toEqual([given === '가', given === '가']);
      }),
    );
  });
});
