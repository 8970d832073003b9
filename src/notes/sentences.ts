/** Korean verb endings that finish a sentence even without a full stop; 다 alone would catch 람다. */
const PREDICATE = /(?:니다|한다|된다|있다|없다|이다|했다|됐다|겠다|는다|어요|아요|해요|네요|세요|지요|죠)$/;
/** Note-taker's endings (명사형): 함, 됨, 있음 … */
const NOMINAL = /[함됨임음듬봄줌]$/;
const STOPPED = /[.!?。…]["'”’)\]]*$/;

/** Whether a paragraph or heading candidate is a full sentence rather than a name of something. */
export function isSentence(text: string): boolean {
  return /[가-힣]["'”’)\]]*[.。]["'”’)\]]*$/.test(text) || PREDICATE.test(text);
}

/** Whether a wrapped source line ends its sentence, so that the next line begins another. */
export function endsSentence(text: string): boolean {
  return STOPPED.test(text) || PREDICATE.test(text) || NOMINAL.test(text);
}

/** Where to cut, best first: after sentences, after commas, at blanks. */
const CUTS = [/[.!?。…]["'”’)\]]*\s+/g, /[,;:]\s+/g, /\s+/g];

/** Where to end a piece within the `max` characters of a window on a longer text. */
function firstCut(window: string, max: number): number {
  for (const pattern of CUTS) {
    const ends = [...window.matchAll(pattern)].map((match) => match.index + match[0].length);
    const last = ends.at(-1) ?? 0;
    // A tiny first piece helps nobody: rather a worse place further on.
    if (last >= max / 4) return last;
  }
  // Never between the halves of a surrogate pair.
  return /[\uD800-\uDBFF]$/.test(window) ? max - 1 : max;
}

/**
 * Cuts a text into consecutive pieces of at most `max` characters (at least 8), at sentence ends where it can.
 * Joined, the pieces are the text.
 */
export function splitText(text: string, max: number): string[] {
  const pieces: string[] = [];
  let from = 0;
  while (text.length - from > max) {
    const length = firstCut(text.slice(from, from + max), max);
    pieces.push(text.slice(from, from + length));
    from += length;
  }
  pieces.push(text.slice(from));
  return pieces;
}

/** Longest text that a list parent lends to what hangs under it, in characters. */
const BRIEF = 80;

/** The first sentence of a text, at most 80 characters. */
export function brief(text: string): string {
  const [first = ''] = text.split(/(?<=[가-힣)\]"'”’][.!?。])\s+/, 1);
  if (first.length <= BRIEF) return first;
  const cut = first.slice(0, BRIEF - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), BRIEF / 2)).trimEnd()}…`;
}
