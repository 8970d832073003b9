import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { openBreath } from '../breathe.ts';
import { replaceFile, syncFolder, writeDurably } from '../files.ts';
import { type Generation, type IndexedNote, prepareGeneration } from './generation.ts';

const FORMAT = 2;

const Manifest = z.object({
  format: z.literal(FORMAT),
  id: z.string(),
  /** What the index was made of; a generation copied here from another index does not match. */
  source: z.string(),
  model: z.string().nullable(),
  dimensions: z.number().int().nonnegative(),
  rows: z.number().int().nonnegative(),
  files: z.record(z.string(), z.object({ bytes: z.number().int(), sha256: z.string() })),
});

/** Why a generation on disk cannot be used: shown in the log, and the reason to build it anew. */
export class DamagedGenerationError extends Error {
  override readonly name = 'DamagedGenerationError';
}

const NOTES = 'notes.jsonl';

/** Where a generation's files are. */
export const generationFolder = (indexFolder: string, id: string): string => join(indexFolder, 'generations', id);

/** Bytes hashed in one go: less than a millisecond. */
const SLICE = 2 ** 19;

/** SHA-256 in hex. An index can be large: what hashes it aside would copy it first, in one go. */
export async function sha256(data: Uint8Array): Promise<string> {
  const breathe = openBreath();
  const hash = createHash('sha256');
  for (let start = 0; start < data.byteLength; start += SLICE) {
    hash.update(data.subarray(start, start + SLICE));
    await breathe();
  }
  return hash.digest('hex');
}

const NEWLINE = 10;

/** A note never changes, so most of a next generation's are known. */
const linesOfNotes = new WeakMap<IndexedNote, Buffer>();

/** Notes as lines of JSON: each is written and read by itself, so that many of them never stop the thread for long. */
async function writeNotes(notes: readonly IndexedNote[]): Promise<Buffer> {
  const breathe = openBreath();
  const lines: Buffer[] = [];
  for (const note of notes) {
    const line = linesOfNotes.get(note) ?? Buffer.from(`${JSON.stringify(note)}\n`);
    linesOfNotes.set(note, line);
    lines.push(line);
    await breathe();
  }
  return Buffer.concat(lines);
}

async function readNotes(bytes: Buffer): Promise<IndexedNote[]> {
  const breathe = openBreath();
  const notes: IndexedNote[] = [];
  let start = 0;
  for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
    // Checked against the manifest: it is what was written.
    notes.push(JSON.parse(bytes.toString('utf8', start, end)) as IndexedNote);
    start = end + 1;
    await breathe();
  }
  return notes;
}

/** Float32 numbers of a file's bytes; copies only when the bytes do not start at a multiple of four. */
function floats(bytes: Buffer): Float32Array {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : Buffer.from(new Uint8Array(bytes));
  return new Float32Array(aligned.buffer, aligned.byteOffset, Math.floor(aligned.byteLength / 4));
}

/**
 * Writes a generation and makes it the current one: files, fsync, folder in place, `CURRENT` swapped. A crash at any
 * point leaves the previous generation current. `source` names what the index is made of. Keeps the previous generation.
 */
export async function publishGeneration(indexFolder: string, source: string, generation: Generation): Promise<void> {
  const { vectors } = generation;
  const contents: Record<string, Uint8Array> = { [NOTES]: await writeNotes(generation.notes) };
  if (vectors !== undefined) {
    const { data } = vectors.table;
    contents['vectors.f32'] = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  }
  const manifest: z.infer<typeof Manifest> = {
    format: FORMAT,
    id: generation.id,
    source,
    model: vectors?.model ?? null,
    dimensions: vectors?.table.dimensions ?? 0,
    rows: vectors?.table.rows ?? 0,
    files: Object.fromEntries(
      await Promise.all(
        Object.entries(contents).map(async ([name, data]) => [
          name,
          { bytes: data.byteLength, sha256: await sha256(data) },
        ]),
      ),
    ),
  };

  const target = generationFolder(indexFolder, generation.id);
  const unfinished = `${target}.tmp`;
  try {
    await mkdir(unfinished, { recursive: true });
    for (const [name, data] of Object.entries(contents)) await writeDurably(join(unfinished, name), data);
    await writeDurably(join(unfinished, 'manifest.json'), JSON.stringify(manifest));
    await syncFolder(unfinished);
    await rename(unfinished, target);
  } catch (error) {
    // On a full disk each attempt would take what little room is left.
    await rm(unfinished, { recursive: true, force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(join(indexFolder, 'generations'));

  const previous = await currentId(indexFolder);
  await replaceFile(join(indexFolder, 'CURRENT'), generation.id);
  for (const name of await readdir(join(indexFolder, 'generations'))) {
    if (name === generation.id || name === previous) continue;
    await rm(join(indexFolder, 'generations', name), { recursive: true, force: true });
  }
}

/** The current generation's id; undefined when the index has none yet. */
async function currentId(indexFolder: string): Promise<string | undefined> {
  const id = await readFile(join(indexFolder, 'CURRENT'), 'utf8').catch(() => undefined);
  return id?.trim() || undefined;
}

/**
 * The current generation, every byte checked against the manifest; undefined when there is none, or when it is `known`.
 * Throws DamagedGenerationError when it is damaged, truncated, half written or another index's.
 */
export async function readCurrentGeneration(
  indexFolder: string,
  source: string,
  known?: string,
): Promise<Generation | undefined> {
  const id = await currentId(indexFolder);
  if (id === undefined || id === known) return undefined;
  try {
    return await readGeneration(indexFolder, id, source);
  } catch (error) {
    // A writer may have replaced it, twice, while it was read: then it is not damaged but gone.
    if ((await currentId(indexFolder)) === id) throw error;
    return readCurrentGeneration(indexFolder, source, known);
  }
}

async function readGeneration(indexFolder: string, id: string, source: string): Promise<Generation> {
  if (!/^[\w-]+$/.test(id)) throw new DamagedGenerationError('CURRENT does not name a generation');
  const folder = generationFolder(indexFolder, id);
  const manifest = await readManifest(folder);
  if (manifest.id !== id || manifest.source !== source) {
    throw new DamagedGenerationError(`generation ${id} belongs to another index (${manifest.source})`);
  }

  const read = async (name: string): Promise<Buffer> => {
    const expected = manifest.files[name];
    if (expected === undefined) throw new DamagedGenerationError(`the manifest of ${id} does not list ${name}`);
    const bytes = await readFile(join(folder, name)).catch((cause) => {
      throw new DamagedGenerationError(`${name} of ${id} cannot be read`, { cause });
    });
    if (bytes.byteLength !== expected.bytes || (await sha256(bytes)) !== expected.sha256) {
      throw new DamagedGenerationError(`${name} of ${id} is not what was written (${bytes.byteLength} bytes)`);
    }
    return bytes;
  };

  const notes = await readNotes(await read(NOTES));
  if (manifest.model === null) return prepareGeneration(id, notes, undefined);
  const data = floats(await read('vectors.f32'));
  const { dimensions, rows, model } = manifest;
  if (data.length !== dimensions * rows) throw new DamagedGenerationError(`vectors of ${id} have another shape`);
  return prepareGeneration(id, notes, { model, table: { dimensions, rows, data } });
}

async function readManifest(folder: string): Promise<z.infer<typeof Manifest>> {
  try {
    return Manifest.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')));
  } catch (cause) {
    throw new DamagedGenerationError(`the manifest in ${folder} is missing or unreadable`, { cause });
  }
}
