import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
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

/** Makes a file and its folder where they are missing. What opens it next, a library's code, would not say why it cannot. */
export function makeFile(path: string): void {
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true });
  closeSync(openSync(path, 'a'));
}

/** The disk does not take what is to be written; what was there before still is. */
export class WriteFaultError extends UserError {
  override readonly name = 'WriteFaultError';
  /** What is wrong with the disk, without where it is: for those who are not at the machine. */
  readonly reason: string;

  constructor(folder: string, reason: string, options: ErrorOptions) {
    super(`데이터 폴더에 쓸 수 없어요: ${folder} (${reason}). 디스크와 폴더의 권한을 확인해 주세요.`, options);
    this.reason = reason;
  }
}

/** What the system's error codes, and what they begin with, mean to the person whose disk it is. */
const WRITE_FAULTS: readonly (readonly [RegExp, string])[] = [
  [/^(?:ENOSPC|SQLITE_FULL|SQLITE_IOERR_SHMSIZE)$/, '디스크가 가득 찼어요'],
  [/^EDQUOT$/, '디스크 할당량을 다 썼어요'],
  [/^EFBIG$/, '파일이 더 커질 수 없어요'],
  [/^(?:EACCES|EPERM|SQLITE_CANTOPEN|SQLITE_READONLY_DIRECTORY)/, '쓸 권한이 없어요'],
  [/^(?:EROFS|SQLITE_READONLY)/, '읽기 전용이에요'],
  [/^(?:EEXIST|ENOTDIR)$/, '폴더가 아니라 파일이에요'],
  [/^SQLITE_(?:BUSY|LOCKED)/, '다른 프로그램이 쓰고 있어요'],
  [/^(?:EIO|SQLITE_IOERR)/, '디스크가 읽기나 쓰기를 마치지 못했어요'],
];

/** A fault while writing below a folder, as a WriteFaultError where it is the disk's and not ours; as it is otherwise. */
export function writeFault(folder: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // Node says so of a folder that is to be made where nothing can be.
  const known = code === 'ENOENT' && error instanceof Error && 'syscall' in error && error.syscall === 'mkdir';
  const reason = known ? '읽기 전용이에요' : WRITE_FAULTS.find(([codes]) => codes.test(code))?.[1];
  return reason === undefined ? error : new WriteFaultError(folder, reason, { cause: error });
}
