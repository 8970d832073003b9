import type { SectionText } from '../answer/section.ts';
import type { CitedPassage } from '../store/exchanges.ts';
import { source } from './citation.ts';
import { showMarkdown } from './markdown.ts';
import { paginate } from './pages.ts';
import { buttonFor, type Reply, reply, row } from './payload.ts';
import { texts } from './texts.ts';

/** Characters of a section on one page: about a screen of a phone. */
const PAGE = 1500;
const COLOR = 0x3ba55d;

export interface SectionOptions {
  /** The `custom_id` of the button that turns to a page. */
  readonly turn: (page: number) => string;
  /** From 0; the last page where there are fewer. */
  readonly page: number;
  readonly notesBaseUrl: string | undefined;
}

/** One page of a section; of the stored passage, and that it is all there is, where the section is gone. */
export function renderSection(
  section: SectionText | undefined,
  cited: CitedPassage,
  { turn, page, notesBaseUrl }: SectionOptions,
): Reply {
  // Its first line is the heading, which the source names.
  const body = section ? section.text.replace(/^\s{0,3}#{1,6}\s[^\n]*\n?/, '') : cited.text;
  const pages = paginate(showMarkdown(body), PAGE);
  const at = Math.max(0, Math.min(page, pages.length - 1));
  const embed = {
    color: COLOR,
    author: source(section ?? cited, notesBaseUrl),
    description: pages[at] ?? texts.section.empty,
    ...(pages.length > 1 && { footer: { text: texts.section.page(at + 1, pages.length) } }),
  };
  const buttons = row(
    buttonFor(turn(Math.max(0, at - 1)), texts.button.previousPage, { emoji: '◀️', disabled: at === 0 }),
    buttonFor(turn(Math.min(pages.length - 1, at + 1)), texts.button.nextPage, {
      emoji: '▶️',
      disabled: at >= pages.length - 1,
    }),
  );
  return reply(section ? '' : texts.section.gone, {
    embeds: [embed],
    components: pages.length > 1 ? [buttons] : [],
  });
}
