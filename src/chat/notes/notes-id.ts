import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Scope } from '../../domain.ts';

/** What a button or modal of `/notes` asks for; `note` is a note's key, pages count from 0. */
type NotesAction =
  | { readonly kind: 'show'; readonly note: string; readonly page: number }
  | { readonly kind: 'list'; readonly page: number }
  | { readonly kind: 'remove'; readonly note: string }
  /** `keep` leaves a note as it is; `write` is the modal that a note is written in. */
  | { readonly kind: 'keep' | 'write' };

/** What a `custom_id` says: whose notes it is about and what is to be done. */
export interface NotesId {
  readonly scope: Scope;
  readonly action: NotesAction;
}

const VERSION = 'n1';
const Page = z
  .string()
  .regex(/^(?:0|[1-9]\d{0,4})$/)
  .transform(Number);
const Note = z.string().regex(/^[0-9a-f]{16}$/);
const Parts = z.tuple([z.literal(VERSION), z.string().regex(/^\d{17,20}$/)]);
const Actions = z.union([
  z.tuple([z.literal('show'), Note, Page]).transform(([kind, note, page]) => ({ kind, note, page })),
  z.tuple([z.literal('list'), Page]).transform(([kind, page]) => ({ kind, page })),
  z.tuple([z.literal('remove'), Note]).transform(([kind, note]) => ({ kind, note })),
  z.tuple([z.enum(['keep', 'write'])]).transform(([kind]) => ({ kind })),
]);

/** A file's name is too long for an id: this stands for it. */
export const noteKey = (file: string): string =>
  createHash('sha256').update(file.normalize('NFC')).digest('hex').slice(0, 16);

/** Whether this is the id of something of `/notes`, readable or not. */
export const isNotesId = (text: string): boolean => /^n\d+:/.test(text);

/** Writes a `custom_id`: at most 100 characters. */
export function writeNotesId({ scope, action }: NotesId): string {
  const detail = [...('note' in action ? [action.note] : []), ...('page' in action ? [action.page] : [])];
  return [VERSION, scope, action.kind, ...detail].join(':');
}

/** Reads a `custom_id`; undefined for one that is not of `/notes`, of another version, or damaged. */
export function readNotesId(text: string): NotesId | undefined {
  const [version, scope, ...rest] = text.split(':');
  const parts = Parts.safeParse([version, scope]);
  const action = Actions.safeParse(rest);
  return parts.success && action.success ? { scope: parts.data[1], action: action.data } : undefined;
}
