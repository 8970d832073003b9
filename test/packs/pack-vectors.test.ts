import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packTexts } from '../../src/packs/pack.ts';
import { decodeVectors, encodeVectors } from '../../src/packs/pack-vectors.ts';
import { randomNumbers } from '../support/random.ts';
import { entry } from './helpers.ts';

const DIMENSIONS = 7;
const entries = [entry('rye', { asks: ['까만 빵', '호밀로 만든 것'] }), entry('spelt')];
const random = randomNumbers(1);
const vectors = packTexts(entries).map(() => Float32Array.from({ length: DIMENSIONS }, () => random() - 0.5));
const bytes = encodeVectors(entries, 'model', vectors);

describe('the vectors of a pack', () => {
  it('come back nearly as they were', () => {
    const found = decodeVectors(entries, bytes);
    expect(found).toMatchObject({ model: 'model', table: { dimensions: DIMENSIONS, rows: vectors.length } });
    vectors.forEach((vector, row) => {
      // Half a step of 127 to the greatest number of the row.
      const step = Math.max(...vector.map(Math.abs)) / 127;
      vector.forEach((x, i) => {
        expect(Math.abs((found?.table.data[row * DIMENSIONS + i] ?? 0) - x)).toBeLessThanOrEqual(0.51 * step);
      });
    });
  });

  it('take vectors of nothing but zeros', () => {
    const zeros = vectors.map(() => new Float32Array(DIMENSIONS));
    expect(decodeVectors(entries, encodeVectors(entries, 'model', zeros))?.table.data.every((x) => x === 0)).toBe(true);
  });

  it('belong to these texts in this order: not to others, but names beside the first may change', () => {
    const [rye, spelt] = [entry('rye', { asks: ['까만 빵', '호밀로 만든 것'] }), entry('spelt')];
    expect(decodeVectors([spelt, rye], bytes)).toBeUndefined();
    expect(decodeVectors([rye], bytes)).toBeUndefined();
    expect(decodeVectors([rye, { ...spelt, asks: ['다른 물음'] }], bytes)).toBeUndefined();
    expect(decodeVectors([rye, { ...spelt, definition: '다른 뜻' }], bytes)).toBeUndefined();
    expect(decodeVectors([rye, { ...spelt, name: '스펠트' }], bytes)).toBeUndefined();
    expect(decodeVectors([rye, { ...spelt, names: ['스펠트'] }], bytes)).toBeDefined();
  });

  it('are none where the file was cut off, is longer, or is something else', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), (length) => {
        expect(decodeVectors(entries, bytes.subarray(0, length))).toBeUndefined();
      }),
    );
    expect(decodeVectors(entries, Buffer.concat([bytes, Buffer.alloc(1)]))).toBeUndefined();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (noise) => {
        expect(decodeVectors(entries, Buffer.from(noise))).toBeUndefined();
      }),
    );
  });
});
