import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readCustomId } from '../../src/chat/custom-id.ts';
import { isQuizId, type QuizAction, readQuizId, writeQuizId } from '../../src/chat/quiz/quiz-id.ts';

const action: fc.Arbitrary<QuizAction> = fc.oneof(
  fc.record({ kind: fc.constant('pick' as const), option: fc.nat(24) }),
  fc.record({ kind: fc.constant('page' as const), page: fc.nat(99_999) }),
  fc.record({ kind: fc.constant('order' as const), chosen: fc.uniqueArray(fc.nat(19), { maxLength: 10 }) }),
  fc.record({
    kind: fc.constantFrom(...(['why', 'write', 'written', 'hint', 'close', 'next', 'odd', 'review'] as const)),
  }),
);
const id = fc.record({
  scope: fc.oneof(fc.constant('shared'), fc.stringMatching(/^\d{17,20}$/)),
  round: fc.stringMatching(/^[\w-]{8,16}$/),
  question: fc.nat(99),
  action,
});

it('reads what it wrote, in at most a hundred characters, and takes nothing else for its own', () => {
  fc.assert(
    fc.property(id, (written) => {
      const text = writeQuizId(written);
      expect(text.length).toBeLessThanOrEqual(100);
      expect(readQuizId(text)).toEqual(written);
      expect(isQuizId(text)).toBe(true);
      expect(readCustomId(text)).toBeUndefined();
    }),
  );
});

it('reads nothing else than what it would write', () => {
  const damaged = fc.tuple(id, fc.nat(99), fc.string({ maxLength: 3 })).map(([written, at, more]) => {
    const text = writeQuizId(written);
    return text.slice(0, at) + more + text.slice(at + 1);
  });
  fc.assert(
    fc.property(fc.oneof(damaged, fc.string()), (text) => {
      const read = readQuizId(text);
      if (read !== undefined) expect(writeQuizId(read)).toBe(text);
    }),
    { numRuns: 2000 },
  );
});
