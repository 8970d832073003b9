import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ModelVectors } from '../search/generation.ts';
import { emptyTable } from '../search/vector-table.ts';
import { type PackEntry, packTexts } from './pack.ts';

const Header = z.object({ model: z.string(), texts: z.string(), rows: z.number().int(), dimensions: z.number().int() });

const digest = (entries: readonly PackEntry[]) =>
  createHash('sha256')
    .update(JSON.stringify(packTexts(entries)))
    .digest('base64url');

/** `vectors.bin`: the length of a JSON header, the header, one scale a row, the rows, rounded to bytes. */
export function encodeVectors(entries: readonly PackEntry[], model: string, vectors: readonly Float32Array[]): Buffer {
  const dimensions = vectors[0]?.length ?? 0;
  const scales = vectors.map((vector) => vector.reduce((most, x) => Math.max(most, Math.abs(x)), 1e-9) / 127);
  const rows = vectors.map((vector, i) => Int8Array.from(vector, (x) => Math.round(x / (scales[i] ?? 1))));
  const header = Buffer.from(JSON.stringify({ model, texts: digest(entries), rows: rows.length, dimensions }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  return Buffer.concat([
    length,
    header,
    Buffer.from(Float32Array.from(scales).buffer),
    ...rows.map((row) => Buffer.from(row.buffer)),
  ]);
}

/** Reads what `encodeVectors` wrote; undefined where it is damaged or of other texts than the entries'. */
export function decodeVectors(entries: readonly PackEntry[], bytes: Buffer): ModelVectors | undefined {
  try {
    const start = 4 + bytes.readUInt32LE(0);
    const header = Header.parse(JSON.parse(bytes.subarray(4, start).toString('utf8')));
    const { rows, dimensions, model } = header;
    if (header.texts !== digest(entries) || bytes.length !== start + rows * (4 + dimensions)) return undefined;
    // Copied: the floats need not be aligned within the file.
    const scales = new Float32Array(Uint8Array.from(bytes.subarray(start, start + 4 * rows)).buffer);
    // Copied as a whole, bytes above 127 become negative.
    const data = new Int8Array(bytes.subarray(start + 4 * rows));
    const table = emptyTable(rows, dimensions);
    for (let i = 0; i < data.length; i++) {
      table.data[i] = (data[i] as number) * (scales[Math.floor(i / dimensions)] as number);
    }
    return { model, table };
  } catch {
    return undefined;
  }
}
