// The Markdown within one line of a note, read into spans. Linear in the line's length, whatever stands in it.

/** A stretch of a line and how it looks. */
export type Span =
  | { readonly kind: 'text' | 'code' | 'url'; readonly text: string }
  | { readonly kind: 'bold' | 'italic' | 'strike'; readonly spans: readonly Span[] };

const MARKS = [
  ['**', 'bold'],
  ['__', 'bold'],
  ['~~', 'strike'],
  ['*', 'italic'],
  ['_', 'italic'],
] as const;
/** Emphasis within emphasis, at most; deeper marks are shown as they are written. */
const MAX_DEPTH = 3;
/** A link in brackets: `[words](address "title")`, with one pair of brackets allowed within each part. */
const LINK =
  /^(!?)\[((?:[^[\]\\]|\\.|\[[^[\]]{0,200}\]){0,500})\]\(\s*<?([^\s<>()]*(?:\([^\s<>()]*\)[^\s<>()]*)?)>?(?:\s+["'][^"')]{0,200}["'])?\s*\)/;
/** Only signs that mean nothing to Discord within an address. */
const URL = /^https?:\/\/[^\s<>|*`"'()[\]\\]+/;
const BREAK = /^<br\s{0,3}\/?>/i;
const ESCAPABLE = /[!-/:-@[-`{-~]/;

/** Reads one line (no line breaks within) into spans. */
export function readInline(line: string, depth = 0): Span[] {
  const spans: Span[] = [];
  let text = '';
  const push = (...more: readonly Span[]) => {
    if (text !== '') spans.push({ kind: 'text', text });
    text = '';
    spans.push(...more);
  };

  let at = 0;
  while (at < line.length) {
    const found = spanAt(line, at, depth);
    if (found === undefined) {
      text += line[at];
      at += 1;
    } else {
      if (typeof found.said === 'string') text += found.said;
      else push(...found.said);
      at = found.end;
    }
  }
  push();
  return spans;
}

interface Found {
  readonly said: string | readonly Span[];
  /** Where it ends, exclusive. */
  readonly end: number;
}

function spanAt(line: string, at: number, depth: number): Found | undefined {
  const sign = line[at] ?? '';
  if (sign === '\\') {
    const next = line[at + 1] ?? '';
    return ESCAPABLE.test(next) ? { said: next, end: at + 2 } : undefined;
  }
  if (sign === '`') return codeAt(line, at);
  if (sign === '[' || (sign === '!' && line[at + 1] === '[')) return linkAt(line, at, depth);
  if (sign === '<') {
    const hard = BREAK.exec(line.slice(at, at + 12));
    if (hard) return { said: ' ', end: at + hard[0].length };
  }
  if (sign === 'h') {
    const address = URL.exec(line.slice(at))?.[0].replace(/[.,:;!?~_]+$/, '');
    if (address !== undefined && /\/\/./.test(address))
      return { said: [{ kind: 'url', text: address }], end: at + address.length };
  }
  return '*_~'.includes(sign) && depth < MAX_DEPTH ? emphasisAt(line, at, depth) : undefined;
}

function codeAt(line: string, at: number): Found | undefined {
  const fence = /^`+/.exec(line.slice(at))?.[0] ?? '';
  let end = line.indexOf(fence, at + fence.length);
  // The closing run has the same length: a longer one is passed over.
  while (end >= 0 && line[end + fence.length] === '`') {
    const run = /^`+/.exec(line.slice(end))?.[0].length ?? 1;
    end = line.indexOf(fence, end + run);
  }
  const content = end < 0 ? '' : line.slice(at + fence.length, end).trim();
  // What is no code is passed over whole, or each of a long run's signs would be searched for again.
  if (content === '') return { said: fence, end: at + fence.length };
  return { said: [{ kind: 'code', text: content }], end: end + fence.length };
}

function linkAt(line: string, at: number, depth: number): Found | undefined {
  const link = LINK.exec(line.slice(at, at + 2500));
  if (link === null || depth >= MAX_DEPTH) return undefined;
  const [whole, image, words = '', address = ''] = link;
  const end = at + whole.length;
  if (image) return { said: `🖼 ${words}`.trim(), end };
  const said = readInline(words, depth + 1);
  // A relative address leads nowhere outside of the notes.
  if (!URL.test(address) || words === address) return { said, end };
  return {
    said: [...said, { kind: 'text', text: ' (' }, ...readInline(address, MAX_DEPTH), { kind: 'text', text: ')' }],
    end,
  };
}

function emphasisAt(line: string, at: number, depth: number): Found | undefined {
  const [mark, kind] = MARKS.find(([sign]) => line.startsWith(sign, at)) ?? [];
  if (mark === undefined || kind === undefined) return undefined;
  const inWord = (place: number) => mark[0] === '_' && /[\p{L}\p{N}_]/u.test(line[place] ?? '');
  const opens = /\S/.test(line[at + mark.length] ?? ' ') && !inWord(at - 1);
  let end = opens ? line.indexOf(mark, at + mark.length + 1) : -1;
  while (end >= 0 && (/\s|\\/.test(line[end - 1] ?? ' ') || inWord(end + mark.length))) {
    end = line.indexOf(mark, end + 1);
  }
  if (end < 0) return { said: mark, end: at + mark.length };
  // `***both***`: the inner mark closes first.
  while (line[end + mark.length] === mark[0] && line[at + mark.length] === mark[0]) end += 1;
  return { said: [{ kind, spans: readInline(line.slice(at + mark.length, end), depth + 1) }], end: end + mark.length };
}
