import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstSounds, jamoOf, soundDistance } from '../../src/text/phonetic.ts';

/** Different names are farther apart than this; the same ones nearer. */
const SAME = 0.1;
const apart = (hangul: string, latin: string, limit = 1) => soundDistance(jamoOf(hangul), latin, limit);

const NAMES = [
  ['람다', 'lambda'],
  ['다이나모디비', 'dynamodb'],
  ['엘라스티캐시', 'elasticache'],
  ['카산드라', 'cassandra'],
  ['몽고디비', 'mongodb'],
  ['글레이셔', 'glacier'],
  ['이씨투', 'ec2'],
  ['알디에스', 'rds'],
  ['에스쓰리', 's3'],
  ['쿠버네티스', 'kubernetes'],
] as const;

describe('the sound of a name', () => {
  it.each(NAMES)('hears %s as %s', (hangul, latin) => {
    expect(apart(hangul, latin)).toBeLessThanOrEqual(SAME);
    expect(firstSounds(latin)).toContain(jamoOf(hangul).charAt(0));
  });

  it.each([
    ['서비스', 'spice'],
    ['가격', 'key'],
    ['자동', 'zero'],
  ])('does not hear %s as %s', (hangul, latin) => {
    expect(apart(hangul, latin)).toBeGreaterThan(SAME);
    expect(apart(hangul, latin, SAME)).toBe(Number.POSITIVE_INFINITY);
  });

  it('is nearest to its own name among all of them', () => {
    for (const [hangul, latin] of NAMES) {
      const nearest = NAMES.map(([, name]) => name).toSorted((x, y) => apart(hangul, x) - apart(hangul, y))[0];
      expect(nearest).toBe(latin);
    }
  });

  it('does not change with spellings that sound alike', () => {
    expect(jamoOf('캐시')).toBe(jamoOf('케시'));
    expect(jamoOf('레져')).toBe(jamoOf('레저'));
    expect(jamoOf('lambda 3')).toBe('');
  });

  const syllables = fc.string({
    unit: fc.integer({ min: 0xac00, max: 0xd7a3 }).map((code) => String.fromCharCode(code)),
    maxLength: 8,
  });
  const letters = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789'), maxLength: 12 });

  it('is at a distance from 0 to the limit or infinitely far, the same whatever was compared before', () => {
    fc.assert(
      fc.property(
        syllables,
        letters,
        fc.double({ min: 0, max: 1, noNaN: true }),
        letters,
        (hangul, latin, limit, other) => {
          const far = apart(hangul, latin, limit);
          expect(far >= 0 && (far <= limit + 1e-9 || far === Number.POSITIVE_INFINITY)).toBe(true);
          apart(hangul, other, 1);
          expect(apart(hangul, latin, limit)).toBe(far);
          // A limit only cuts off: what is within it is measured alike.
          if (far !== Number.POSITIVE_INFINITY) expect(apart(hangul, latin, 1)).toBeCloseTo(far, 9);
        },
      ),
    );
  });
});
