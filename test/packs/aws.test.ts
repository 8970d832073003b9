// The pack that comes with Seogi.
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openTransformersEmbedder } from '../../src/adapters/transformers-embedder.ts';
import { type Pack, type PackEntry, packTexts } from '../../src/packs/pack.ts';
import { readPack } from '../../src/packs/read-packs.ts';
import { PROJECT_ROOT } from '../../src/paths.ts';
import { normalize, words } from '../../src/text/korean.ts';

let pack: Pack;
beforeAll(async () => {
  pack = await readPack(join(PROJECT_ROOT, 'packs/aws.ko'), 'aws.ko');
});

const namesOf = ({ name, names }: PackEntry) => [name, ...names];
/** Latin names count as whole words, Hangul ones with whatever follows. */
const padded = (text: string) => ` ${words(text).join(' ')}${/[a-z0-9]$/i.test(text) ? ' ' : ''}`;
const spelling = (name: string) => normalize(name).replace(/[\s\-_.·]+/g, '');

describe('the shipped pack', () => {
  it('knows at least 450 things, and has the vectors of what it says', () => {
    expect(pack.entries.length).toBeGreaterThanOrEqual(450);
    expect(pack.vectors?.table.rows).toBe(packTexts(pack.entries).length);
  });

  it('has vectors of the shipped model: those of another would be passed over without a word', async () => {
    const model = join(PROJECT_ROOT, 'models/multilingual-e5-small-ko');
    const embedder = await openTransformersEmbedder({ model, cacheDir: '/nonexistent' });
    await embedder.close();
    expect(pack.vectors).toMatchObject({ model: embedder.id, table: { dimensions: embedder.dimensions } });
  });

  it('asks for a thing without naming it', () => {
    const telling = pack.entries.flatMap((entry) =>
      entry.asks.flatMap((ask) =>
        namesOf(entry).flatMap((name) =>
          ` ${words(ask).join(' ')} `.includes(padded(name)) ? [`${entry.id}: ${name} in ${ask}`] : [],
        ),
      ),
    );
    expect(telling).toEqual([]);
  });

  it('has no name under two entries', () => {
    const ids = new Map<string, Set<string>>();
    for (const entry of pack.entries) {
      for (const name of namesOf(entry)) {
        ids.set(spelling(name), (ids.get(spelling(name)) ?? new Set()).add(entry.id));
      }
    }
    const shared = [...ids].flatMap(([name, own]) => (own.size > 1 ? [`${name}: ${[...own].join(', ')}`] : []));
    expect(shared).toEqual([]);
  });

  it('has no name without letters to find it by', () => {
    const silent = pack.entries.flatMap((entry) => namesOf(entry).filter((name) => words(name).length === 0));
    expect(silent).toEqual([]);
  });
});
