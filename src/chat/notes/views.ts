// What `/notes` shows: the server's notes, one of them, its history, how the index stands.
import type { APIEmbed } from 'discord.js';
import type { Scope } from '../../domain.ts';
import type { OwnNote } from '../../notes/own-notes.ts';
import type { IndexState } from '../../search/libraries.ts';
import type { Source } from '../../search/retrieve.ts';
import { sizeOf } from '../../search/update-index.ts';
import type { Gap } from '../../store/exchanges.ts';
import type { NoteChange } from '../../store/note-changes.ts';
import { faultText } from '../fault-text.ts';
import { inert } from '../inert.ts';
import { type ShownLine, showMarkdown } from '../markdown.ts';
import { paginate } from '../pages.ts';
import { buttonFor, clip, LIMITS, type Reply, reply, row } from '../payload.ts';
import { texts } from '../texts.ts';
import { noteKey, writeNotesId } from './notes-id.ts';

const { listed, state: words, past } = texts.notes;
const COLOR = 0x8a6fdf;
/** Characters of a page: about a screen of a phone. */
const PAGE = 1500;
/** Of a longer note no more is shown. */
const LONGEST_SHOWN = 100_000;

/** `12 KB`. */
const sizeText = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/** A file's name within a message. */
export const fileText = (file: string): string => inert(clip(file, 120));

const asLine = (text: string): ShownLine => ({ text });

function pages(title: string, lines: readonly ShownLine[], page: number, turn: (page: number) => string): Reply {
  const all = paginate(lines, PAGE);
  const at = Math.max(0, Math.min(page, all.length - 1));
  const embed: APIEmbed = {
    color: COLOR,
    title: clip(title, LIMITS.author),
    description: all[at] ?? texts.section.empty,
    ...(all.length > 1 && { footer: { text: texts.section.page(at + 1, all.length) } }),
  };
  const buttons = row(
    buttonFor(turn(Math.max(0, at - 1)), texts.button.previousPage, { emoji: '◀️', disabled: at === 0 }),
    buttonFor(turn(at + 1), texts.button.nextPage, { emoji: '▶️', disabled: at >= all.length - 1 }),
  );
  return reply('', { embeds: [embed], components: all.length > 1 ? [buttons] : [] });
}

/** One page of the list of a server's notes, the broken ones first. */
export function renderList(scope: Scope, notes: readonly OwnNote[], { report }: IndexState, page: number): Reply {
  if (notes.length === 0) return reply(listed.none);
  const broken = (report?.broken ?? []).map(({ file, reason }) => listed.broken(fileText(file), inert(reason)));
  const lines = notes.map(({ file, bytes }) => listed.line(fileText(file), sizeText(bytes)));
  const title = listed.title(notes.length, sizeText(notes.reduce((sum, { bytes }) => sum + bytes, 0)));
  return pages(title, [...broken, ...lines].map(asLine), page, (to) =>
    writeNotesId({ scope, action: { kind: 'list', page: to } }),
  );
}

/** One page of a note. */
export function renderNote(scope: Scope, file: string, text: string, page: number): Reply {
  const lines = showMarkdown(text.slice(0, LONGEST_SHOWN));
  const cut = text.length > LONGEST_SHOWN ? [asLine(texts.answer.more)] : [];
  return pages(clip(file, LIMITS.author), [...lines, ...cut], page, (to) =>
    writeNotesId({ scope, action: { kind: 'show', note: noteKey(file), page: to } }),
  );
}

/** Who changed what and when, the latest first. */
export function renderHistory(changes: readonly Omit<NoteChange, 'before'>[]): Reply {
  if (changes.length === 0) return reply(past.none);
  const lines = changes.map(({ id, at, user, kind, file }) =>
    past.line(
      `<t:${Math.floor(at / 1000)}:f>`,
      user === '' ? past.nobody : `<@${user}>`,
      past.kinds[kind],
      fileText(file),
      id,
    ),
  );
  const [description = ''] = paginate(lines.map(asLine), LIMITS.description);
  return reply('', { embeds: [{ color: COLOR, title: past.title, description }] });
}

/** How the index of a server stands; `gaps` are left out for whom they are not. */
export function renderStatus(
  sources: readonly Source[],
  state: IndexState,
  shared: IndexState,
  gaps: readonly Gap[] | undefined,
): Reply {
  const part = (source: Source | undefined): string => {
    if (source === undefined) return words.none;
    const { generation, index } = source;
    const { files, passages, lines } = sizeOf(generation);
    // Of a model in a folder, where that is concerns nobody here.
    const model = generation.vectors?.model.split(/[/\\]/).at(-1) ?? '';
    return [
      words.counts(files, passages, lines),
      words.generation(generation.id),
      index === undefined ? words.keywords : words.model(clip(model.replaceAll('`', ''), 80)),
    ].join('\n');
  };
  const wrong = [state, shared].flatMap(({ fault, report }) => [
    ...(fault === undefined ? [] : [words.fault(faultText(fault))]),
    ...(report?.broken ?? []).slice(0, 5).map(({ file, reason }) => words.broken(fileText(file), inert(reason))),
  ]);
  const own = sources.find(({ scope }) => scope !== 'shared');
  const everybodys = sources.find(({ scope }) => scope === 'shared');
  const asked = gaps?.map(({ question, times }) => words.gap(inert(clip(question.replace(/\s+/g, ' '), 150)), times));
  const fields = [
    { name: words.own, value: part(own) },
    { name: words.shared, value: part(everybodys) },
    ...(asked ? [{ name: words.gaps, value: clip(asked.join('\n') || words.noGaps, 1024) }] : []),
  ];
  const description = paginate(wrong.map(asLine), 2000)[0];
  return reply('', { embeds: [{ color: COLOR, title: words.title, ...(description && { description }), fields }] });
}
