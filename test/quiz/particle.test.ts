import { describe, expect, it } from 'vitest';
import { neutralParticle, particle } from '../../src/quiz/particle.ts';

describe('a particle', () => {
  it('follows how a name is read aloud', () => {
    const heard: Readonly<Record<string, string>> = {
      람다: '는',
      버킷: '은',
      CloudTrail: '은',
      Lambda: '는',
      S3: '은',
      EC2: '는',
      IAM: '은',
      KMS: '는',
      VPN: '은',
      ALB: '는',
      'Storage Gateway': '는',
      Snapshot: '은',
      Pipeline: '은',
      Bucket: '은',
      '10': '은',
      '1,000': '은',
      '15분': '은',
      '99.99%': '는',
      'NAT 게이트웨이(gateway)': '는',
    };
    const picked = Object.keys(heard).map((name) => [name, particle(name, '은/는')]);
    expect(Object.fromEntries(picked)).toEqual(heard);
    expect(particle('CloudTrail', '으로/로')).toBe('로');
  });

  it('after a blank gives nothing away', () => {
    const after: Readonly<Record<string, string>> = {
      '를 쓴다': '을(를) 쓴다',
      '은 크다': '은(는) 크다',
      '이 있다': '이(가) 있다',
      '와 잇는다': '과(와) 잇는다',
      '로 보낸다': '(으)로 보낸다',
      '라는 이름': '(이)라는 이름',
      '에 둔다': '에 둔다',
      '가상 서버': '가상 서버',
    };
    const written = Object.keys(after).map((rest) => [rest, neutralParticle(rest)]);
    expect(Object.fromEntries(written)).toEqual(after);
  });
});
