import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Action, readCustomId, writeCustomId } from '../../src/chat/custom-id.ts';

const count = fc.integer({ min: 0, max: 99_999 });
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ kind: fc.constant('section' as const), passage: count }),
  fc.record({ kind: fc.constant('page' as const), passage: count, page: count }),
  fc.record({ kind: fc.constantFrom('passages' as const, 'good' as const, 'bad' as const, 'continue' as const) }),
);
const customId = fc.record({
  scope: fc.oneof(fc.constant('shared'), fc.stringMatching(/^\d{17,20}$/)),
  exchange: fc.stringMatching(/^[\w-]{8,32}$/),
  action,
});

it('reads what it wrote, in at most a hundred characters', () => {
  fc.assert(
    fc.property(customId, (id) => {
      const text = writeCustomId(id);
      expect(text.length).toBeLessThanOrEqual(100);
      expect(readCustomId(text)).toEqual(id);
    }),
  );
});

it('reads nothing else than what it would write', () => {
  const damaged = fc.tuple(customId, fc.nat(99), fc.string({ maxLength: 3 })).map(([id, at, more]) => {
    const text = writeCustomId(id);
    return text.slice(0, at) + more + text.slice(at + 1);
  });
  fc.assert(
    fc.property(fc.oneof(damaged, fc.string()), (text) => {
      const read = readCustomId(text);
      if (read !== undefined) expect(writeCustomId(read)).toBe(text);
    }),
    { numRuns: 2000 },
  );
});

it.each([
  '',
  's1:shared:exchange',
  's0:shared:exchange-1:good',
  's1:elsewhere:exchange-1:good',
  's1:shared:exchange-1:delete',
  's1:shared:exchange-1:section',
  's1:shared:exchange-1:section:-1',
  's1:shared:exchange-1:section:01',
  's1:shared:exchange-1:section:1e3',
  's1:shared:exchange-1:page:1',
  's1:shared:exchange-1:good:1',
  's1:shared:exchange-1:page:1:2:3',
])('does not read %j', (text) => {
  expect(readCustomId(text)).toBeUndefined();
});
