/** All syllables that end in a consonant, given by its number among the 28 finals. */
function syllablesEnding(final: number): string {
  return Array.from({ length: 19 * 21 }, (_, index) => String.fromCharCode(0xac00 + index * 28 + final)).join('');
}

/**
 * Verb and adjective endings that finish a sentence even without a full stop. Of those in 다 the ones after ㄴ (쓴다, 한다)
 * and ㅆ (있다, 했다), and common adjectives: 다 alone would catch 람다.
 */
const PREDICATE = new RegExp(
  `(?:\\s\\S*[${syllablesEnding(4)}]다|[${syllablesEnding(20)}]다|니다|(?:없|않|같|좋|높|낮|많|적|작|크|이|하|르|리)다|[어아해네세에지]요|죠)$`,
);
/** Note-taker's endings (명사형): 함, 됨, 있음 …; but not the nouns that look like them. */
const NOMINAL = /(?<!게|타|책|프레|처|다|마|포)[함됨임음]$/;
/** From this length on, in characters, such an ending closes a sentence rather than a name. */
const LONG_NAME = 25;
const STOPPED = /[.!?。…]["'”’)\]]*$/;

/** Whether a paragraph or heading candidate is a full sentence rather than a name of something. */
export function isSentence(text: string): boolean {
  if (/[가-힣]["'”’)\]]*[.。]["'”’)\]]*$/.test(text) || PREDICATE.test(text)) return true;
  return text.length >= LONG_NAME && NOMINAL.test(text);
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
