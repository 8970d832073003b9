// What changes a server's notes, and what is said about it.
import type { Scope } from '../../domain.ts';
import { UserError } from '../../errors.ts';
import { decodeText } from '../../notes/decode.ts';
import { type Changed, MOST_BYTES } from '../../notes/own-notes.ts';
import { fetchAttachment } from '../attachment.ts';
import type { Bot } from '../bot.ts';
import { describeError } from '../discord-errors.ts';
import { faultText } from '../fault-text.ts';
import { texts } from '../texts.ts';
import { fileText } from './views.ts';

const { said, refusal } = texts.notes;

/** A file as Discord tells of it. */
export interface SentFile {
  readonly name: string;
  readonly size: number;
  readonly url: string;
}

/** Reads a file that somebody sent along. Throws UserError for what is no note. */
export async function textOf(bot: Pick<Bot, 'apiUrl'>, { name, size, url }: SentFile): Promise<string> {
  if (!/\.(?:md|txt)$/i.test(name)) throw new UserError(refusal.wrongKind);
  if (size > MOST_BYTES.note) throw new UserError(refusal.tooLarge);
  const bytes = await fetchAttachment({ url, most: MOST_BYTES.note, apiUrl: bot.apiUrl });
  const text = decodeText(bytes);
  if (text === undefined) throw new UserError(refusal.binary);
  return text;
}

/** Saves a note. Throws UserError for one that says nothing, or is too large. */
export async function saveNote(bot: Bot, scope: Scope, user: string, name: string, text: string): Promise<Changed> {
  if (!/[\p{L}\p{N}]/u.test(text)) throw new UserError(refusal.empty);
  return bot.notes.save(scope, user, name, text);
}

/** What is said of a change before it is searched. */
export const readingText = ({ kind, file }: Changed): string => said.reading(said.saved[kind], fileText(file));

/** Brings the server's index up to date with a change; what to say of it, whether that worked or not. */
export async function index(bot: Bot, scope: Scope, { file, kind, text }: Changed): Promise<string> {
  const what = said.saved[kind];
  const name = fileText(file);
  try {
    const outcome = await bot.seogi.update({}, scope);
    if (outcome.kind === 'busy') return said.later(what, name);
    const broken = outcome.report.broken.find((note) => note.file === file.normalize('NFC'));
    if (broken !== undefined) return said.broken(name, broken.reason);
    return text === undefined ? said.gone(what, name) : said.searchable(what, name);
  } catch (error) {
    bot.log.error(texts.log.fault('notes', describeError(error)));
    return said.notIndexed(what, name, faultText(error));
  }
}
