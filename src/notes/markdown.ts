import type { Node, Root } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

const processor = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter, ['yaml', 'toml']).freeze();

/** GitHub-flavoured Markdown with front matter, as a syntax tree with positions. */
export function parseMarkdown(text: string): Root {
  return processor.parse(text);
}

/** First and last line (1-based) that a node stands on. Throws on a node without a position, which no parsed one is. */
export function span(node: Node): { startLine: number; endLine: number; offset: number } {
  if (!node.position) throw new Error(`A ${node.type} node has no position`);
  const { start, end } = node.position;
  return { startLine: start.line, endLine: end.line, offset: start.offset ?? 0 };
}
