import { expect, it } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { attempt, card, exchange, GUILD, round } from './records.ts';

const answer = (user: string) => ({ user, question: 0, given: '15분', right: true, hinted: false, at: 1 });

/** Something of everything by this user, in two scopes. */
async function leaveTraces(store: Store, user: string): Promise<void> {
  for (const scope of [GUILD, 'shared']) {
    await store.saveExchange(exchange({ scope, user, id: `asked-by-${user}` }));
    await store.saveFeedback({ scope, exchange: 'somebody-s', user, verdict: 'good', at: 1 });
    await store.record([attempt({ scope, user, id: user })], [card({ scope, user })]);
    await store.saveRound(
      round({ scope, id: `solo-of-${user}`, kind: 'solo', starter: user, answers: [answer(user)] }),
    );
    await store.retire({ scope, item: `retired by ${user}`, by: user, at: 1 });
    await store.setUserSetting(scope, user, 'reminder', 'on');
    await store.recordNoteChange({
      scope,
      id: `by-${user}`,
      file: 'a.md',
      user,
      kind: 'add',
      before: undefined,
      at: 1,
    });
  }
}

/** What every store has to hold to about one person's records. */
export function testPersonal(store: () => Store): void {
  it('gives everything about one user, and nothing about others', async () => {
    await leaveTraces(store(), 'alice');
    await leaveTraces(store(), 'bob');
    await store().saveRound(round({ starter: 'bob', answers: [answer('alice'), answer('bob')] }));
    const records = await store().personalRecords('alice');
    const counts = Object.fromEntries(Object.entries(records).map(([kind, list]) => [kind, list.length]));
    expect(counts).toEqual({
      exchanges: 2,
      feedback: 2,
      attempts: 2,
      cards: 2,
      rounds: 3,
      retired: 2,
      settings: 2,
      noteChanges: 2,
    });
    expect(JSON.stringify(records)).not.toContain('bob');
  });

  it('forgets everything about one user, and nothing about others', async () => {
    await leaveTraces(store(), 'bob');
    const before = await store().personalRecords('bob');
    await leaveTraces(store(), 'alice');
    await store().saveRound(round({ id: 'together', starter: 'alice', answers: [answer('alice'), answer('carol')] }));
    await store().saveFeedback({ scope: GUILD, exchange: 'asked-by-alice', user: 'carol', verdict: 'bad', at: 1 });
    await store().forgetUser('alice');
    const nothing = {
      exchanges: [],
      feedback: [],
      attempts: [],
      cards: [],
      rounds: [],
      retired: [],
      settings: [],
      noteChanges: [],
    };
    expect(await store().personalRecords('alice')).toEqual(nothing);
    expect(await store().personalRecords('bob')).toEqual(before);
    expect(await store().feedback(GUILD, 'asked-by-alice')).toEqual([]);
    expect(await store().round(GUILD, 'solo-of-alice')).toBeUndefined();
    expect(await store().round(GUILD, 'together')).toEqual(
      round({ id: 'together', starter: '', answers: [answer('carol')] }),
    );
    expect(await store().retired(GUILD)).toContain('retired by alice');
    expect(await store().noteChange(GUILD, 'by-alice')).toMatchObject({ file: 'a.md', user: '' });
  });
}
