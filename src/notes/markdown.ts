import type { Node, Root } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { frontMatterOf } from './front-matter.ts';

const plain = unified().use(remarkParse).use(remarkGfm).freeze();
const withFrontMatter = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter, ['yaml', 'toml']).freeze();

/** GitHub-flavoured Markdown, with front matter where there is any, as a syntax tree with positions. */
export function parseMarkdown(text: string): Root {
  return (frontMatterOf(text) === undefined ? plain : withFrontMatter).parse(text);
}

/** Where a node stands: first and last line, column (all 1-based), and offset of its first character. */
export interface Span {
  readonly startLine: number;
  readonly endLine: number;
  readonly column: number;
  readonly offset: number;
}

/** Where a node stands in the text. Throws on a node without a position, which no parsed one is. */
export function span(node: Node): Span {
  if (!node.position) throw new Error(`A ${node.type} node has no position`);
  const { start, end } = node.position;
  return { startLine: start.line, endLine: end.line, column: start.column, offset: start.offset ?? 0 };
}
