import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openAliases } from '../../src/text/aliases.ts';
import { terms, words } from '../../src/text/korean.ts';
import { fromWrongKeyboard } from '../../src/text/typing.ts';

const NOTES = [
  'lambda 람다 함수 시간',
  'dynamodb 항목',
  'elastic ip 고정 주소',
  'glacier 보관',
  'ec2 서버',
  'route53 주소',
  'spice',
  '서비스 가격',
];
const vocabulary = [...new Set(NOTES.flatMap(words))].filter((word) => /^[a-z]/.test(word));
const known = (name: string) => NOTES.some((note) => terms(name).every((term) => terms(note).includes(term)));
const GROUPS = [['Elastic IP', 'EIP', '탄력적 IP'], ['CloudFront', '클라우드프론트'], ['Terraform']];
const aliases = openAliases(vocabulary, known, GROUPS);

/** The names of the notes that a text mentions, surest spelling first. */
const meant = (text: string) => aliases.mentions(text).mentions.map(({ spellings }) => spellings[0]?.text);

describe('names in a text', () => {
  it('are known across scripts, whatever particle follows', () => {
    expect(meant('람다는 몇 분?')).toEqual(['lambda']);
    expect(meant('다이나모디비에서는 얼마')).toEqual(['dynamodb']);
    expect(meant('글레이셔로 옮기면')).toEqual(['glacier']);
    expect(meant('이씨투를 켜려면')).toEqual(['ec2']);
  });

  it('are known by abbreviations and other listed names, where they stand', () => {
    expect(meant('EIP는 얼마야')).toEqual(['elastic ip']);
    expect(aliases.mentions('고정하려면 탄력적 IP를 써').mentions).toEqual([
      { first: 1, count: 2, spellings: [{ text: 'elastic ip', sure: 1 }] },
    ]);
  });

  it('are known with a typing error, but less surely, and not where a digit differs', () => {
    const [lamda] = aliases.mentions('lamda 시간은').mentions;
    expect(lamda?.spellings[0]?.text).toBe('lambda');
    expect(lamda?.spellings[0]?.sure).toBeLessThan(1);
    expect(aliases.mentions('route54 시간은')).toEqual({ mentions: [], unknown: ['route54'] });
  });

  it('are known when they were typed on the Latin keyboard', () => {
    const [mention] = aliases.mentions('fkaek 시간은').mentions;
    expect(mention?.spellings.map(({ text }) => text)).toContain('람다');
  });

  it('are unknown where they were typed on no keyboard that makes words', () => {
    expect(aliases.mentions('horrljon 시간은')).toEqual({ mentions: [], unknown: ['horrljon'] });
  });

  it('are not made of ordinary words: 서비스 is not SPICE', () => {
    expect(aliases.mentions('서비스 가격은 얼마')).toEqual({ mentions: [], unknown: [] });
  });

  it('are unknown where the notes have them in no spelling', () => {
    expect(aliases.mentions('terraform 설정은').unknown).toEqual(['terraform']);
    expect(aliases.mentions('클라우드프론트 설정').unknown).toEqual(['클라우드프론트']);
    expect(aliases.mentions('테라폼 설정').unknown).toEqual(['테라폼']);
    expect(aliases.mentions('람다 설정').unknown).toEqual([]);
  });

  it('are no typing errors of each other in an English sentence', () => {
    expect(aliases.mentions('how long may it run at all')).toEqual({ mentions: [], unknown: [] });
  });

  it('are looked for in any text without a fault, and lie within it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const { mentions } = aliases.mentions(text);
        for (const { first, count, spellings } of mentions) {
          expect(first + count).toBeLessThanOrEqual(words(text).length);
          for (const { sure } of spellings) expect(sure > 0 && sure <= 1).toBe(true);
        }
      }),
    );
  });
});

describe('the wrong keyboard', () => {
  it('is seen through where the letters make syllables', () => {
    expect(fromWrongKeyboard('fkaek')).toBe('람다');
    expect(fromWrongKeyboard('qjzlt')).toBe('버킷');
  });

  it('makes nothing of letters without syllables, of short words and of other text', () => {
    for (const word of ['qqqq', 'ynlr', 'horrljon', 'asdfgh', 'lambda', 'dk', 's3s3', '람다', ''])
      expect(fromWrongKeyboard(word)).toBeUndefined();
  });

  it('never throws, and answers with syllables only', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzQWERTOP'), maxLength: 12 }),
        (word) => {
          expect(fromWrongKeyboard(word) ?? '가가').toMatch(/^[가-힣]{2,}$/);
        },
      ),
    );
  });
});

describe('two names', () => {
  it.each([
    ['람다', 'Lambda'],
    ['Lambda', '람다'],
    ['Elastic IP', 'EIP'],
    ['elastic-ip', 'Elastic IP'],
    ['다이나모 디비', 'DynamoDB'],
    ['CloudFront', '클라우드프론트'],
  ])('are the same: %s, %s', (a, b) => {
    expect(aliases.same(a, b)).toBe(true);
  });

  it.each([
    ['서비스', 'SPICE'],
    ['ec2', 'ec3'],
    ['람다', 'DynamoDB'],
    ['Elastic IP', 'CloudFront'],
    ['', ''],
  ])('differ: %s, %s', (a, b) => {
    expect(aliases.same(a, b)).toBe(false);
  });
});

describe('the nearest known words', () => {
  it('are those of like letters or like sound, few, and none for what is like nothing', () => {
    expect(aliases.nearest('lamba', 3)).toEqual(['lambda']);
    expect(aliases.nearest('다이너모디비', 3)).toEqual(['dynamodb']);
    expect(aliases.nearest('xyzzyx', 3)).toEqual([]);
    expect(aliases.nearest('lamba', 0)).toEqual([]);
  });
});
