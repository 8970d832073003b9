import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../errors.ts';
import { type Pack, PackEntry } from './pack.ts';
import { decodeVectors } from './pack-vectors.ts';

/** The file beside a pack's entries that holds their vectors. */
export const VECTORS_FILE = 'vectors.bin';

/** Reads every pack below a folder; none where the folder is missing. Throws UserError naming the line that is wrong. */
export async function readPacks(folder: string): Promise<Pack[]> {
  const found = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = found.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(names.sort().map((name) => readPack(join(folder, name), name)));
}

/** Reads one pack: all its `.jsonl` files, an entry a line, and its vectors where they are of these entries. */
export async function readPack(folder: string, id: string): Promise<Pack> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.jsonl')).sort();
  const entries: PackEntry[] = [];
  for (const file of files) {
    const lines = (await readFile(join(folder, file), 'utf8')).split('\n');
    for (const [i, line] of lines.entries())
      if (line.trim() !== '') entries.push(parse(line, `${id}/${file}:${i + 1}`));
  }
  checkIds(id, entries);
  const bytes = await readFile(join(folder, VECTORS_FILE)).catch(() => undefined);
  return { id, entries, vectors: bytes && decodeVectors(entries, bytes) };
}

function parse(line: string, place: string): PackEntry {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new UserError(`팩을 읽을 수 없어요. ${place}: JSON이 아니에요`, { cause });
  }
  const parsed = PackEntry.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new UserError(`팩을 읽을 수 없어요. ${place}: ${problems.join(' / ')}`);
}

function checkIds(pack: string, entries: readonly PackEntry[]): void {
  const ids = new Set<string>();
  for (const { id } of entries) {
    if (ids.has(id)) throw new UserError(`팩 ${pack}에 같은 id가 두 번 있어요: ${id}`);
    ids.add(id);
  }
  for (const { id, confusable } of entries) {
    const unknown = confusable.find((other) => !ids.has(other) || other === id);
    if (unknown !== undefined) throw new UserError(`팩 ${pack}의 ${id}: confusable에 없는 id가 있어요: ${unknown}`);
  }
}
