import { describe, expect, it } from 'vitest';
import { foldDuplicates } from '../../src/answer/duplicates.ts';
import { passage, rankedHit } from '../support/found.ts';

const hit = (file: string, text: string, score = 1) =>
  rankedHit({ score, passage: passage({ id: `${file}:${text}`, file, text }) });
const LIMIT = '람다 함수는 길어야 15분 동안 실행되고 메모리는 10,240 MB까지 쓴다';

describe('hits that say the same', () => {
  it('in other notes are folded into the best one, which keeps their places', () => {
    const hits = [
      hit('a.md', LIMIT),
      hit('b.md', '버킷은 암호화한다'),
      hit('c.md', `- **${LIMIT}**`),
      hit('d.md', `한도: ${LIMIT}`),
    ];
    const folded = foldDuplicates(hits);
    expect(folded.map(({ passage }) => passage.file)).toEqual(['a.md', 'b.md']);
    expect(folded.map(({ also }) => also?.map(({ file }) => file))).toEqual([['c.md', 'd.md'], undefined]);
  });

  it('in the same note are left, as are those that say something else', () => {
    const hits = [hit('a.md', LIMIT), hit('a.md', `${LIMIT}.`), hit('b.md', '람다 함수는 VPC 안에서도 실행된다')];
    expect(foldDuplicates(hits)).toEqual(hits);
  });

  it('are not found among passages without words', () => {
    const images = [hit('a.md', '![]()'), hit('b.md', '![]()')];
    expect(foldDuplicates(images)).toEqual(images);
    expect(foldDuplicates([])).toEqual([]);
  });
});
