import type { List, ListItem, RootContent } from 'mdast';
import type { Block, Parent, TextBlock } from './blocks.ts';
import { fold, hasWords } from './clean.ts';
import { type Lead, leadInto } from './leads.ts';
import { leafBlocks, type Place, paragraphBlocks, type Source } from './leaves.ts';
import { parseMarkdown, span } from './markdown.ts';
import { BOLD_RANK, boldMark } from './marks.ts';
import { plainText, rowsOf, withoutTags } from './plain.ts';
import { brief } from './sentences.ts';

function withParents(place: Place, ...parents: readonly Parent[]): Place {
  return { ...place, parents: [...place.parents, ...parents.filter((parent) => hasWords(parent.text))] };
}

/**
 * Cuts a note (as `toParsable` leaves it) into its leaf blocks, in order of their lines; a line belongs to at most one.
 * Lines without a block are blank or bare markers.
 */
export function walkBlocks(text: string): Block[] {
  const source: Source = { text, lines: text.split('\n') };
  const blocks: Block[] = [];

  const visitItem = (item: ListItem, place: Place, numbered?: TextBlock['numbered']): Parent | undefined => {
    const [own, ...rest] = item.children;
    const inside: Place = { ...place, isTop: false };
    if (own?.type !== 'paragraph') {
      visitAll(item.children, inside);
      return undefined;
    }
    const rows = rowsOf(own);
    // A numbered bold heading that slid into the item's paragraph ends what the item itself says.
    const slid = rows.findIndex(
      (row, at) => at > 0 && (boldMark(source.lines[row.line - 1] ?? '', row.text)?.rank ?? BOLD_RANK) < BOLD_RANK,
    );
    const words = rows.slice(0, slid < 0 ? rows.length : slid).map((row) => row.text);
    const self: Parent = { line: span(item).startLine, text: brief(fold(words.join(' '))) };
    blocks.push(...paragraphBlocks(own, inside, source, { own: self, ...(numbered && { numbered }) }));
    visitAll(rest, withParents(inside, self));
    return self;
  };

  const visitList = (list: List, place: Place, headingLine: number | undefined): void => {
    // Items that CommonMark takes for siblings though they are indented further: to the eye they are children.
    const elders: { column: number; parent: Parent }[] = [];
    for (const [index, item] of list.children.entries()) {
      const { startLine, column } = span(item);
      while ((elders.at(-1)?.column ?? Number.NEGATIVE_INFINITY) + 2 > column) elders.pop();
      const here = withParents(place, ...elders.map((elder) => elder.parent));
      const isNumbered = list.ordered === true && place.isTop && elders.length === 0;
      const numbered = { number: (list.start ?? 1) + index, isHeading: headingLine === startLine };
      const parent = visitItem(item, here, isNumbered ? numbered : undefined);
      if (parent) elders.push({ column, parent });
    }
  };

  const visit = (node: RootContent, place: Place, headingLine: number | undefined): void => {
    if (node.type === 'list') visitList(node, place, headingLine);
    else if (node.type === 'blockquote' || node.type === 'footnoteDefinition') {
      visitAll(node.children, { ...place, isTop: false, isQuoted: true });
    } else blocks.push(...leafBlocks(node, place, source));
  };

  const visitAll = (nodes: readonly RootContent[], place: Place): void => {
    // What stands in a <details> hangs under its <summary>.
    const summaries: Parent[] = [];
    let lead: Lead | undefined;
    for (const [index, node] of nodes.entries()) {
      const next = nodes[index + 1];
      const ahead = next && leadInto(node, next, place.isTop, lead !== undefined);
      const label = lead?.as === 'label' ? [{ line: lead.line, text: brief(lead.text) }] : [];
      visit(node, withParents(place, ...summaries, ...label), ahead?.as === 'heading' ? ahead.line : undefined);
      if (node.type === 'html') {
        if (/<\/details\s*>/i.test(node.value)) summaries.pop();
        else if (/<summary\b/i.test(node.value)) {
          summaries.push({ line: span(node).startLine, text: brief(plainText(withoutTags(node.value))) });
        }
      }
      lead = ahead;
    }
  };

  visitAll(parseMarkdown(text).children, { parents: [], isTop: true, isQuoted: false });
  return blocks;
}
