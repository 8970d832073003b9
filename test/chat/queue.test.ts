import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openCooldown } from '../../src/chat/cooldown.ts';
import { openJobs } from '../../src/chat/jobs.ts';
import { openQueue } from '../../src/chat/queue.ts';

/** Work that ends when it is told to. */
function handWork() {
  const ends: (() => void)[] = [];
  const started: number[] = [];
  return {
    ends,
    started,
    work: (name: number) => () => {
      started.push(name);
      return new Promise<number>((resolve) => ends.push(() => resolve(name)));
    },
  };
}
const turn = () => new Promise((done) => setImmediate(done));

describe('the queue', () => {
  it('works on so many at a time, lets so many wait in order, and refuses the rest at once', async () => {
    const { work, started, ends } = handWork();
    const queue = openQueue({ together: 2, waiting: 1 });
    const results = [1, 2, 3, 4].map((name) => queue.run(work(name)));
    await turn();
    expect(started).toEqual([1, 2]);
    expect(results[3]).toBeUndefined();
    expect(queue.isFull()).toBe(true);
    ends[0]?.();
    await turn();
    expect(started).toEqual([1, 2, 3]);
    expect(queue.isFull()).toBe(false);
    for (const end of ends) end();
    expect(await Promise.all(results.slice(0, 3))).toEqual([1, 2, 3]);
  });

  it('goes on after work that fails, whether it throws or rejects', async () => {
    const queue = openQueue({ together: 1, waiting: 5 });
    const thrown = queue.run(() => {
      throw new Error('at once');
    });
    const rejected = queue.run(() => Promise.reject(new Error('later')));
    const fine = queue.run(async () => 'fine');
    await expect(thrown).rejects.toThrow('at once');
    await expect(rejected).rejects.toThrow('later');
    expect(await fine).toBe('fine');
  });

  it('never works on more than it may and loses nothing that it took', async () => {
    const run = fc.record({
      together: fc.integer({ min: 1, max: 4 }),
      waiting: fc.nat(6),
      works: fc.array(fc.nat(3), { maxLength: 30 }),
    });
    await fc.assert(
      fc.asyncProperty(run, async ({ together, waiting, works }) => {
        const queue = openQueue({ together, waiting });
        let busy = 0;
        let most = 0;
        const results = works.map((turns, i) =>
          queue.run(async () => {
            busy += 1;
            most = Math.max(most, busy);
            for (let t = 0; t < turns; t++) await turn();
            busy -= 1;
            return i;
          }),
        );
        const taken = results.filter((result) => result !== undefined);
        expect(taken).toHaveLength(Math.min(works.length, together + waiting));
        await Promise.all(taken);
        expect(most).toBeLessThanOrEqual(together);
        expect(queue.isFull()).toBe(false);
      }),
      { numRuns: 50 },
    );
  });
});

describe('the cooldown', () => {
  it('grants several turns at once, then one every so often; refusals cost nothing', () => {
    let now = 1000;
    const cooldown = openCooldown({ burst: 3, everyMs: 100, now: () => now });
    expect([1, 2, 3, 4, 5].map(() => cooldown.take('alice'))).toEqual([0, 0, 0, 100, 100]);
    now += 60;
    expect(cooldown.take('alice')).toBe(40);
    now += 40;
    expect(cooldown.take('alice')).toBe(0);
    expect(cooldown.take('alice')).toBe(100);
    expect(cooldown.take('bob')).toBe(0);
    now += 10_000;
    expect([1, 2, 3, 4].map(() => cooldown.take('alice'))).toEqual([0, 0, 0, 100]);
  });

  it('makes nobody wait for a clock that was set back', () => {
    let now = 1_000_000;
    const cooldown = openCooldown({ burst: 2, everyMs: 100, now: () => now });
    expect([1, 2].map(() => cooldown.take('alice'))).toEqual([0, 0]);
    now = 1000;
    expect(cooldown.take('alice')).toBe(100);
    now += 100;
    expect(cooldown.take('alice')).toBe(0);
  });

  it('never grants more than the burst and what came back since, and grants what it promised', () => {
    const steps = fc.array(fc.nat(150), { maxLength: 60 });
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 5 }), (pauses, burst) => {
        let now = 0;
        let granted = 0;
        const cooldown = openCooldown({ burst, everyMs: 100, now: () => now });
        for (const pause of pauses) {
          now += pause;
          const wait = cooldown.take('alice');
          if (wait > 0) {
            now += wait;
            expect(cooldown.take('alice')).toBe(0);
          }
          granted += 1;
          expect(granted).toBeLessThanOrEqual(burst + Math.floor(now / 100));
        }
      }),
    );
  });
});

describe('jobs', () => {
  it('does each event once, also when Discord sends it again', async () => {
    let done = 0;
    const jobs = openJobs(() => undefined);
    const count = async () => {
      done += 1;
    };
    expect(jobs.run('message', '1', count)).toBe(true);
    expect(jobs.run('message', '1', count)).toBe(true);
    jobs.run('message', '2', count);
    await jobs.close(1000);
    expect(done).toBe(2);
  });

  it('waits for what is under way, takes nothing new, and hands faults on', async () => {
    const faults: unknown[] = [];
    const { work, ends } = handWork();
    const jobs = openJobs((kind, error) => faults.push([kind, error]));
    jobs.run('interaction', '1', async () => {
      await work(1)();
      throw new Error('at last');
    });
    const closed = jobs.close(60_000);
    expect(jobs.run('interaction', '2', async () => undefined)).toBe(false);
    await turn();
    ends[0]?.();
    expect(await closed).toBe(0);
    expect(faults).toEqual([['interaction', new Error('at last')]]);
  });

  it('does not wait for ever', async () => {
    const jobs = openJobs(() => undefined);
    jobs.run('interaction', '1', () => new Promise(() => undefined));
    expect(await jobs.close(10)).toBe(1);
  });
});
