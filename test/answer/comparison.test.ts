import { describe, expect, it } from 'vitest';
import { bothSides } from '../../src/answer/comparison.ts';
import { terms } from '../../src/text/korean.ts';
import { passage, query, rankedHit } from '../support/found.ts';

const hit = (text: string) => rankedHit({ passage: passage({ id: text, text }) });
/** One side of the comparison as one scope's notes read it. */
const side = (name: string) => [query({ groups: [{ options: [{ terms: terms(name), sure: 1 }], isName: true }] })];
const SIDES = [side('gateway'), side('endpoint')];
const order = (whole: readonly string[], own: readonly (readonly string[])[]) =>
  bothSides(
    whole.map(hit),
    own.map((texts) => texts.map(hit)),
    SIDES,
  ).map(({ passage }) => passage.text);

describe('both sides of a comparison', () => {
  it('leave the order alone where the best passage is about both', () => {
    const whole = ['gateway vs endpoint', 'gateway', 'endpoint'];
    expect(order(whole, [['gateway'], ['endpoint']])).toEqual(whole);
  });

  it('put the other side second where the best passage is about one', () => {
    expect(order(['gateway', '요금', 'endpoint'], [[], []])).toEqual(['gateway', 'endpoint', '요금']);
    expect(order(['endpoint', '요금'], [['gateway'], ['endpoint']])).toEqual(['endpoint', 'gateway', '요금']);
  });

  it('find a side that was not found together in what was found for it alone', () => {
    expect(order(['gateway', '요금'], [['gateway'], ['endpoint 한도']])).toEqual(['gateway', 'endpoint 한도', '요금']);
  });

  it('follow a passage about neither', () => {
    expect(order(['요금'], [['gateway'], ['endpoint']])).toEqual(['요금', 'gateway', 'endpoint']);
  });

  it('name a passage once, and are none where nothing was found', () => {
    const found = order(['gateway', 'endpoint'], [['gateway'], ['endpoint']]);
    expect(found).toEqual(['gateway', 'endpoint']);
    expect(order([], [['gateway'], ['endpoint']])).toEqual([]);
    expect(order(['gateway'], [['gateway'], ['한도']])).toEqual(['gateway']);
  });
});
