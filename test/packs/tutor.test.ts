import { describe, expect, it } from 'vitest';
import type { Line } from '../../src/domain.ts';
import { type PackEntry, packTexts } from '../../src/packs/pack.ts';
import { decodeVectors, encodeVectors } from '../../src/packs/pack-vectors.ts';
import { openTutor } from '../../src/packs/tutor.ts';
import { passage } from '../support/found.ts';
import { axis } from './helpers.ts';

const rye: PackEntry = {
  id: 'rye',
  kind: 'service',
  name: 'Rye Bread',
  names: ['호밀빵', 'rye'],
  definition: '호밀로 구운 빵',
  asks: ['까만 곡식으로 구운 것'],
  confusable: ['spelt'],
};
const spelt: PackEntry = { ...rye, id: 'spelt', name: 'Spelt Bread', names: ['스펠트'], confusable: ['rye', 'oat'] };
const oat: PackEntry = { ...rye, id: 'oat', name: 'Oat Bread', names: ['귀리빵'], confusable: [] };
const ENTRIES = [rye, spelt, oat];

/** Every entry's texts lie along an axis of its own. */
const vectors = decodeVectors(
  ENTRIES,
  encodeVectors(
    ENTRIES,
    'model',
    packTexts(ENTRIES).map(({ entry }) => axis(entry, 3)),
  ),
);
const tutor = openTutor([{ id: 'bread', entries: ENTRIES, vectors }]);

const line = (text: string): Line => ({ startLine: 1, endLine: 1, text, parents: [] });
/** How surely a passage of this one line is about what the question means that lies along an axis. */
function sureness(along: number, text: string, headings: string[] = [], best = line(text)) {
  return tutor.hints(axis(along, 3), 'model').fit(passage({ text, headings, lines: [line(text)] }), best);
}

describe('hints', () => {
  it('prefer the passage that names what the question means', () => {
    expect(sureness(0, '호밀빵은 까맣다')).toBeGreaterThan(sureness(0, '귀리빵은 부드럽다') + 0.5);
    expect(sureness(2, '귀리빵은 부드럽다')).toBeGreaterThan(sureness(2, '호밀빵은 까맣다') + 0.5);
    expect(sureness(0, '아무 빵도 아니다')).toBe(0);
  });

  it('know a thing by each of its names, in any case, with particles', () => {
    for (const text of ['RYE BREAD를 굽는다', '호밀빵에는', 'rye가 좋다'])
      expect(sureness(0, text)).toBeGreaterThan(0.9);
  });

  it('find Latin names as whole words only', () => {
    expect(sureness(0, 'ryegrass')).toBe(0);
  });

  it('go by the best line first, then the headings, then the rest of the passage', () => {
    const inLine = sureness(0, '호밀빵은 까맣다');
    const inHeadings = sureness(0, '까맣다', ['호밀빵']);
    const elsewhere = sureness(0, '호밀빵은 까맣다', [], line('다른 줄'));
    expect(inLine).toBeGreaterThan(inHeadings);
    expect(inHeadings).toBeGreaterThan(elsewhere);
    expect(elsewhere).toBeGreaterThan(0);
    const lineless = passage({ text: '호밀빵은 까맣다' });
    expect(tutor.hints(axis(0, 3), 'model').fit(lineless, undefined)).toBe(elsewhere);
  });

  it('stay within 0 and 1, whatever packs there are', () => {
    const twice = openTutor([
      { id: 'a', entries: ENTRIES, vectors },
      { id: 'b', entries: ENTRIES, vectors },
    ]);
    const text = '호밀빵, 스펠트, 귀리빵';
    const all = twice.hints(axis(0, 3), 'model').fit(passage({ text }), line(text));
    expect(all).toBeLessThanOrEqual(1);
    expect(all).toBeGreaterThan(0.9);
  });

  it('say nothing without a vector, with one of another model, without vectors of the pack, and without packs', () => {
    const text = '호밀빵은 까맣다';
    const about = passage({ text });
    const without = openTutor([{ id: 'bread', entries: ENTRIES, vectors: undefined }]);
    expect(tutor.hints(undefined, undefined).fit(about, line(text))).toBe(0);
    expect(tutor.hints(axis(0, 3), 'another').fit(about, line(text))).toBe(0);
    expect(without.hints(axis(0, 3), 'model').fit(about, line(text))).toBe(0);
    expect(openTutor([]).hints(axis(0, 3), 'model').fit(about, line(text))).toBe(0);
  });

  it('hand on all names, with or without vectors', () => {
    const names = [
      ['Rye Bread', '호밀빵', 'rye'],
      ['Spelt Bread', '스펠트'],
      ['Oat Bread', '귀리빵'],
    ];
    expect(tutor.hints(undefined, undefined).names).toEqual(names);
    expect(tutor.hints(axis(0, 3), 'model').names).toBe(tutor.names);
  });
});

describe('neighbours', () => {
  it('are the names of what a thing is mixed up with, whatever it is called', () => {
    for (const name of ['Spelt Bread', 'spelt  bread', '스펠트']) {
      expect(tutor.neighbours(name)).toEqual(['Rye Bread', 'Oat Bread']);
    }
  });

  it('are none of what is mixed up with nothing, and of what no pack knows', () => {
    expect(tutor.neighbours('귀리빵')).toEqual([]);
    expect(tutor.neighbours('쌀')).toEqual([]);
  });
});
