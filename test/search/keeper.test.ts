import { expect, it } from 'vitest';
import { openKeeper } from '../../src/search/keeper.ts';
import type { UpdateOutcome } from '../../src/search/library.ts';
import { manualClock } from '../support/manual-clock.ts';

const report = { files: 1, sections: 1, passages: 1, lines: 1, embedded: 0, reused: 1, removed: 0, broken: [], ms: 1 };
const done: UpdateOutcome = { kind: 'unchanged', report };

/** A keeper whose updates end when the test says so, and how. */
function scene() {
  const clock = manualClock(0);
  const running: { resolve: (outcome: UpdateOutcome) => void; reject: (error: Error) => void }[] = [];
  const faults: string[] = [];
  let reports = 0;
  let begun = 0;
  const keeper = openKeeper({
    clock,
    update: () => {
      begun += 1;
      return new Promise((resolve, reject) => running.push({ resolve, reject }));
    },
    onReport: () => {
      reports += 1;
    },
    onFault: (error) => faults.push(String(error)),
  });
  const end = async (how: UpdateOutcome | Error) => {
    const update = running.shift();
    if (how instanceof Error) update?.reject(how);
    else update?.resolve(how);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { clock, keeper, faults, end, begun: () => begun, reports: () => reports };
}

it('waits until a folder has settled, but not for ever', async () => {
  const { clock, keeper, begun, end } = scene();
  for (let i = 0; i < 5; i++) {
    keeper.changed();
    clock.pass(300);
  }
  expect(begun()).toBe(0);
  clock.pass(300);
  expect(begun()).toBe(1);
  await end(done);
  for (let i = 0; i < 20; i++) {
    keeper.changed();
    clock.pass(300);
  }
  expect(begun()).toBe(2);
});

it('updates once more for what changes meanwhile, never twice at a time', async () => {
  const { clock, keeper, begun, end, reports } = scene();
  keeper.changed();
  clock.pass(1000);
  keeper.changed();
  clock.pass(1000);
  keeper.changed();
  clock.pass(1000);
  expect(begun()).toBe(1);
  await end(done);
  clock.pass(1);
  expect(begun()).toBe(2);
  await end(done);
  clock.pass(60_000);
  expect([begun(), reports()]).toEqual([2, 2]);
});

it('tells a fault once, tries again at the next change, and tells it again after it was mended', async () => {
  const { clock, keeper, faults, end, reports } = scene();
  const change = async (how: UpdateOutcome | Error) => {
    keeper.changed();
    clock.pass(1000);
    await end(how);
  };
  await change(new Error('gone'));
  await change(new Error('gone'));
  expect(faults).toEqual(['Error: gone']);
  await change(new Error('full'));
  expect(faults).toEqual(['Error: gone', 'Error: full']);
  await change(done);
  expect(reports()).toBe(1);
  await change(new Error('full'));
  expect(faults).toHaveLength(3);
});

it('tries again by itself after a fault, less and less often, and soon again after it was mended', async () => {
  const { clock, keeper, begun, end, faults, reports } = scene();
  const fail = async () => end(new Error('full'));
  keeper.changed();
  clock.pass(400);
  const waits: number[] = [];
  for (let i = 0; i < 10; i++) {
    await fail();
    const [before, started] = [begun(), clock.now()];
    while (begun() === before) clock.pass(1000);
    waits.push(clock.now() - started);
  }
  expect(waits.slice(0, 4)).toEqual([2000, 4000, 8000, 16_000]);
  expect(waits.slice(-2)).toEqual([300_000, 300_000]);
  expect(faults).toEqual(['Error: full']);
  await end(done);
  expect(reports()).toBe(1);
  clock.pass(3600_000);
  expect(begun()).toBe(11);
  keeper.changed();
  clock.pass(400);
  await fail();
  clock.pass(2000);
  expect(begun()).toBe(13);
});

it('tries again by itself while another process is indexing, and not after it was closed', async () => {
  const { clock, keeper, begun, end, reports } = scene();
  keeper.changed();
  clock.pass(1000);
  await end({ kind: 'busy' });
  clock.pass(5000);
  expect(begun()).toBe(2);
  await end({ kind: 'busy' });
  keeper.close();
  clock.pass(60_000);
  keeper.changed();
  clock.pass(60_000);
  expect([begun(), reports()]).toEqual([2, 0]);
});
