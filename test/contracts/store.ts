import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Exchange, Store } from '../../src/store/store.ts';

/** A place that keeps what a store keeps, also after the store was closed. */
export interface StorePlace {
  open(): Promise<Store>;
  remove(): Promise<void>;
}

const GUILD = '1573742572377997313';

const exchange = (more: Partial<Exchange> = {}): Exchange => ({
  scope: GUILD,
  id: 'exchange-1',
  message: undefined,
  channel: '1573742572377997001',
  user: '1573742572377997002',
  question: '람다 제한 시간은?',
  query: '람다 제한 시간',
  answered: true,
  private: false,
  passages: [
    {
      file: '컴퓨팅/람다.md',
      headings: ['람다', '한도'],
      context: ['항목 | 값'],
      startLine: 3,
      endLine: 4,
      text: '| 시간 | 15분 |\n| 메모리 | 10 GB |',
    },
  ],
  generation: '20261121-abc',
  at: 1_700_000_000_000,
  ...more,
});

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

    it('forgets old exchanges, but none that somebody judged', async () => {
      await store.saveExchange(exchange({ id: 'old-one-1', at: 10 }));
      await store.saveExchange(exchange({ id: 'old-judged', at: 10 }));
      await store.saveExchange(exchange({ id: 'new-one-1', at: 20 }));
      await store.saveFeedback({ scope: GUILD, exchange: 'old-judged', user: 'u', verdict: 'bad', at: 11 });
      await store.forgetExchanges(20);
      expect(await store.exchange(GUILD, 'old-one-1')).toBeUndefined();
      expect(await store.exchange(GUILD, 'old-judged')).toBeDefined();
      expect(await store.exchange(GUILD, 'new-one-1')).toBeDefined();
    });

    it('sets, replaces and removes settings', async () => {
      await store.setSetting('shared', 'commands', 'one');
      await store.setSetting('shared', 'commands', "둘'; DROP TABLE settings; --");
      expect(await store.setting('shared', 'commands')).toBe("둘'; DROP TABLE settings; --");
      await store.setSetting('shared', 'commands', undefined);
      expect(await store.setting('shared', 'commands')).toBeUndefined();
    });
  });
}
