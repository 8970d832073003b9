import type { Aliases } from '../text/aliases.ts';
import { normalize, stem, terms, words } from '../text/korean.ts';
import { wantedQuantities } from './quantity.ts';

/** One way to say a word of the question: the terms that stand for it, and how sure it is that they do, 0–1. */
interface Option {
  readonly terms: readonly string[];
  readonly sure: number;
}

/** A word or name of a question, in all ways to say it that are known. */
export interface Group {
  readonly options: readonly Option[];
  readonly isName: boolean;
}

/** A question as keywords see it. */
export interface Query {
  readonly text: string;
  readonly groups: readonly Group[];
  /** Names in it that the notes have: a Latin word, or a name under several spellings. */
  readonly named: readonly string[];
  /** Names in it that the notes have in no spelling. */
  readonly unknown: readonly string[];
  /** Hangul words whose like the notes do not have, and which may be names: 테라폼. */
  readonly strange: readonly string[];
  /** Share of its words and names that the notes have at all, 0–1; 0 where it has none. */
  readonly familiar: number;
  /** A sentence without Hangul: it asks in words that Korean notes need not have. */
  readonly english: boolean;
  /**
   * The share again, of all that its words are made of: of a word that the notes lack, a syllable pair here and there is
   * known. 1 of a question in English.
   */
  readonly known: number;
  /** Kinds of quantity it wants (quantity.ts). */
  readonly quantities: readonly number[];
  /** The question asks what something is, and nothing else: the subject, as it is written. */
  readonly defines: string | undefined;
  /** The question sets these against each other. */
  readonly compares: readonly string[];
}

/** Words that ask, and say nothing of what is asked for. */
const ASKING =
  /^(?:뭐[가-힣]{0,3}|뭘|뭔[가-힣]{0,3}|무엇[가-힣]{0,3}|무슨|어떤|어떻[가-힣]{0,3}|어떡[가-힣]*|언제[가-힣]{0,2}|어디[가-힣]{0,3}|얼마[가-힣]{0,3}|몇|왜|누가|누구|어느|알려[가-힣]*|설명[가-힣]*|말해[가-힣]*|궁금[가-힣]*|있[어나는던을][가-힣]{0,2}|없[어나는이을][가-힣]{0,2}|되[나요는면지]{1,2}|돼[요]?|됨|하[나는면려지]{1,3}|해[야요]?|함|할|때|수|것|거|게|걸|건|좀|더|그|이|저|안|못|잘|은|는|가|을|를|의|에|에서|와|과|랑|이랑|하고|로|으로|도|만|란|이란|라는|인|부터|까지|그냥|혹시|대체|도대체|what|is|the|how|can|of|a|an|in|to|do|does|which|when|i|for|are|it|my|and|or|with|be|from|on|that|vs)$/;
const DEFINITION =
  /^(.{1,40}?)(?:이란|란|이라는 ?건|이|가|은|는|의 뜻은?|의 정의는?|에 대해서?)? ?(?:뭐야|뭐임|뭐지|뭔가요|뭐예요|뭐에요|뭔데|뭐죠|무엇인가요|무엇이야|뜻|정의|뜻이 뭐야|알려줘|설명해 ?줘|이란|란)[?!. ]*$/;
const WHAT_IS = /^what (?:is|are) (?:an? |the )?(.{1,40}?)\??$/i;
const COMPARISON =
  /^(.{1,30}?)(?:와|과|이랑|랑|하고|,| vs\.? | 대 )\s?(.{1,30}?)(?:의|은|는|이|가)? ?(?:차이|비교|다른 ?점|구분|뭐가 달|어떻게 달|중에)/i;

/** A Hangul word of so many syllables, most of whose terms the notes lack, may be a foreign name: 테라폼. */
const STRANGE = { syllables: 3, share: 0.6 } as const;
/** What verbs and adjectives end in, and names seldom. */
const VERB =
  /(?:[려으]면|려고|는데|은데|아서|어서|지만|니까|면서|거나|도록|[고게지어아여해돼봐줘써켜까요네죠자던을]|다가|더라|든지)$/;
const LATIN_NAME = /^[a-z][a-z0-9]+$/;

/** Reads a question: its words, their other spellings, and what kind of answer it wants. */
export function readQuery(text: string, aliases: Aliases, rarity: (term: string) => number): Query {
  const all = words(text);
  const { mentions: found, unknown } = aliases.mentions(text);
  const mentions = new Map(found.map((mention) => [mention.first, mention]));
  const groups: Group[] = [];
  const named: string[] = [];
  const strange: string[] = [];
  const isStrange = (word: string) => {
    const own = terms(stem(word));
    return own.filter((term) => rarity(term) === 1).length >= STRANGE.share * own.length;
  };
  const isFamiliar = ({ options }: Group) => options.some((option) => option.terms.some((term) => rarity(term) < 1));
  const knownShare = ({ options }: Group) =>
    Math.max(
      0,
      ...options.map(({ terms: own }) => own.filter((term) => rarity(term) < 1).length / Math.max(1, own.length)),
    );
  const isKnown = (word: string) => terms(word).every((term) => rarity(term) < 1);
  for (let i = 0; i < all.length; i++) {
    const mention = mentions.get(i);
    const count = mention?.count ?? 1;
    const own = all.slice(i, i + count);
    const [word = ''] = own;
    if (mention === undefined && ASKING.test(word)) continue;
    let isName = mention !== undefined;
    if (mention !== undefined) named.push(own.join(' '));
    else if (LATIN_NAME.test(word) && isKnown(word)) {
      named.push(word);
      isName = true;
    } else if (word >= '가' && stem(word).length >= STRANGE.syllables && !VERB.test(word) && isStrange(word)) {
      strange.push(stem(word));
    }
    const options = [
      { terms: own.flatMap((part) => terms(stem(part))), sure: 1 },
      ...(mention?.spellings ?? []).map(({ text: spelling, sure }) => ({ terms: terms(spelling), sure })),
    ];
    groups.push({ options, isName });
    i += count - 1;
  }
  const plain = normalize(text);
  const english = all.length > 2 && !/[가-힣]/.test(text);
  const compared = COMPARISON.exec(plain);
  return {
    text,
    groups,
    named,
    unknown: unknown.filter((name) => !ASKING.test(name)),
    strange,
    familiar: groups.length === 0 ? 0 : groups.filter(isFamiliar).length / groups.length,
    english,
    known: english ? 1 : groups.reduce((sum, group) => sum + knownShare(group), 0) / Math.max(1, groups.length),
    quantities: wantedQuantities(plain),
    defines: (DEFINITION.exec(text.trim()) ?? WHAT_IS.exec(text.trim()))?.[1],
    compares: compared === null ? [] : [compared[1] ?? '', compared[2] ?? ''].map((side) => side.trim()),
  };
}
