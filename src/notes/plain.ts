import type { Nodes, PhrasingContent } from 'mdast';
import { fold } from './clean.ts';
import { parseMarkdown, span } from './markdown.ts';

/** What one source line of a paragraph says. */
export interface Row {
  /** 1-based. */
  readonly line: number;
  /** Plain: no emphasis, link addresses or tags; images are their alt text. Empty where nothing is said. */
  readonly text: string;
  /** The writer ended the line on purpose (two blanks, a backslash, `<br>`). */
  readonly hardBreak: boolean;
}

/** Emphasis that CommonMark leaves as characters (before a particle, `**…)**은`), Obsidian's ==marks== and [[links]]. */
function withoutLeftovers(text: string): string {
  return text
    .replace(/!\[\[[^[\]]*\]\]/g, '')
    .replace(/\[\[(?:[^[\]|]*\|)?([^[\]|]*)\]\]/g, '$1')
    .replace(/==([^=\n]+)==/g, '$1')
    .replace(/(.?)\*\*(?=(.?))/gs, (whole, before: string, after: string) => {
      const isOperator = (/[a-z\d]/i.test(before) && /[a-z\d]/i.test(after)) || (before === ' ' && after === ' ');
      return isOperator ? whole : before;
    });
}

/** What editors fill in where nobody described the image: numbers, `image`, a file's name. */
const FILLER =
  /^(?:[\d\s_.-]*|(?:image|img|alt(?: text)?|screenshot|untitled|그림|이미지|사진)[\s\d_-]*|\S+\.(?:png|jpe?g|gif|svg|webp))$/i;

function altText(alt: string | null | undefined): string {
  const text = fold(alt ?? '');
  return FILLER.test(text) ? '' : text;
}

/** Tags that stand inside words. */
const PHRASING = /^<\/?(?:a|abbr|b|code|del|em|font|i|ins|kbd|mark|q|ruby|s|small|span|strong|sub|sup|u|wbr)\b/i;

/** Raw HTML with its tags and comments blanked out, an image's alt text kept; the number of lines does not change. */
export function withoutTags(html: string): string {
  const blank = (hidden: string) => hidden.replace(/[^\n]+/g, ' ');
  return html
    .replace(/<!--[\s\S]*?(?:-->|$)/g, blank)
    .replace(/<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, blank)
    .replace(/<[a-z/!?][^<>]*>/gi, (tag) => {
      if (PHRASING.test(tag)) return tag.replace(/[^\n]+/g, '');
      const alt = /^<img\b[^>]*\balt\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(tag);
      return alt ? ` ${altText(alt[1] ?? alt[2])} ${blank(tag)}` : blank(tag);
    });
}

/** The source lines of inline content and what each says, from the first line to the last, without gaps. */
export function rowsOf(node: Nodes & { children: PhrasingContent[] }): Row[] {
  const { startLine, endLine } = span(node);
  const said: string[] = Array.from({ length: endLine - startLine + 1 }, () => '');
  const breaks = new Set<number>();
  const say = (text: string, line: number) => {
    for (const [index, part] of text.split('\n').entries()) {
      // A line feed written as an entity has no source line of its own.
      const at = Math.min(line + index, endLine) - startLine;
      said[at] = `${said[at] ?? ''}${part}`;
    }
  };
  const visit = (child: Nodes): void => {
    const { startLine: line } = span(child);
    if (child.type === 'text') say(withoutLeftovers(child.value), line);
    else if (child.type === 'inlineCode') say(child.value.replace(/\n/g, ' '), line);
    else if (child.type === 'image' || child.type === 'imageReference') say(altText(child.alt), line);
    else if (child.type === 'break') breaks.add(line);
    else if (child.type === 'html') {
      if (/^<br\b/i.test(child.value)) breaks.add(line);
      say(withoutTags(child.value), line);
    } else if ('children' in child) for (const inner of child.children) visit(inner);
  };
  for (const child of node.children) visit(child);
  return said.map((text, index) => {
    const line = startLine + index;
    return { line, text: fold(text), hardBreak: breaks.has(line) };
  });
}

/** A stray piece of Markdown as plain text on one line. */
export function plainText(markdown: string): string {
  const words: string[] = [];
  const visit = (node: Nodes): void => {
    if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell') {
      words.push(...rowsOf(node).map((row) => row.text));
    } else if (node.type === 'html') words.push(withoutTags(node.value));
    else if (node.type === 'code') words.push(node.value);
    else if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(parseMarkdown(markdown));
  return fold(words.join(' '));
}
