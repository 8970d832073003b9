import type { PackEntry } from '../../src/packs/pack.ts';

/** A valid entry but for what is given. */
export const entry = (id: string, more: Partial<PackEntry> = {}): PackEntry => ({
  id,
  kind: 'service',
  name: id,
  names: [],
  definition: `${id}의 뜻`,
  asks: [`${id}을 쓰려면`],
  confusable: [],
  ...more,
});

/** The unit vector along one axis. */
export const axis = (dimension: number, dimensions: number): Float32Array =>
  Float32Array.from({ length: dimensions }, (_, i) => (i === dimension ? 1 : 0));
