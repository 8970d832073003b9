import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Gradable, grade } from '../../src/quiz/grade.ts';
import { itemsOf, ofType, PROTOCOLS } from './helpers.ts';

const items = itemsOf(PROTOCOLS);
const anItem = fc.constantFrom(...items);
const typed = (answer: string, more: Partial<Gradable> = {}): Gradable => ({
  type: 'typed',
  answer,
  accepted: [answer],
  ...more,
});

describe('grading', () => {
  it('gives the answer right and every other option wrong, in whatever order they are shown', () => {
    fc.assert(
      fc.property(anItem, fc.integer(), (item, salt) => {
        const options = [...item.options].sort((a, b) => ((a.length * 31 + salt) % 7) - ((b.length * 31 + salt) % 7));
        const shuffled = { ...item, options };
        expect(grade(shuffled, item.answer)).toBe('right');
        if (item.type === 'order') return;
        for (const option of options) expect(grade(shuffled, option)).toBe(grade(item, option));
        expect(options.filter((option) => grade(shuffled, option) === 'right')).toHaveLength(
          item.type === 'typed' ? 0 : 1,
        );
      }),
    );
  });

  it('is idempotent', () => {
    fc.assert(
      fc.property(anItem, fc.string(), (item, given) => {
        expect(grade(item, given)).toBe(grade(item, given));
      }),
    );
  });

  it('takes no order but the right one', () => {
    const [item] = ofType(items, 'order');
    if (!item) throw new Error('No item to put in order');
    fc.assert(
      fc.property(fc.shuffledSubarray([...item.options], { minLength: item.options.length }), (given) => {
        expect(grade(item, given)).toBe(given.join() === [...item.answer].join() ? 'right' : 'wrong');
      }),
    );
    expect(grade(item, item.options.slice(1))).toBe('wrong');
  });

  it('takes O and X as people write them', () => {
    const item: Gradable = { type: 'ox', answer: 'O', accepted: ['O'] };
    for (const given of ['O', 'o', ' ㅇ', '0', '○', '⭕', 'Ｏ']) expect(grade(item, given)).toBe('right');
    for (const given of ['X', 'x', '×', '❌', '']) expect(grade(item, given)).toBe('wrong');
  });
});

describe('a typed answer', () => {
  it('may be spelled with other blanks and in other case', () => {
    const item = typed('Step Functions');
    for (const given of ['step functions', 'StepFunctions', ' STEP-FUNCTIONS '])
      expect(grade(item, given)).toBe('right');
  });

  it('may be written in another script that the alias layer knows', () => {
    const sameName = (a: string, b: string) => [a, b].sort().join() === 'Lambda,람다';
    expect(grade(typed('Lambda'), '람다', sameName)).toBe('right');
    expect(grade(typed('Lambda'), '람다')).toBe('wrong');
  });

  it('may have a slip or two where it is long enough', () => {
    expect(grade(typed('CloudTrail'), 'CloudTrial')).toBe('right');
    expect(grade(typed('삭제 마커'), '삭재 마커')).toBe('right');
    expect(grade(typed('CloudTrail'), 'Cloud')).toBe('wrong');
    expect(grade(typed('CloudTrail'), '')).toBe('wrong');
  });

  it('may have none where it is short or has a figure', () => {
    expect(grade(typed('EBS'), 'EFS')).toBe('wrong');
    expect(grade(typed('SSE-S3'), 'SSE-S4')).toBe('wrong');
    expect(grade(typed('15분'), '16분')).toBe('wrong');
    expect(grade(typed('IPv4 주소'), 'IPv6 주소')).toBe('wrong');
  });

  it('is never another name of the notes, nor nearer to one', () => {
    const item = typed('CodeBuild', { rejected: ['CodeGuild', 'CodeBuilder'] });
    expect(grade(item, 'CodeBuild')).toBe('right');
    expect(grade(item, 'CodeGuild')).toBe('wrong');
    expect(grade(item, 'CodeBuilders')).toBe('wrong');
    for (const made of ofType(items, 'typed')) {
      for (const other of ofType(items, 'typed')) {
        expect(grade(made, String(other.answer))).toBe(made === other ? 'right' : 'wrong');
      }
    }
  });
});
