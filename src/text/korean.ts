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
