import { createHash } from 'node:crypto';
import { appendFile, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { openBreath } from '../breathe.ts';

const KEY_BYTES = 22;
const CHECK_BYTES = 4;

/** Vectors computed for a generation that is not finished yet, kept so that a killed build is not paid for twice. */
export interface EmbeddingLog {
  readonly vectors: ReadonlyMap<string, Float32Array>;
  append(entries: readonly { readonly key: string; readonly vector: Float32Array }[]): Promise<void>;
  remove(): Promise<void>;
}

const check = (record: Uint8Array) => createHash('sha256').update(record).digest().subarray(0, CHECK_BYTES);

/**
 * Opens the log at `path`, or starts it anew when it is another model's. Each record is key, float32 numbers and a
 * checksum; what follows the first record that fails its checksum (the process was killed while writing) is cut off.
 */
export async function openEmbeddingLog(path: string, model: string, dimensions: number): Promise<EmbeddingLog> {
  const header = Buffer.from(`${JSON.stringify({ model, dimensions })}\n`);
  const body = KEY_BYTES + dimensions * 4;
  const vectors = new Map<string, Float32Array>();
  const bytes = await readFile(path).catch(() => Buffer.alloc(0));
  if (bytes.subarray(0, header.length).equals(header)) {
    const breathe = openBreath();
    let end = header.length;
    for (; end + body + CHECK_BYTES <= bytes.length; end += body + CHECK_BYTES) {
      const record = bytes.subarray(end, end + body);
      if (!check(record).equals(bytes.subarray(end + body, end + body + CHECK_BYTES))) break;
      const numbers = new Uint8Array(record.subarray(KEY_BYTES));
      vectors.set(record.toString('latin1', 0, KEY_BYTES), new Float32Array(numbers.buffer));
      await breathe();
    }
    if (end < bytes.length) await truncate(path, end);
  } else {
    await writeFile(path, header);
  }
  return {
    vectors,
    async append(entries) {
      const records = entries.flatMap(({ key, vector }) => {
        const record = Buffer.concat([
          Buffer.from(key, 'latin1'),
          new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength),
        ]);
        return [record, check(record)];
      });
      await appendFile(path, Buffer.concat(records));
      for (const { key, vector } of entries) vectors.set(key, vector);
    },
    remove: () => rm(path, { force: true }),
  };
}
