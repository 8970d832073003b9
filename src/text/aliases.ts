// One thing under several names: across scripts, abbreviated, mistyped. Search and quiz grading share it.
import { distance } from 'fastest-levenshtein';
import { kept } from './kept.ts';
import { stem, words } from './korean.ts';
import { compact, indexNames } from './name-index.ts';
import { firstSounds, jamoOf, soundDistance } from './phonetic.ts';
import { fromWrongKeyboard, mistyped } from './typing.ts';

/** Sounds no further apart than this name the same; 서비스 and SPICE are .18 apart, 글레이셔 and Glacier .09. */
const SAME_SOUND = 0.1;
/** Of short names little is left to compare, and Korean words that the notes use are seldom foreign names. */
const EXACT_SOUND = 0.025;
/** Jamo of a name that can be told by its sound, and of a short one. */
const FEWEST_JAMO = 4;
const SHORT_JAMO = 6;
/** What `혹시 …?` may still be meant. */
const NEAR_SOUND = 0.3;
/** Spellings of a name that are looked for at most. */
const MOST = 4;
/** How sure a spelling that was only inferred is, 0–1. */
const INFERRED = 0.8;

/** Another spelling of a name. */
interface Spelling {
  /** Normalised. */
  readonly text: string;
  /** 0–1. */
  readonly sure: number;
}

/** A name found in a text, with the other spellings of it. */
interface Mention {
  /** The words of the text (see `words`), first and number of them. */
  readonly first: number;
  readonly count: number;
  readonly spellings: readonly Spelling[];
}

/** What names a text holds. */
interface Named {
  /** Names that the vocabulary has, as they are written or in other spellings. */
  readonly mentions: readonly Mention[];
  /** Names that it has in no spelling, as they are written. */
  readonly unknown: readonly string[];
}

export interface Aliases {
  /** The names in a text. */
  mentions(text: string): Named;
  /** Whether two short texts name the same thing. Many pairs may be asked about in a row: quizzes do. */
  same(a: string, b: string): boolean;
  /** The other names that are listed for a name (mined pairs, a domain pack's), normalised. */
  listed(name: string): readonly string[];
  /** Known words nearest to one that is not known, nearest first: for `혹시 …?`. */
  nearest(word: string, count: number): string[];
}

const isLatin = (word: string) => /^[a-z]/.test(word);

/** How sure it is that jamo are a Latin name; 0 when they are not. `isWord`: they make a word of the notes. */
function soundsLike(jamo: string, latin: string, isWord: boolean): number {
  if (jamo.length < FEWEST_JAMO || latin.length > 1.8 * jamo.length + 1 || jamo.length > 2.6 * latin.length + 1)
    return 0;
  const limit = isWord || jamo.length <= SHORT_JAMO ? EXACT_SOUND : SAME_SOUND;
  const apart = soundDistance(jamo, latin, limit);
  return apart <= limit ? 1 - apart : 0;
}

/**
 * Aliases over a vocabulary. `vocabulary` are the Latin words of the notes, `known` tells whether the notes have a name
 * (a text of one word or several), `groups` are names for one thing each (mined pairs, a domain pack's names).
 */
