import { listNotes, readNote } from './read.ts';

/** A note as it is on disk now, not parsed yet; or why it cannot be read, in Korean. */
export type FoundNote =
  | { readonly file: string; readonly hash: string; readonly text: string }
  | { readonly file: string; readonly reason: string };

/** Reads every note below a folder. Throws UserError when the folder itself cannot be read. */
export async function findNotes(folder: string): Promise<FoundNote[]> {
  const files = await listNotes(folder);
  return Promise.all(
    files.map(async ({ file, path }) => {
      try {
        return { file, ...(await readNote(path)) };
      } catch {
        return { file, reason: '파일을 읽을 수 없어요. 권한과 파일 상태를 확인해 주세요.' };
      }
    }),
  );
}
