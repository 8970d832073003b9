import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { testNoteChanges } from './note-changes.ts';
import { testPersonal } from './personal.ts';
import { testQuizRecords } from './quiz-records.ts';
import { exchange, GUILD } from './records.ts';

/** A place that keeps what a store keeps, also after the store was closed. */
export interface StorePlace {
  open(): Promise<Store>;
  remove(): Promise<void>;
}

/** What every store has to hold to. */
export function testStore(name: string, makePlace: () => Promise<StorePlace>): void {
  describe(`store: ${name}`, () => {
    let place: StorePlace;
    let store: Store;
    beforeEach(async () => {
      place = await makePlace();
      store = await place.open();
    });
    afterEach(async () => {
      await store.close();
      await place.remove();
    });

    it('gives an exchange back as it was, snowflakes to the last digit, also after it was opened anew', async () => {
      const kept = exchange({ message: '9223372036854775807' });
      await store.saveExchange(kept);
      expect(await store.exchange(GUILD, kept.id)).toEqual(kept);
      await store.close();
      store = await place.open();
      expect(await store.exchange(GUILD, kept.id)).toEqual(kept);
      expect(await store.exchangeOfMessage(GUILD, '9223372036854775807')).toEqual(kept);
    });

    it('keeps the later of two with the same id', async () => {
      await store.saveExchange(exchange());
      await store.saveExchange(exchange({ message: '1573742572377997009' }));
      expect((await store.exchange(GUILD, 'exchange-1'))?.message).toBe('1573742572377997009');
    });

    it('keeps scopes apart, in every key', async () => {
      await store.saveExchange(exchange({ message: '1573742572377997009' }));
      await store.saveFeedback({ scope: GUILD, exchange: 'exchange-1', user: 'u', verdict: 'good', at: 1 });
      await store.setSetting(GUILD, 'commands', 'x');
      expect(await store.exchange('shared', 'exchange-1')).toBeUndefined();
      expect(await store.exchangeOfMessage('shared', '1573742572377997009')).toBeUndefined();
      expect(await store.latestExchange('shared', exchange().channel, exchange().user)).toBeUndefined();
      expect(await store.feedback('shared', 'exchange-1')).toEqual([]);
      expect(await store.setting('shared', 'commands')).toBeUndefined();
    });

    it('finds the latest exchange of a channel, but nobody else’s private one', async () => {
      const { channel, user } = exchange();
      await store.saveExchange(exchange({ id: 'older-one', at: 1 }));
      await store.saveExchange(exchange({ id: 'newer-one', at: 2 }));
      await store.saveExchange(exchange({ id: 'elsewhere', at: 4, channel: '1573742572377990000' }));
      await store.saveExchange(exchange({ id: 'privately', at: 3, private: true }));
      expect((await store.latestExchange(GUILD, channel, user))?.id).toBe('privately');
      expect((await store.latestExchange(GUILD, channel, 'somebody else'))?.id).toBe('newer-one');
    });

    it('goes by the order of exchanges where the clock was set back', async () => {
      const { channel, user } = exchange();
      await store.saveExchange(exchange({ id: 'ahead', at: 1000 }));
      await store.saveExchange(exchange({ id: 'after', at: 10 }));
      expect((await store.latestExchange(GUILD, channel, user))?.id).toBe('after');
      await store.forgetExchanges(5, 20);
      expect(await store.exchange(GUILD, 'ahead')).toBeDefined();
      await store.forgetExchanges(11, 100);
      expect(await store.exchange(GUILD, 'ahead')).toBeUndefined();
      // A clock that begins in 1970 makes nothing old.
      await store.saveExchange(exchange({ id: 'today', at: 1000 }));
      await store.forgetExchanges(0, 1);
      await store.saveExchange(exchange({ id: 'in 1970', at: 1 }));
      await store.forgetExchanges(900, 1001);
      expect(await store.exchange(GUILD, 'today')).toBeDefined();
    });

    it('keeps one verdict per user, the last', async () => {
      const verdict = { scope: GUILD, exchange: 'exchange-1', user: 'alice', verdict: 'good', at: 1 } as const;
      await store.saveFeedback(verdict);
      await store.saveFeedback({ ...verdict, user: 'bob', at: 2 });
      await store.saveFeedback({ ...verdict, verdict: 'bad', at: 3 });
      expect(await store.feedback(GUILD, 'exchange-1')).toEqual([
        { ...verdict, user: 'bob', at: 2 },
        { ...verdict, verdict: 'bad', at: 3 },
      ]);
    });

    it('forgets old exchanges and what was thought of them', async () => {
      await store.saveExchange(exchange({ id: 'old-one-1', at: 10 }));
      await store.saveExchange(exchange({ id: 'old-judged', at: 10 }));
      await store.saveExchange(exchange({ id: 'new-one-1', at: 20 }));
      await store.saveFeedback({ scope: GUILD, exchange: 'old-judged', user: 'u', verdict: 'bad', at: 11 });
      await store.saveFeedback({ scope: GUILD, exchange: 'new-one-1', user: 'u', verdict: 'bad', at: 21 });
      await store.forgetExchanges(20, 25);
      expect(await store.exchange(GUILD, 'old-one-1')).toBeUndefined();
      expect(await store.exchange(GUILD, 'old-judged')).toBeUndefined();
      expect(await store.feedback(GUILD, 'old-judged')).toEqual([]);
      expect(await store.feedback(GUILD, 'new-one-1')).toHaveLength(1);
      expect(await store.exchange(GUILD, 'new-one-1')).toBeDefined();
    });

    it('sets, replaces and removes settings', async () => {
      await store.setSetting('shared', 'commands', 'one');
      await store.setSetting('shared', 'commands', "둘'; DROP TABLE settings; --");
      expect(await store.setting('shared', 'commands')).toBe("둘'; DROP TABLE settings; --");
      await store.setSetting('shared', 'commands', undefined);
      expect(await store.setting('shared', 'commands')).toBeUndefined();
    });

    it('finds a setting in all scopes that have it', async () => {
      await store.setSetting(GUILD, 'daily', 'a');
      await store.setSetting('shared', 'daily', 'b');
      await store.setSetting('shared', 'other', 'c');
      expect(await store.settingEverywhere('daily')).toEqual([
        { scope: GUILD, value: 'a' },
        { scope: 'shared', value: 'b' },
      ]);
    });

    it('keeps settings of users apart by scope, user and key', async () => {
      await store.setUserSetting(GUILD, 'alice', 'reminder', 'on');
      await store.setUserSetting(GUILD, 'bob', 'reminder', 'on');
      await store.setUserSetting('shared', 'alice', 'reminder', '9');
      await store.setUserSetting(GUILD, 'bob', 'reminder', undefined);
      expect(await store.userSetting(GUILD, 'alice', 'reminder')).toBe('on');
      expect(await store.userSetting(GUILD, 'bob', 'reminder')).toBeUndefined();
      expect(await store.userSetting(GUILD, 'alice', 'leaderboard')).toBeUndefined();
      expect(await store.userSettingEverywhere('reminder')).toEqual([
        { scope: GUILD, user: 'alice', key: 'reminder', value: 'on' },
        { scope: 'shared', user: 'alice', key: 'reminder', value: '9' },
      ]);
    });

    testQuizRecords(
      () => store,
      async () => {
        await store.close();
        store = await place.open();
      },
    );
    testNoteChanges(() => store);
    testPersonal(() => store);
  });
}
