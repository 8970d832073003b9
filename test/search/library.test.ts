import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { hnswIndexes } from '../../src/adapters/hnsw-index.ts';
import { takeWriterLock } from '../../src/adapters/writer-lock.ts';
import { findNotes } from '../../src/notes/find.ts';
import { openNoteParser } from '../../src/notes/note-parser.ts';
import type { Embedder } from '../../src/search/embedder.ts';
import { type Library, openLibrary, type UpdateOutcome } from '../../src/search/library.ts';

let folder: string;
let library: Library;
let embedded: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seogi-library-'));
  await mkdir(join(folder, 'notes'));
  embedded = [];
  const embedder: Embedder = {
    id: 'lengths',
    dimensions: 2,
    async embed(texts) {
      embedded.push(...texts);
      return texts.map((text) => new Float32Array([Math.cos(text.length), Math.sin(text.length)]));
    },
    close: async () => {},
  };
  let ids = 0;
  library = await openLibrary({
    scope: 'shared',
    notesDir: join(folder, 'notes'),
    dataDir: join(folder, 'data'),
    model: 'lengths',
    chunkerVersion: 1,
    findNotes,
    openParser: () => openNoteParser({ timeoutMs: 1500 }),
    embedder: async () => embedder,
    indexes: hnswIndexes,
    takeLock: takeWriterLock,
    newId: () => `g${ids++}`,
    warn: () => {},
  });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const write = (file: string, text: string) => writeFile(join(folder, 'notes', file), text);
const passages = () => library.source()?.generation.passages.map(({ text }) => text) ?? [];
const reportOf = (outcome: UpdateOutcome) => {
  if (outcome.kind === 'busy') throw new Error('Nobody else is here');
  return outcome.report;
};
/** Takes the Markdown parser many seconds. */
const HOSTILE = `# 큐\n\n${'*a_'.repeat(8000)}`;

it('keeps what a note last held while it is broken, names it, and reads it once it is mended', async () => {
  await write('a.md', '# 큐\n\n- 열나흘\n');
  await write('b.md', '# 둘\n\n- 하루\n');
  await library.update();
  await write('a.md', HOSTILE);
  await write('b.md', '# 둘\n\n- 이틀\n');
  const report = reportOf(await library.update());
  expect(report.broken).toEqual([{ file: 'a.md', reason: expect.stringContaining('초 안에') }]);
  expect(passages()).toEqual(['- 열나흘', '- 이틀']);
  // It is not tried again as it is, and told of all the same.
  const again = await library.update();
  expect(again.kind).toBe('unchanged');
  expect(reportOf(again).broken).toHaveLength(1);
  expect(await library.update({ retryBroken: true })).toMatchObject({ report: { broken: [{ file: 'a.md' }] } });
  expect(passages()).toEqual(['- 열나흘', '- 이틀']);
  await write('a.md', '# 큐\n\n- 보름\n');
  expect(reportOf(await library.update()).broken).toEqual([]);
  expect(passages()).toEqual(['- 보름', '- 이틀']);
});

it('a note that never was whole has nothing to keep', async () => {
  await write('a.md', HOSTILE);
  await write('b.md', '# 둘\n\n- 하루\n');
  expect(reportOf(await library.update()).broken).toHaveLength(1);
  expect(passages()).toEqual(['- 하루']);
});

// Root reads everything.
it.skipIf(process.getuid?.() === 0)('keeps a note that cannot be read for a while', async () => {
  await write('a.md', '# 큐\n\n- 열나흘\n');
  await library.update();
  await chmod(join(folder, 'notes', 'a.md'), 0);
  await write('b.md', '# 둘\n\n- 하루\n');
  expect(reportOf(await library.update()).broken).toEqual([{ file: 'a.md', reason: expect.any(String) }]);
  expect(passages()).toEqual(['- 열나흘', '- 하루']);
});

it('embeds what is new and nothing else', async () => {
  for (let i = 0; i < 30; i++) await write(`${i}.md`, `# 노트 ${i}\n\n- 줄 ${i}\n`);
  await library.update();
  embedded = [];
  await write('7.md', '# 노트 7\n\n- 줄 일곱\n');
  expect(reportOf(await library.update())).toMatchObject({ embedded: 1, reused: 29 });
  expect(embedded.every((text) => text.includes('줄 일곱'))).toBe(true);
});

it('answers whole generations to whoever asks while it changes', async () => {
  const number = () => library.source()?.generation.passages.map(({ text }) => /\d+/.exec(text)?.[0]);
  const fill = async (round: number) => {
    for (let i = 0; i < 20; i++) await write(`${i}.md`, `# 노트 ${i}\n\n- ${round}번째로 적은 줄\n`);
  };
  await fill(0);
  await library.update();
  let running = true;
  const seen = new Set<string>();
  const looking = (async () => {
    while (running) {
      const source = library.source();
      seen.add([...new Set(number())].join());
      const rows = source?.generation.vectors?.table.rows;
      expect(rows).toBe((source?.generation.passages.length ?? 0) + (source?.generation.lines.length ?? 0));
      await new Promise((resolve) => setImmediate(resolve));
    }
  })();
  for (let round = 1; round <= 3; round++) {
    await fill(round);
    await library.update();
  }
  running = false;
  await looking;
  expect([...seen]).toEqual(['0', '1', '2', '3']);
});
