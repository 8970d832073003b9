// Korean and mixed-script text for matching: one normal form, one way to cut it into terms.

const INVISIBLE = /[\u200b-\u200d\u2060\ufeff\u00ad]/g;

/** One form for everything compared: NFKC, lower case, no invisible characters, white space folded. */
export function normalize(text: string): string {
  return text.normalize('NFKC').replace(INVISIBLE, '').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Latin words and numbers (`s3`, `99.99`, `c++` loses its signs) or runs of Hangul, in order. */
export function words(text: string): string[] {
  return normalize(text).match(/[a-z0-9]+(?:[.,][0-9]+)*|[가-힣]+/g) ?? [];
}

/**
 * Search terms of a text: Latin words and numbers whole, Hangul as its two-syllable windows, since Korean glues
 * particles to words and spaces are used freely (`가용 영역`, `가용영역`). A lone syllable counts only when it stands alone.
 */
export function terms(text: string): string[] {
  const found: string[] = [];
  for (const word of words(text)) {
    if (word < '가' || word.length <= 2) found.push(word);
    else for (let i = 0; i + 2 <= word.length; i++) found.push(word.slice(i, i + 2));
  }
  return found;
}

/** Particles and endings that stand at the end of a noun in a question or a note, longest first. */
const ENDINGS = [
  ...['인가요', '이에요', '입니까', '하려면', '에서는', '이라는', '으로는', '이라고'],
  ...['에서', '에게', '으로', '까지', '부터', '보다', '처럼', '마다', '이랑', '이란', '인가', '인지', '예요', '이야'],
  ...['하는', '하면', '하기', '해서', '하고', '되는', '되면', '되나', '라는', '로는', '에는', '에도', '이나'],
  ...[
    '은',
    '는',
    '이',
    '가',
    '을',
    '를',
    '의',
    '에',
    '로',
    '와',
    '과',
    '랑',
    '도',
    '만',
    '란',
    '야',
    '임',
    '들',
    '한',
    '할',
    '된',
    '될',
  ],
];
/** A particle is taken off at most so often: `데이터베이스에서는`. */
const STACKED = 2;

/** A Hangul word without particles and endings; at least two syllables are left. Other words as they are. */
export function stem(word: string): string {
  let rest = word;
  for (let i = 0; i < STACKED; i++) {
    const ending = ENDINGS.find((end) => rest.endsWith(end) && rest.length - end.length >= 2);
    if (ending === undefined) break;
    rest = rest.slice(0, -ending.length);
  }
  return rest;
}
