import { expect, it } from 'vitest';
import { isNotesId, noteKey, readNotesId, writeNotesId } from '../../src/chat/notes/notes-id.ts';

const scope = '1573742572377997313';

it.each([
  { kind: 'show', note: noteKey('큐.md'), page: 12 },
  { kind: 'list', page: 0 },
  { kind: 'remove', note: noteKey('큐.md') },
  { kind: 'keep' },
  { kind: 'write' },
] as const)('an id for $kind says what it was written for, within Discord’s limit', (action) => {
  const id = writeNotesId({ scope, action });
  expect(readNotesId(id)).toEqual({ scope, action });
  expect(isNotesId(id)).toBe(true);
  expect(id.length).toBeLessThanOrEqual(100);
});

it('stands for a note however its name is spelled', () => {
  expect(noteKey('큐.md'.normalize('NFD'))).toBe(noteKey('큐.md'));
});

it.each([
  'n0:1573742572377997313:keep',
  'n1:shared:keep',
  'n1:1573742572377997313:keep:1',
  'n1:1573742572377997313:list',
  'n1:1573742572377997313:list:-1',
  'n1:1573742572377997313:remove:../../a',
  'n1:1573742572377997313:delete:0123456789abcdef',
  's1:shared:exchange-1:good',
])('%s is none', (id) => {
  expect(readNotesId(id)).toBeUndefined();
});
