import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelSource } from './model-messages.ts';
import type { ModelSettings } from './model-settings.ts';

/** A file of a downloaded model that no longer holds what was downloaded. */
export interface DamagedFile {
  readonly damaged: string;
}

/**
 * 16 hex digits that change whenever the model's vectors would: over its files and the way they are used. Hashing
 * takes about a millisecond per megabyte, so it is done at every start.
 */
export async function fingerprintModel(
  source: ModelSource,
  settings: ModelSettings,
  onnxFile: string,
): Promise<string | DamagedFile> {
  const files = ['config.json', 'tokenizer.json', 'tokenizer_config.json', onnxFile];
  const whole = createHash('sha256').update(JSON.stringify(settings));
  for (const file of [...files, `${onnxFile}_data`]) {
    const sha256 = await hashFile(join(source.folder, file));
    if (source.checksums !== undefined && source.checksums[file] !== sha256) return { damaged: file };
    if (sha256 !== undefined) whole.update(`\n${file} ${sha256}`);
  }
  return whole.digest('hex').slice(0, 16);
}

/** SHA-256 (hex) of a file; undefined when there is none. */
async function hashFile(path: string): Promise<string | undefined> {
  if (!(await stat(path).catch(() => undefined))?.isFile()) return undefined;
  const hash = createHash('sha256');
  // Larger reads than the default 64 KiB: half the time.
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk);
  return hash.digest('hex');
}
