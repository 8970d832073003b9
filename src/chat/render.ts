import type { APISelectMenuOption } from 'discord.js';
import { unquotedParents } from '../answer/quote.ts';
import type { Answer, Hit } from '../domain.ts';
import type { CitedPassage } from '../store/exchanges.ts';
import { lineRange, place, source } from './citation.ts';
import { clean, inertLine } from './inert.ts';
import { firstLine, type ShownLine, showMarkdown } from './markdown.ts';
import { paginate } from './pages.ts';
import { button, clip, type ExchangeKey, LIMITS, menu, type Reply, reply, row } from './payload.ts';
import { headerAbove } from './table.ts';
import { texts } from './texts.ts';

/** The colour at the side of an answer, and of what is none. */
const COLORS = { answer: 0x5b8def, none: 0x8a8f98 } as const;
/** A list parent above a quote is named by this much of it. */
const LONGEST_PARENT = 80;

export interface RenderOptions {
  readonly key: ExchangeKey;
  readonly notesBaseUrl: string | undefined;
  /** Whether the exchange can be gone on with in a thread: not where only one person sees it. */
  readonly canContinue: boolean;
  /** False where Discord would refuse embeds: then everything is content. */
  readonly embeds: boolean;
}

/** An answer as a message: its first line in plain words, the quote and its source, the other passages, the buttons. */
export function renderAnswer(answer: Answer, options: RenderOptions): Reply {
  const [best] = answer.hits;
  if (best === undefined) return reply(notFoundText(answer));
  return answer.answered ? found(answer, best, options) : notFound(answer, options);
}

function found(answer: Answer, best: Hit, { key, notesBaseUrl, canContinue, embeds }: RenderOptions): Reply {
  const header = headerFor(best);
  const lines = [...parentLines(best, answer.quote), ...showMarkdown(answer.quote, header)];
  const others = answer.hits.slice(1);
  const components = [
    ...(others.length > 0 ? [passageMenu(key, answer.hits, 1, texts.answer.others(others.length))] : []),
    row(
      button(key, { kind: 'section', passage: 0 }, texts.button.section, { emoji: '📖' }),
      button(key, { kind: 'good' }, undefined, { emoji: '👍' }),
      button(key, { kind: 'bad' }, undefined, { emoji: '👎' }),
      ...(canContinue ? [button(key, { kind: 'continue' }, texts.button.continue, { emoji: '💬' })] : []),
    ),
  ];
  const first = firstLine(leadLine(best, answer.quote), header);
  const notice = answer.by === 'keywords' ? texts.answer.byKeywords : undefined;
  if (!embeds) {
    const cited = inertLine(source(best.passage, undefined).name);
    const around = [...(notice ? [notice] : []), cited].join('\n');
    const quote = page(lines, LIMITS.content - around.length - 2);
    return reply(`${quote}\n${around}`, { components });
  }
  const embed = {
    color: COLORS.answer,
    author: source({ ...best.passage, scope: best.scope }, notesBaseUrl),
    description: page(lines, LIMITS.description),
    ...(notice && { footer: { text: notice } }),
  };
  return reply(clip(first || texts.answer.more, LIMITS.content), { embeds: [embed], components });
}

const notFoundText = ({ by, suggestions }: Answer) =>
  [
    texts.answer.notFound,
    ...(suggestions.length > 0 ? [inertLine(texts.answer.didYouMean(suggestions))] : []),
    ...(by === 'keywords' ? [texts.answer.byKeywords] : []),
  ].join('\n');

function notFound(answer: Answer, { key, embeds }: RenderOptions): Reply {
  const places = [...new Set(answer.hits.map(({ passage }) => place(passage, 300)))];
  const list = places.map((text) => `- ${inertLine(text)}`).join('\n');
  const components = [
    passageMenu(key, answer.hits, 0, texts.answer.nearestOnes(answer.hits.length)),
    row(
      button(key, { kind: 'good' }, undefined, { emoji: '👍' }),
      button(key, { kind: 'bad' }, undefined, { emoji: '👎' }),
    ),
  ];
  const content = notFoundText(answer);
  if (!embeds)
    return reply(page([content, texts.answer.nearest, list].flatMap(asLines), LIMITS.content), { components });
  const embed = { color: COLORS.none, title: texts.answer.nearest, description: list };
  return reply(content, { embeds: [embed], components });
}

/** A passage chosen from the menu: its lines, its source, the way to its section. */
export function renderPassage(
  passage: CitedPassage,
  number: number,
  key: ExchangeKey,
  notesBaseUrl: string | undefined,
): Reply {
  const lines = [...smallPrint(listParents(passage)), ...showMarkdown(passage.text, contextHeader(passage))];
  const embed = {
    color: COLORS.answer,
    author: source(passage, notesBaseUrl),
    description: page(lines, LIMITS.description) || texts.section.empty,
  };
  const open = button(key, { kind: 'section', passage: number }, texts.button.section, { emoji: '📖' });
  return reply('', { embeds: [embed], components: [row(open)] });
}

const asLines = (text: string): ShownLine[] => text.split('\n').map((line) => ({ text: line }));

/** As much as fits, cut at a line's end. */
function page(lines: readonly ShownLine[], limit: number): string {
  const [first = '', ...others] = paginate(lines, limit - texts.answer.more.length - 1);
  return others.length === 0 ? first : `${first}\n${texts.answer.more}`;
}

/** The line that answers, where the quote holds it: what stands above it there only leads up to it. */
function leadLine({ passage, bestLine }: Hit, quote: string): string {
  const line = bestLine && passage.text.split('\n')[bestLine.startLine - passage.startLine];
  return line !== undefined && quote.includes(line.trim()) ? line : quote;
}

/** The list items that the quote hangs under and does not hold itself. */
function parentLines(best: Hit, quote: string): ShownLine[] {
  const { passage, bestLine } = best;
  return smallPrint(bestLine ? unquotedParents(best, quote) : listParents(passage));
}

function smallPrint(parents: readonly string[]): ShownLine[] {
  const names = parents.map((parent) => inertLine(clip(parent, LONGEST_PARENT))).filter((name) => name !== '');
  return names.length === 0 ? [] : [{ text: `-# ${names.join(' › ')}` }];
}

/** The columns of the table that the quote is a row of. */
function headerFor({ passage, bestLine }: Hit): readonly string[] {
  const above = bestLine && headerAbove(passage.text.split('\n'), bestLine.startLine - passage.startLine);
  return above ?? contextHeader(passage);
}

/** A table's header as the parser writes it into a passage's context. */
function contextHeader({ context }: Pick<CitedPassage, 'context'>): readonly string[] {
  const last = context.at(-1) ?? '';
  return last.includes(' | ') ? last.split(' | ') : [];
}

function listParents(passage: Pick<CitedPassage, 'context'>): readonly string[] {
  return contextHeader(passage).length > 0 ? passage.context.slice(0, -1) : passage.context;
}

function passageMenu(key: ExchangeKey, hits: readonly Hit[], from: number, placeholder: string) {
  const options = hits.slice(from).map(({ passage }, i): APISelectMenuOption => {
    const range = lineRange(passage);
    return {
      // A heading can be made of nothing that shows.
      label: clip(clean(passage.headings.at(-1) ?? '').trim() || passage.file, LIMITS.option),
      value: String(from + i),
      description: `${clip(passage.file, LIMITS.option - range.length - 3)} · ${range}`,
    };
  });
  return menu(key, { kind: 'passages' }, placeholder, options);
}
