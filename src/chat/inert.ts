import { readInline, type Span } from './inline.ts';

/** Signs that Discord, or a reader, would take for something else: control and direction signs. */
const UNWANTED = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;
const ZERO_WIDTH = '\u200b';

/** A text in which Discord finds nothing to act on: no format, mention, link in disguise, emoji, spoiler, timestamp. */
export function inert(text: string): string {
  return (
    clean(text)
      .replace(/[\\*_`|[\]<]/g, '\\$&')
      .replace(/~(?=~)|(?<=~)~/g, '\\~')
      // `arn:aws:kms:…:key:` would show a key.
      .replace(/:(?=[\w+-]+:)/g, '\\:')
      // Discord takes all up to the next blank for the address, escaped signs too.
      .replace(/(?<=https?:|steam:)\/(?=\/)/gi, '\\/')
  );
}

/** No control signs; `@everyone` and `@here` broken up by a space without width, also where code would show them. */
export function clean(text: string): string {
  return text
    .replaceAll('\t', ' ')
    .replace(UNWANTED, '')
    .replace(/@(?=everyone|here)/gi, `@${ZERO_WIDTH}`);
}

/** The start of a line: nothing that makes a heading, quotation, list or small print. */
export function inertStart(rendered: string): string {
  return rendered
    .trimStart()
    .replace(/^([#>+-])/, '\\$1')
    .replace(/^(\d{1,9})\.(?=\s|$)/, '$1\\.');
}

/** A text that is a line, or begins one. */
export const inertLine = (text: string): string => inertStart(inert(text));

/** One line of a note in Discord's Markdown: emphasis and code as in the note, all else inert. */
export function formatted(line: string): string {
  return clean(readInline(line).map(formatSpan).join(''));
}

/** One line of a note without format, inert. */
export function unformatted(line: string): string {
  const flat = (span: Span): string => {
    if ('spans' in span) return span.spans.map(flat).join('');
    return span.kind === 'url' ? address(span.text) : inert(span.text);
  };
  return clean(readInline(line).map(flat).join(''));
}

const AROUND = { bold: '**', italic: '*', strike: '~~' } as const;

function formatSpan(span: Span): string {
  if ('spans' in span) {
    const inner = span.spans.map(formatSpan).join('');
    return `${AROUND[span.kind]}${inner}${AROUND[span.kind]}`;
  }
  if (span.kind === 'url') return address(span.text);
  return span.kind === 'code' ? inlineCode(span.text) : inert(span.text);
}

/** In `<…>` it ends where it ends, and unfolds no preview. */
const address = (url: string) => `<${url}>`;

/** Code between more backticks than stand in it. */
function inlineCode(code: string): string {
  const text = clean(code);
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `\`${text}\`` : `${fence} ${text} ${fence}`;
}
