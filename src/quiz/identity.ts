import { createHash } from 'node:crypto';
import type { QuizType } from '../domain.ts';
import { normalize } from '../text/korean.ts';
import { nameKey } from './names.ts';

const hash = (parts: readonly string[], length: number): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, length);

/**
 * An item's id, 16 hex digits: out of what is asked and how, not of where it stands nor of the whole line, so that edits
 * elsewhere, renamed files and a corrected value leave it alone.
 */
export function itemId(type: QuizType, subject: readonly string[], key: string): string {
  return hash([type, ...subject.map(nameKey), nameKey(key)], 16);
}

/** What the source says now, 12 hex digits: another one when the fact has changed, not when blanks or marks have. */
export function revisionOf(source: string): string {
  return hash([normalize(source).replace(/[^\p{L}\p{N}.%]/gu, '')], 12);
}

/** A number below `count`, the same for the same id: what is asked of a fact, whatever else the notes hold. */
export function lot(id: string, count: number): number {
  return Number.parseInt(hash(['lot', id], 8), 16) % count;
}
