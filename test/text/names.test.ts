import { describe, expect, it } from 'vitest';
import { namePairs } from '../../src/text/names.ts';

describe('names given twice', () => {
  it.each([
    ['Elastic IP(EIP)', ['elastic ip', 'eip']],
    ['VPC(Virtual Private Cloud)', ['vpc', 'virtual private cloud']],
    ['Recovery Point Objective (RPO)', ['recovery point objective', 'rpo']],
    ['Principle of Least Privilege(PLP)', ['principle of least privilege', 'plp']],
    ['RPO(복구 시점 목표)', ['rpo', '복구 시점 목표']],
    ['복구 시점 목표(RPO)', ['복구 시점 목표', 'rpo']],
    ['- **가용 영역**(AZ)을 고른다', ['가용 영역', 'az']],
  ])('are found in %s', (text, pair) => {
    expect(namePairs(text)).toEqual([pair]);
  });

  it('are found behind the marks of headings and lists, each by itself', () => {
    expect(namePairs('# RTO(복구 시간 목표)\n  1. RPO(복구 시점 목표): 잃어도 되는 만큼')).toEqual([
      ['rto', '복구 시간 목표'],
      ['rpo', '복구 시점 목표'],
    ]);
  });

  it('take only the words that are abbreviated, not what stands before them', () => {
    expect(namePairs('attach an Elastic IP(EIP)')).toEqual([['elastic ip', 'eip']]);
    expect(namePairs('set the Recovery Point Objective (RPO)')).toEqual([['recovery point objective', 'rpo']]);
  });

  it.each([
    '한 번 켜면 끌 수 없다(주의)',
    '데이터를 지키는 방법(암호화)',
    '요금은 시간으로 센다(초 단위)',
    '시간 제한이 있는 함수(15분)',
    '서로 다른 리전에 있는 사본(DR)',
    'Simple Storage(저렴한 곳에 둔다)',
    'CPU(성능을 높인)',
    '목표는 RPO(복구 시점을 정한다)',
    '(EIP)',
    'RPO()',
    '',
  ])('are none in %j', (text) => {
    expect(namePairs(text)).toEqual([]);
  });
});
