import { expect, it } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { attempt, card, GUILD, quizItem, round } from './records.ts';

/** What every store has to hold to about quizzes; `reopen` closes it and opens it anew. */
export function testQuizRecords(store: () => Store, reopen: () => Promise<void>): void {
  it('gives attempts back as they were, oldest first, by scope, user and time', async () => {
    const late = attempt({ id: 'b', at: 30, round: 'round-0001', due: 20, hinted: true, right: false });
    const early = attempt({ id: 'a', at: 10, user: 'bob' });
    await store().record([late, early, attempt({ scope: 'shared', at: 1 })], []);
    await reopen();
    expect(await store().attempts(GUILD)).toEqual([early, late]);
    expect(await store().attempts(GUILD, { user: 'alice' })).toEqual([late]);
    expect(await store().attempts(GUILD, { since: 30 })).toEqual([late]);
    expect(await store().attempts(GUILD, { user: 'bob', since: 11 })).toEqual([]);
  });

  it('keeps the first of two attempts with one id', async () => {
    await store().record([attempt({ right: false }), attempt({ right: true })], []);
    expect((await store().attempts(GUILD)).map(({ right }) => right)).toEqual([false]);
  });

  it('keeps one card per item and user, the last, with the item as it was', async () => {
    await store().record([], [card(), card({ user: 'bob' }), card({ scope: 'shared', due: 1 })]);
    const changed = card({ item: quizItem({ revision: 'r2', options: [], type: 'typed' }), due: 5, state: '{}' });
    await store().record([], [changed, card({ item: quizItem({ id: 'item-0' }), due: 4 })]);
    await reopen();
    expect(await store().card(GUILD, 'alice', 'item-1')).toEqual(changed);
    expect((await store().cards(GUILD, 'alice')).map(({ item }) => item.id)).toEqual(['item-0', 'item-1']);
    await store().dropCard(GUILD, 'alice', 'item-1');
    expect(await store().card(GUILD, 'alice', 'item-1')).toBeUndefined();
    expect(await store().cards(GUILD, 'bob')).toHaveLength(1);
  });

  it('counts who has how much due, in all scopes', async () => {
    const second = quizItem({ id: 'item-2' });
    await store().record(
      [],
      [
        card({ due: 5 }),
        card({ due: 6, item: second }),
        card({ due: 7, user: 'bob' }),
        card({ scope: 'shared', due: 1 }),
      ],
    );
    expect(await store().dueCounts(6)).toEqual([
      { scope: GUILD, user: 'alice', count: 2 },
      { scope: 'shared', user: 'alice', count: 1 },
    ]);
  });

  it('retires an item in one scope', async () => {
    await store().retire({ scope: GUILD, item: 'item-1', by: 'alice', at: 1 });
    await store().retire({ scope: GUILD, item: 'item-1', by: 'bob', at: 2 });
    expect([...(await store().retired(GUILD))]).toEqual(['item-1']);
    expect((await store().retired('shared')).size).toBe(0);
    expect((await store().personalRecords('bob')).retired).toEqual([]);
  });

  it('gives a round back as it was, at each step', async () => {
    const begun = round();
    await store().saveRound(begun);
    const given = { user: 'bob', question: 1, given: ['나', '가'], right: false, hinted: true, at: 7 };
    const later = round({
      question: 1,
      phase: 'shown',
      message: '9223372036854775807',
      answers: [given, { ...given, user: 'alice', given: '15분' }],
      hints: [{ user: 'bob', question: 1 }],
      review: ['changed', 'gone'],
    });
    await store().saveRound(later, [attempt()], [card()]);
    await reopen();
    expect(await store().round(GUILD, begun.id)).toEqual(later);
    expect(await store().round('shared', begun.id)).toBeUndefined();
    expect(await store().attempts(GUILD)).toEqual([attempt()]);
    expect(await store().cards(GUILD, 'alice')).toEqual([card()]);
  });

  it('finds rounds that have not ended, of all scopes or one channel', async () => {
    const over = { phase: 'over', endedAt: 2 } as const;
    await store().saveRound(round({ id: 'second-1', startedAt: 2 }));
    await store().saveRound(round({ id: 'first-01', startedAt: 1 }));
    await store().saveRound(round({ id: 'over-001', ...over }));
    await store().saveRound(round({ id: 'elsewhere', channel: '1573742572377997009', startedAt: 3 }));
    // Over, but nobody has been told.
    await store().saveRound(round({ id: 'direct-1', scope: 'shared', startedAt: 4, phase: 'over' }));
    const ids = async (place?: { scope: string; channel: string }) =>
      (await store().openRounds(place)).map(({ id }) => id);
    expect(await ids()).toEqual(['first-01', 'second-1', 'elsewhere', 'direct-1']);
    expect(await ids({ scope: GUILD, channel: round().channel })).toEqual(['first-01', 'second-1']);
  });

  it('forgets old rounds that have ended', async () => {
    await store().saveRound(round({ id: 'open-old', startedAt: 1 }));
    await store().saveRound(round({ id: 'over-old', startedAt: 1, phase: 'over', endedAt: 2 }));
    await store().saveRound(round({ id: 'over-new', startedAt: 5, phase: 'over', endedAt: 6 }));
    await store().forgetRounds(5);
    expect(await store().round(GUILD, 'over-old')).toBeUndefined();
    expect(await store().round(GUILD, 'over-new')).toBeDefined();
    expect(await store().round(GUILD, 'open-old')).toBeDefined();
  });
}