export function openAliases(
  vocabulary: readonly string[],
  known: (word: string) => boolean,
  groups: readonly (readonly string[])[],
): Aliases {
  const names = indexNames(groups);
  const latin = vocabulary.filter((word) => isLatin(word) && word.length >= 2);
  const bySound = soundIndex(latin);
  /** Latin words of listed names that the notes lack: heard in Hangul, they are names all the same. */
  const foreign = soundIndex(
    [...new Set(groups.flat().flatMap(words))].filter((word) => /^[a-z]{4,}$/.test(word) && !known(word)),
  );
  const keyOf = kept(compact);
  const soundOf = kept(jamoOf);

  /** Spellings of one word by sound, by typing errors, by the wrong keyboard. */
  const inferred = kept((word) => (isLatin(word) ? latinSpellings(word) : hangulSpellings(word)));

  /** A Latin name that the notes lack, or a Hangul word that sounds like one known elsewhere. */
  function isStranger(word: string): boolean {
    if (isLatin(word)) return word.length >= 2 && !known(word);
    const jamo = jamoOf(stem(word));
    return !known(stem(word)) && foreign(jamo).some((name) => soundsLike(jamo, name, false) > 0);
  }

  function hangulSpellings(word: string): Spelling[] {
    const forms = [...new Set([word, stem(word)])].map((form) => ({ jamo: jamoOf(form), isWord: known(form) }));
    return best(
      forms.flatMap(({ jamo, isWord }) =>
        bySound(jamo).flatMap((name) => {
          const sure = soundsLike(jamo, name, isWord);
          return sure > 0 ? [{ text: name, sure }] : [];
        }),
      ),
    );
  }

  function latinSpellings(word: string): Spelling[] {
    if (known(word)) return [];
    const typed = fromWrongKeyboard(word);
    const meant = typed === undefined ? [] : [{ text: typed, sure: INFERRED }, ...hangulSpellings(typed)];
    if (meant.some(({ text }) => known(text))) return best(meant);
    return best(
      latin.flatMap((name) => {
        const sure = mistyped(word, name);
        return sure > 0 ? [{ text: name, sure }] : [];
      }),
    );
  }

  return {
    mentions(text) {
      const all = words(text);
      // In an English sentence every word would be somebody's typing error.
      const isKorean = /[가-힣]/.test(text) || all.length <= 2;
      const mentions: Mention[] = [];
      const unknown: string[] = [];
      for (let first = 0; first < all.length; first++) {
        const word = all[first] ?? '';
        const listed = names.at(all, first).map(({ count, others }): Mention & { isKnown: boolean } => {
          const spellings = others
            .filter(known)
            .slice(0, MOST)
            .map((name) => ({ text: name, sure: 1 }));
          const written = all
            .slice(first, first + count)
            .map(stem)
            .join(' ');
          return { first, count, spellings, isKnown: spellings.length > 0 || known(written) };
        });
        const mention = listed.find(({ isKnown }) => isKnown);
        const spellings = mention === undefined && isKorean ? inferred(word) : [];
        if (mention !== undefined) mentions.push({ first, count: mention.count, spellings: mention.spellings });
        else if (spellings.length > 0) mentions.push({ first, count: 1, spellings });
        // The longest name that is listed but nowhere in the notes; its words may still be.
        const [longest] = listed;
        if (longest !== undefined && (mention === undefined || longest.count > mention.count)) {
          unknown.push(all.slice(first, first + longest.count).join(' '));
        } else if (mention === undefined && spellings.length === 0 && isKorean && isStranger(word)) unknown.push(word);
        first += (mention?.count ?? 1) - 1;
      }
      return { mentions, unknown };
    },
    same(a, b) {
      const [x, y] = [keyOf(a), keyOf(b)];
      if (x === y) return x !== '';
      if (names.together(x, y)) return true;
      const [hangul, other] = isLatin(x) ? [y, x] : [x, y];
      return !isLatin(hangul) && isLatin(other) && soundsLike(soundOf(hangul), other, false) > 0;
    },
    listed: (name) => names.besides(keyOf(name)),
    nearest(word, count) {
      const jamo = jamoOf(stem(word));
      const scored = latin.map((name) => ({
        name,
        apart: isLatin(word)
          ? distance(word, name) / Math.max(word.length, name.length)
          : soundDistance(jamo, name, NEAR_SOUND),
      }));
      return scored
        .filter(({ apart }) => apart <= NEAR_SOUND)
        .sort((x, y) => x.apart - y.apart)
        .slice(0, count)
        .map(({ name }) => name);
    },
  };
}

/** Latin words by the sounds they may begin with: for jamo, those that may sound so. */
function soundIndex(latin: readonly string[]): (jamo: string) => readonly string[] {
  const found = new Map<string, string[]>();
  for (const name of latin) {
    for (const sound of firstSounds(name)) {
      const names = found.get(sound);
      if (names === undefined) found.set(sound, [name]);
      else names.push(name);
    }
  }
  return (jamo) => found.get(jamo.charAt(0)) ?? [];
}

/** The surest few. */
function best(spellings: readonly Spelling[]): Spelling[] {
  const unique = new Map<string, Spelling>();
  for (const spelling of spellings.toSorted((x, y) => x.sure - y.sure)) unique.set(spelling.text, spelling);
  return [...unique.values()].sort((x, y) => y.sure - x.sure).slice(0, MOST);
}
