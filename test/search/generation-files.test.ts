import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Generation, makeGeneration } from '../../src/search/generation.ts';
import { publishGeneration, readCurrentGeneration } from '../../src/search/generation-files.ts';
import { packVectors } from '../../src/search/vector-table.ts';
import { noDisks, openDisk } from '../support/disk.ts';

/** A generation of one passage and one line whose text and vectors say its number. */
function numbered(number: number): Generation {
  const text = `줄 ${number}`;
  const line = { startLine: 1, endLine: 1, text, parents: [] };
  const passage = {
    id: `p${number}`,
    file: 'a.md',
    headings: [],
    context: [],
    startLine: 1,
    endLine: 1,
    text,
    lines: [line],
  };
  const note = { file: 'a.md', hash: String(number), text, sections: [], passages: [passage] };
  const vector = new Float32Array([number, 1]);
  return makeGeneration(`g${number}`, [note], { model: 'm', table: packVectors([vector, vector], 2) });
}

describe('generations on disk', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'seogi-generations-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('come back as they were written', async () => {
    expect(await readCurrentGeneration(folder, 's')).toBeUndefined();
    const written = numbered(7);
    await publishGeneration(folder, 's', written);
    const read = await readCurrentGeneration(folder, 's');
    expect(read?.notes).toEqual(written.notes);
    expect(read?.vectors).toEqual(written.vectors);
  });

  it('are whole for a reader whatever a writer does meanwhile', async () => {
    await publishGeneration(folder, 's', numbered(0));
    let writing = true;
    const writer = (async () => {
      for (let i = 1; i <= 60; i++) await publishGeneration(folder, 's', numbered(i));
      writing = false;
    })();
    let reads = 0;
    let last = 0;
    while (writing) {
      const read = await readCurrentGeneration(folder, 's');
      const number = Number(read?.notes[0]?.hash);
      expect(read?.id).toBe(`g${number}`);
      expect(read?.vectors?.table.data[0]).toBe(number);
      expect(number).toBeGreaterThanOrEqual(last);
      last = number;
      reads++;
    }
    await writer;
    expect(reads).toBeGreaterThan(5);
    expect((await readdir(join(folder, 'generations'))).sort()).toEqual(['g59', 'g60']);
  });

  it.skipIf(noDisks)('that the disk has no room for leave the one before, and no room taken', async () => {
    const disk = await openDisk(folder, 1);
    try {
      await publishGeneration(disk.folder, 's', numbered(1));
      const large = { ...numbered(2), notes: [{ ...numbered(2).notes[0], text: '가'.repeat(2 ** 20) }] } as Generation;
      const before = await readdir(disk.folder, { recursive: true });
      await expect(publishGeneration(disk.folder, 's', large)).rejects.toThrow('ENOSPC');
      expect(await readdir(disk.folder, { recursive: true })).toEqual(before);
      expect((await readCurrentGeneration(disk.folder, 's'))?.id).toBe('g1');
    } finally {
      await disk.close();
    }
  });

  it('cannot be made of vectors that are not numbers, or not one for each passage and line', () => {
    expect(() => packVectors([new Float32Array([Number.NaN, 1])], 2)).toThrow('not finite');
    expect(() => packVectors([new Float32Array([1])], 2)).toThrow('not 2');
    const table = packVectors([new Float32Array([1, 0])], 2);
    expect(() => makeGeneration('g', numbered(1).notes, { model: 'm', table })).toThrow('1 vectors for');
  });
});
