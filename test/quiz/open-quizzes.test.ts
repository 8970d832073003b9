import { expect, it } from 'vitest';
import type { QuizItem } from '../../src/domain.ts';
import { openQuizzes } from '../../src/quiz/open-quizzes.ts';
import { makeGeneration } from '../../src/search/generation.ts';
import type { Source } from '../../src/search/retrieve.ts';
import { quizItem } from '../contracts/records.ts';

const source = (scope: string, generation: string, text: string): Source => {
  const note = { file: `${scope}.md`, hash: text, text, sections: [], passages: [] };
  return { scope, generation: makeGeneration(generation, [note], undefined), index: undefined };
};

/** Quizzes over sources that a test changes; each line of a note makes an item. */
function scene(sources: Source[] = []) {
  const made: string[] = [];
  const faults: unknown[] = [];
  const quizzes = openQuizzes({
    sources: () => sources,
    async make(notes): Promise<readonly QuizItem[]> {
      const text = notes.map((note) => note.text).join('\n');
      made.push(text);
      if (text.includes('broken')) throw new Error('no items');
      return text.split('\n').map((line) => quizItem({ id: line, topic: line }));
    },
    onFault: (error) => faults.push(error),
  });
  return { sources, quizzes, made, faults };
}

it('makes items once there are notes, and again only when these change', async () => {
  const { sources, quizzes, made } = scene();
  expect(quizzes.isReady('shared')).toBe(false);
  await quizzes.whenReady('shared');
  expect(made).toEqual([]);
  sources.push(source('shared', 'g1', 'a\nb'));
  expect(quizzes.isReady('shared')).toBe(false);
  await quizzes.whenReady('shared');
  expect(quizzes.topics('100000000000000001', '')).toEqual(['a', 'b']);
  // The same notes, now with vectors.
  sources[0] = source('shared', 'g2', 'a\nb');
  await quizzes.whenReady('shared');
  expect(made).toHaveLength(1);
  sources[0] = source('shared', 'g3', 'c');
  expect(quizzes.items('shared').map(({ id }) => id)).toEqual(['a', 'b']);
  await quizzes.whenReady('shared');
  expect(quizzes.items('shared').map(({ id }) => id)).toEqual(['c']);
});

it('makes items in one thread at a time, of the newest notes', async () => {
  const made: string[] = [];
  let working = 0;
  let now = source('shared', 'a', 'a');
  const quizzes = openQuizzes({
    sources: () => [now],
    async make([note]) {
      working += 1;
      made.push(`${note?.text}, ${working} at work`);
      await new Promise((resolve) => setTimeout(resolve, 20));
      working -= 1;
      return [quizItem({ id: note?.text ?? '' })];
    },
    onFault: () => {},
  });
  const done = [quizzes.whenReady('shared')];
  await new Promise((resolve) => setTimeout(resolve, 5));
  // The making has begun when the notes change, and change again.
  for (const text of ['b', 'c']) {
    now = source('shared', text, text);
    done.push(quizzes.whenReady('shared'));
  }
  await Promise.all(done);
  expect(made).toEqual(['a, 1 at work', 'c, 1 at work']);
  expect(quizzes.items('shared').map(({ id }) => id)).toEqual(['c']);
});

it('adds a server’s own notes to everybody’s, for that server alone', async () => {
  const { quizzes } = scene([source('shared', 'g1', 'a'), source('100000000000000001', 'g1', 'b')]);
  await Promise.all([quizzes.whenReady('100000000000000001'), quizzes.whenReady('100000000000000002')]);
  expect(quizzes.items('100000000000000001').map(({ id }) => id)).toEqual(['a', 'b']);
  expect(quizzes.items('100000000000000002').map(({ id }) => id)).toEqual(['a']);
});

it('keeps the old items where new ones cannot be made, and says so once', async () => {
  const { sources, quizzes, faults } = scene([source('shared', 'g1', 'a')]);
  await quizzes.whenReady('shared');
  sources[0] = source('shared', 'g2', 'broken');
  await quizzes.whenReady('shared');
  expect(quizzes.items('shared').map(({ id }) => id)).toEqual(['a']);
  expect(quizzes.isReady('shared')).toBe(true);
  expect(faults).toHaveLength(1);
});

it('chooses none that is retired, the same for the same seed, with options in an order of their own', async () => {
  const { quizzes } = scene([source('shared', 'g1', 'a\nb\nc')]);
  await quizzes.whenReady('shared');
  const choose = (seed: string) => quizzes.choose('shared', { count: 9 }, new Set(['b']), seed);
  expect(choose('one')).toEqual(choose('one'));
  expect(
    choose('one')
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual(['a', 'c']);
  const orders = Array.from({ length: 20 }, (_, i) => choose(String(i))[0]?.options.join());
  expect(new Set(orders).size).toBeGreaterThan(1);
});
