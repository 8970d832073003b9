import { lstat, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Scope } from '../domain.ts';
import { UserError } from '../errors.ts';
import { replaceFile, writeFault } from '../files.ts';
import type { NoteChange, NoteChangeKind, NoteChanges } from '../store/note-changes.ts';
import { decodeAnyway } from './decode.ts';
import { safeFileName } from './file-name.ts';
import { serverNotes } from './server-folder.ts';

/** Bytes of one note, and of all of a server's, at most. */
export const MOST_BYTES = { note: 1024 * 1024, server: 50 * 1024 * 1024 } as const;

/** A note of a server's own. */
export interface OwnNote {
  readonly file: string;
  readonly bytes: number;
}

/** What a change did. */
export interface Changed {
  readonly file: string;
  readonly kind: NoteChangeKind;
  /** The note's text now; undefined where it is gone. */
  readonly text: string | undefined;
}

/** Servers' own notes on disk. Every change is kept with who made it and can be taken back. */
export interface OwnNotes {
  /** By name. */
  list(scope: Scope): Promise<OwnNote[]>;
  read(scope: Scope, file: string): Promise<string | undefined>;
  /** Adds a note, or replaces the one of that name. Throws UserError where it is too large or there is no room. */
  save(scope: Scope, user: string, name: string, text: string): Promise<Changed>;
  /** Undefined where there is no such note. */
  remove(scope: Scope, user: string, file: string): Promise<Changed | undefined>;
  /** Makes a note what it was before a change; undefined where that change is not remembered. */
  undo(scope: Scope, user: string, change: string): Promise<Changed | undefined>;
}

export interface OwnNotesParts {
  readonly dataDir: string;
  readonly changes: NoteChanges;
  /** ms since 1970. */
  readonly now: () => number;
  readonly newId: () => string;
}

/** Opens the servers' notes below the data folder. Changes are made one after the other. */
export function openOwnNotes({ dataDir, changes, now, newId }: OwnNotesParts): OwnNotes {
  let last: Promise<unknown> = Promise.resolve();
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };

  const list = async (scope: Scope): Promise<OwnNote[]> => {
    const folder = serverNotes(dataDir, scope);
    const names = await readdir(folder).catch(() => []);
    const notes = await Promise.all(
      names.map(async (name) => {
        const stats = await lstat(join(folder, name)).catch(() => undefined);
        // Only what is named as notes are: no links, no folders, nothing half written.
        return stats?.isFile() && safeFileName(name) === name.normalize('NFC')
          ? [{ file: name, bytes: stats.size }]
          : [];
      }),
    );
    return notes.flat().sort((a, b) => (a.file < b.file ? -1 : 1));
  };

  /** The note as it is spelled on disk. */
  const find = async (scope: Scope, file: string) =>
    (await list(scope)).find((note) => note.file.normalize('NFC') === file.normalize('NFC'))?.file;

  const read = async (scope: Scope, file: string): Promise<string | undefined> => {
    const name = await find(scope, file);
    return name === undefined ? undefined : decodeAnyway(await readFile(join(serverNotes(dataDir, scope), name)));
  };

  /** History first: a change that nobody could take back must never happen, one that did not happen does no harm. */
  const change = async (
    { scope, file, user, kind }: Pick<NoteChange, 'scope' | 'file' | 'user' | 'kind'>,
    text: string | undefined,
  ): Promise<Changed> => {
    const before = await read(scope, file);
    const path = join(serverNotes(dataDir, scope), (await find(scope, file)) ?? file);
    try {
      if (text !== undefined) await checkRoom(scope, file, text);
      await changes.recordNoteChange({ scope, id: newId(), file, user, kind, before, at: now() });
      if (text === undefined) await rm(path, { force: true });
      else {
        await mkdir(serverNotes(dataDir, scope), { recursive: true });
        await replaceFile(path, text);
      }
    } catch (error) {
      throw writeFault(dataDir, error);
    }
    return { file, kind, text };
  };

  const checkRoom = async (scope: Scope, file: string, text: string): Promise<void> => {
    const bytes = Buffer.byteLength(text);
    if (bytes > MOST_BYTES.note) throw new UserError('노트 하나는 1 MB까지 올릴 수 있어요. 나누어 올려 주세요.');
    const others = (await list(scope)).filter((note) => note.file.normalize('NFC') !== file);
    if (others.reduce((sum, note) => sum + note.bytes, bytes) > MOST_BYTES.server) {
      throw new UserError('서버의 노트는 모두 50 MB까지예요. 쓰지 않는 노트를 지우고 다시 올려 주세요.');
    }
  };

  return {
    list,
    read,
    save: (scope, user, name, text) =>
      alone(async () => {
        const file = safeFileName(name);
        const kind = (await find(scope, file)) === undefined ? 'add' : 'replace';
        return change({ scope, file, user, kind }, text);
      }),
    remove: (scope, user, file) =>
      alone(async () => {
        if ((await find(scope, file)) === undefined) return undefined;
        return change({ scope, file: file.normalize('NFC'), user, kind: 'remove' }, undefined);
      }),
    undo: (scope, user, id) =>
      alone(async () => {
        const known = await changes.noteChange(scope, id);
        return known && change({ scope, file: known.file, user, kind: 'undo' }, known.before);
      }),
  };
}
