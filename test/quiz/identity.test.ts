import { describe, expect, it } from 'vitest';
import type { QuizItem } from '../../src/domain.ts';
import { makeItems } from '../../src/quiz/items.ts';
import { itemsOf, noteOf, PROTOCOLS } from './helpers.ts';

const before = itemsOf(PROTOCOLS);
const byId = (items: readonly QuizItem[]) => new Map(items.map((item) => [item.id, item]));
const revisions = (items: readonly QuizItem[]) => items.map(({ id, revision }) => `${id} ${revision}`);

/** The item that asks about a line with these words. */
function about(items: readonly QuizItem[], words: string): QuizItem {
  const item = items.find(({ explanation }) => explanation.includes(words));
  if (!item) throw new Error(`No item about ${words}`);
  return item;
}

describe('an item’s id', () => {
  it('survives edits elsewhere, a renamed file and lines that moved', () => {
    const moved = PROTOCOLS.replace('## 메일', '머리말 한 줄을 새로 썼다.\n\n## 새 절\n\n- 아직 비었다\n\n## 메일');
    expect(revisions(makeItems([noteOf(moved, '다른/이름.md')], { seed: 1 }))).toEqual(revisions(before));
  });

  it('survives a corrected figure, and its revision tells', () => {
    const old = about(before, '쿠키 하나의 크기');
    const now = byId(itemsOf(PROTOCOLS.replace('최대 4 KB', '최대 8 KB'))).get(old.id);
    expect(now?.answer).toBe('8 KB');
    expect(now?.revision).not.toBe(old.revision);
  });

  it('survives a reworded meaning, and its revision tells', () => {
    const old = about(before, 'IMAP');
    const now = byId(itemsOf(PROTOCOLS.replace('서버에 편지를 둔 채', '편지를 서버에 남겨 둔 채'))).get(old.id);
    expect(now?.explanation).toContain('남겨 둔 채');
    expect(now?.revision).not.toBe(old.revision);
  });

  it('keeps its revision where only blanks and marks changed', () => {
    const marked = itemsOf(PROTOCOLS.replace('- IMAP: 서버에', '-   **IMAP**:  서버에'));
    expect(about(marked, 'IMAP')).toMatchObject({
      id: about(before, 'IMAP').id,
      revision: about(before, 'IMAP').revision,
    });
  });

  it('does not depend on the seed', () => {
    expect(revisions(itemsOf(PROTOCOLS, { seed: 99 }))).toEqual(revisions(before));
  });
});
