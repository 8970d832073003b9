import { describe, expect, it } from 'vitest';
import { normalize, terms, words } from '../../src/text/korean.ts';

describe('korean text', () => {
  it('brings decomposed Hangul, full-width letters and invisible characters to one form', () => {
    expect(normalize('람다\u200b  ＡＷＳ'.normalize('NFD'))).toBe('람다 aws');
  });

  it('parts scripts, so that a particle does not hide a name', () => {
    expect(words('S3에서 99.99% EC2를')).toEqual(['s3', '에서', '99.99', 'ec2', '를']);
  });

  it('cuts Hangul into windows of two, so that spacing does not matter', () => {
    expect(terms('가용영역')).toEqual(['가용', '용영', '영역']);
    expect(terms('가용 영역').every((term) => terms('가용영역').includes(term))).toBe(true);
  });
});
