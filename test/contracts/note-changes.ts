import { expect, it } from 'vitest';
import type { NoteChange } from '../../src/store/note-changes.ts';
import type { Store } from '../../src/store/store.ts';
import { exchange, GUILD } from './records.ts';

const change = (more: Partial<NoteChange> = {}): NoteChange => ({
  scope: GUILD,
  id: 'change-1',
  file: '큐.md',
  user: '1573742572377997002',
  kind: 'replace',
  before: '# 큐\n',
  at: 1_700_000_000_000,
  ...more,
});

/** What every store has to hold to about the servers' own notes. */
export function testNoteChanges(store: () => Store): void {
  it('gives changes of notes back, the latest first whatever the clock said', async () => {
    await store().recordNoteChange(change({ at: 3 }));
    await store().recordNoteChange(change({ id: 'change-2', kind: 'add', before: undefined, at: 1 }));
    await store().recordNoteChange(change({ scope: '1573742572377990000' }));
    expect((await store().noteChanges(GUILD, 10)).map(({ id }) => id)).toEqual(['change-2', 'change-1']);
    expect((await store().noteChanges(GUILD, 1)).map(({ id }) => id)).toEqual(['change-2']);
    expect(await store().noteChange(GUILD, 'change-1')).toEqual(change({ at: 3 }));
    expect((await store().noteChange(GUILD, 'change-2'))?.before).toBeUndefined();
    expect(await store().noteChange('shared', 'change-1')).toBeUndefined();
  });

  it('keeps no more changes of a scope than it can, and those of others', async () => {
    await store().recordNoteChange(change({ scope: 'shared' }));
    for (let i = 1; i <= 203; i++) await store().recordNoteChange(change({ id: `small-${i}` }));
    expect(await store().noteChanges(GUILD, 1000)).toHaveLength(200);
    const megabytes = (count: number) => '가'.repeat((count * 1024 * 1024) / 3);
    for (let i = 1; i <= 4; i++) await store().recordNoteChange(change({ id: `large-${i}`, before: megabytes(20) }));
    expect((await store().noteChanges(GUILD, 1000)).map(({ id }) => id)).toEqual(['large-4', 'large-3']);
    expect(await store().noteChanges('shared', 10)).toHaveLength(1);
  });

  it('counts what was asked for all to see and not answered', async () => {
    const asked = async (question: string, more: Parameters<typeof exchange>[0] = {}) =>
      store().saveExchange(exchange({ id: `${question}-${Math.random()}`, question, answered: false, ...more }));
    await asked('글래시어 보관 기간은?', { at: 5 });
    await asked('큐는 몇 시간?', { at: 1 });
    await asked('큐는 몇 시간', { at: 2 });
    await asked('비밀 질문', { private: true });
    await asked('답한 질문', { answered: true });
    await asked('남의 서버', { scope: '1573742572377990000' });
    const gaps = await store().gaps(GUILD, 10);
    expect(gaps.map(({ times }) => times)).toEqual([2, 1]);
    expect(gaps[0]?.question).toMatch(/^큐는 몇 시간/);
    expect(gaps[1]?.question).toBe('글래시어 보관 기간은?');
    expect(await store().gaps(GUILD, 1)).toHaveLength(1);
  });
}
