import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UserError } from './errors.ts';

/** Writes a file and waits until the disk has it. The folder must exist. */
export async function writeDurably(path: string, data: string | Uint8Array): Promise<void> {
  const handle = await open(path, 'w');
  try {
    await handle.writeFile(data);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes renames and new names within a folder survive a power cut (a no-op where folders cannot be synced). */
export async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r').catch(() => undefined);
  try {
    await handle?.sync().catch(() => undefined);
  } finally {
    await handle?.close();
  }
}

/** Replaces a file as one step: a reader sees the old or the new content, never a part; so does a crash. */
export async function replaceFile(path: string, data: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await writeDurably(temporary, data);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** The disk does not take what is to be written; what was there before still is. */
export class WriteFaultError extends UserError {
  override readonly name = 'WriteFaultError';
}

/** What the system's error codes mean to the person whose disk it is. */
const WRITE_FAULTS: Readonly<Record<string, string>> = {
  ENOSPC: '디스크가 가득 찼어요',
  EDQUOT: '디스크 할당량을 다 썼어요',
  SQLITE_FULL: '디스크가 가득 찼어요',
  EACCES: '쓸 권한이 없어요',
  EPERM: '쓸 권한이 없어요',
  EROFS: '읽기 전용이에요',
  SQLITE_CANTOPEN: '쓸 권한이 없어요',
  SQLITE_READONLY: '읽기 전용이에요',
  EEXIST: '폴더가 아니라 파일이에요',
  ENOTDIR: '폴더가 아니라 파일이에요',
};

/** A fault while writing below a folder, as a WriteFaultError where it is the disk's and not ours; as it is otherwise. */
export function writeFault(folder: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = WRITE_FAULTS[code];
  if (reason === undefined) return error;
  return new WriteFaultError(`데이터 폴더에 쓸 수 없어요: ${folder} (${reason}). 고친 뒤 다시 시작해 주세요.`, {
    cause: error,
  });
}
