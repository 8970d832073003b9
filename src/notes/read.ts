import { createHash } from 'node:crypto';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../errors.ts';
import { decodeAnyway } from './decode.ts';

/** One note on disk. */
export interface NoteFile {
  /** Path relative to the notes folder, `/`-separated, NFC: the note's identity (macOS writes NFD names). */
  readonly file: string;
  /** Absolute path, spelled as it is on disk. */
  readonly path: string;
}

const NOTE = /\.(?:md|txt)$/i;
/** Folders whose text files nobody wrote as notes. Dot files include macOS' `._x.md` shadows. */
const isIgnored = (name: string) => name.startsWith('.') || name === 'node_modules';

function folderError(folder: string, cause: unknown): unknown {
  const code = (cause as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') {
    return new UserError(`노트 폴더가 없어요: ${folder} — 폴더를 만들거나 설정의 경로를 확인해 주세요.`, { cause });
  }
  if (code === 'ENOTDIR') {
    return new UserError(`노트 폴더가 아니라 파일이에요: ${folder} — 폴더의 경로를 적어 주세요.`, { cause });
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new UserError(`노트 폴더를 읽을 권한이 없어요: ${folder} — 폴더의 권한을 확인해 주세요.`, { cause });
  }
  return cause;
}

/** What a path leads to; undefined for a dangling link, a loop of links, or a file deleted meanwhile. */
async function kindOf(path: string): Promise<'file' | 'folder' | undefined> {
  try {
    const stats = await stat(path);
    return stats.isDirectory() ? 'folder' : stats.isFile() ? 'file' : undefined;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ELOOP') return undefined;
    throw folderError(path, error);
  }
}

/**
 * The notes (`.md`, `.txt`) below a folder at any depth, sorted by `file`. Links are followed, each real folder once.
 * Of two files whose names differ only in Unicode form the first is kept. Throws a UserError when the folder, or one
 * within it, is missing, unreadable or not a folder: half a listing would look like deleted notes.
 */
export async function listNotes(folder: string): Promise<NoteFile[]> {
  const found = new Map<string, NoteFile>();
  const seen = new Set<string>();

  const visit = async (path: string, prefix: string): Promise<void> => {
    let entries: string[];
    try {
      const real = await realpath(path);
      if (seen.has(real)) return;
      seen.add(real);
      entries = (await readdir(path)).sort();
    } catch (error) {
      // A folder inside that vanished between listing and reading is simply gone.
      if (prefix !== '' && (error as NodeJS.ErrnoException).code === 'ENOENT') return;
      throw folderError(path, error);
    }
    for (const name of entries) {
      if (isIgnored(name)) continue;
      const child = join(path, name);
      const kind = await kindOf(child);
      const file = `${prefix}${name.normalize('NFC')}`;
      if (kind === 'folder') await visit(child, `${file}/`);
      else if (kind === 'file' && NOTE.test(name) && !found.has(file)) found.set(file, { file, path: child });
    }
  };

  await visit(folder, '');
  return [...found.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
}

/**
 * A note's text (UTF-8, UTF-16 with a byte order mark, or CP949; without the mark, lines ended by LF, as many as on
 * disk) and the SHA-256 of its bytes in hex. Rejects with the file system's error when it cannot be read.
 */
export async function readNote(path: string): Promise<{ text: string; hash: string }> {
  const bytes = await readFile(path);
  return { text: decodeAnyway(bytes), hash: createHash('sha256').update(bytes).digest('hex') };
}
