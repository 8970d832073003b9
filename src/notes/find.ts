import { stat } from 'node:fs/promises';
import { UserError } from '../errors.ts';
import { isBinary } from './decode.ts';
import { listNotes, readNote } from './read.ts';

/** Files read at a time: enough to keep a disk busy, few enough for any limit on open files. */
const TOGETHER = 10;
/** Bytes of one file at most: of a larger one, a log or a dump, not even the reading would end in time. */
const LARGEST = 16 * 1024 * 1024;
/** Faults of the whole run, not of one note: half a listing would look like deleted notes. */
const RUN_FAULTS = new Set(['EMFILE', 'ENFILE', 'EIO', 'ENOMEM']);

/** A note as it is on disk now, not parsed yet; or why it cannot be read, in Korean. */
export type FoundNote =
  | { readonly file: string; readonly hash: string; readonly text: string }
  | { readonly file: string; readonly reason: string };

/** Reads every note below a folder. Throws UserError when the folder itself, or the disk, cannot be read. */
export async function findNotes(folder: string): Promise<FoundNote[]> {
  const files = await listNotes(folder);
  const found: FoundNote[] = [];
  for (let start = 0; start < files.length; start += TOGETHER) {
    found.push(...(await Promise.all(files.slice(start, start + TOGETHER).map(readOne))));
  }
  return found;
}

async function readOne({ file, path }: { readonly file: string; readonly path: string }): Promise<FoundNote> {
  try {
    if ((await stat(path)).size > LARGEST) {
      return { file, reason: `파일이 너무 커요. ${LARGEST / 1024 / 1024} MB보다 작게 나누어 주세요.` };
    }
    const note = await readNote(path);
    if (isBinary(note.text)) return { file, reason: '글이 아닌 파일이에요. UTF-8이나 CP949(EUC-KR)로 저장해 주세요.' };
    return { file, ...note };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (RUN_FAULTS.has(code)) {
      throw new UserError(`노트를 읽는 중에 시스템이 막았어요(${code}). 잠시 뒤에 다시 해 주세요.`, { cause: error });
    }
    return { file, reason: '파일을 읽을 수 없어요. 권한과 파일 상태를 확인해 주세요.' };
  }
}
