import { fold } from './clean.ts';
import { frontMatterOf } from './front-matter.ts';

/** What a note is called. */
export interface Title {
  /** Heading path of what stands before the first heading. */
  readonly alone: readonly string[];
  /** What goes before the note's own headings: a README's folders, otherwise nothing. */
  readonly prefix: readonly string[];
}

/** `title:` of the front matter. Read by pattern: unquoted colons make many of them invalid YAML. */
function frontMatterTitle(text: string): string | undefined {
  const value = /^title[ \t]*[:=][ \t]*(.+)$/im.exec(frontMatterOf(text) ?? '')?.[1]?.trim();
  const bare = fold(value?.replace(/^(["'])(.*)\1$/, '$2') ?? '');
  return bare === '' || /^[>|][+-]?$/.test(bare) ? undefined : bare;
}

/** What a note (path relative to the notes folder; its text) is called: by its front matter, folder or file name. */
export function titleOf(file: string, text: string): Title {
  const folders = file.split('/').slice(0, -1);
  const name = (file.split('/').at(-1) ?? file).replace(/\.[^.]+$/, '');
  const prefix = /^(?:readme|index)$/i.test(name) ? folders : [];
  const title = frontMatterTitle(text);
  if (title !== undefined) return { alone: [title], prefix };
  return { alone: prefix.length > 0 ? prefix : [name], prefix };
}
