// Whether a Hangul word is a Latin name as it is heard: 람다 and Lambda, 다이나모디비 and DynamoDB.
import { LETTER_NAMES, SOUNDS } from './phonetic-rules.ts';

const LONGEST_SPELLING = 4;
/** A sound that only one side has. */
const GAP = 1;
/** ㅡ that Hangul needs between consonants, ㅣ after ㅅ, ㅈ, ㅊ; a silent e. */
const WEAK_VOWEL = 0.04;
const SILENT_E = 0.02;
/** The s of a plural, which Korean leaves out. */
const PLURAL = 0.3;
/** Letters read by their names cost a little, so that a word read as a word is preferred. */
const SPELLED_OUT = 0.06;

const INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
const VOWELS = 'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ';
const FINALS = [
  '',
  ...'ㄱㄲ',
  'ㄱㅅ',
  'ㄴ',
  'ㄴㅈ',
  'ㄴㅎ',
  'ㄷ',
  'ㄹ',
  'ㄹㄱ',
  'ㄹㅁ',
  'ㄹㅂ',
  'ㄹㅅ',
  'ㄹㅌ',
  'ㄹㅍ',
  'ㄹㅎ',
  'ㅁ',
  'ㅂ',
  'ㅂㅅ',
  ...'ㅅㅆㅇㅈㅊㅋㅌㅍㅎ',
];
/** Jamo that sound alike in foreign names. */
const FOLDED: Readonly<Record<string, string>> = {
  ㄲ: 'ㄱ',
  ㄸ: 'ㄷ',
  ㅃ: 'ㅂ',
  ㅆ: 'ㅅ',
  ㅉ: 'ㅈ',
  ㅐ: 'ㅔ',
  ㅒ: 'ㅖ',
  ㅙ: 'ㅞ',
  ㅚ: 'ㅞ',
  ㅢ: 'ㅣ',
};
/** Glides that ㅅ, ㅈ, ㅊ swallow: 져 sounds as 저. */
const WITHOUT_GLIDE: Readonly<Record<string, string>> = { ㅑ: 'ㅏ', ㅕ: 'ㅓ', ㅛ: 'ㅗ', ㅠ: 'ㅜ', ㅖ: 'ㅔ' };

/** What a Hangul word sounds like: jamo in order, alike ones folded, without silent ㅇ. */
export function jamoOf(hangul: string): string {
  let sounds = '';
  for (const syllable of hangul) {
    const code = syllable.charCodeAt(0) - 0xac00;
    if (code < 0 || code > 11171) continue;
    const initial = INITIALS.charAt(Math.floor(code / 588));
    const vowel = VOWELS.charAt(Math.floor((code % 588) / 28));
    const heard = /[ㅅㅆㅈㅉㅊ]/.test(initial) ? (WITHOUT_GLIDE[vowel] ?? vowel) : vowel;
    sounds += `${initial === 'ㅇ' ? '' : initial}${heard}${FINALS[code % 28] ?? ''}`;
  }
  return sounds.replace(/./g, (jamo) => FOLDED[jamo] ?? jamo);
}

/** Sounds that a Latin word may begin with: a Hangul word that begins otherwise need not be compared with it. */
export function firstSounds(latin: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (let length = 1; length <= LONGEST_SPELLING; length++) {
    for (const { jamo } of SOUNDS.get(latin.slice(0, length)) ?? []) if (jamo !== '') found.add(jamo.charAt(0));
  }
  for (const { jamo } of LETTER_NAMES.get(latin.charAt(0)) ?? []) found.add(jamo.charAt(0));
  return found;
}

/** Grows as needed; one alignment is made at a time. */
let table = new Float64Array(0);

/**
 * How far a Hangul word, given as its jamo, is from a Latin one (lower case letters and digits) by sound, per sound of the longer: 0 is the
 * usual spelling, above about .2 they are different names; infinite beyond `limit`. The cheapest alignment of spellings with sounds, as in
 * statistical transliteration (Knight and Graehl, "Machine Transliteration", 1998), with costs set by hand.
 */
export function soundDistance(jamo: string, latin: string, limit: number): number {
  const size = Math.max(1, jamo.length, latin.length * 0.8);
  const most = limit * size;
  const width = jamo.length + 1;
  const cells = (latin.length + 1) * width;
  if (table.length < cells) table = new Float64Array(2 * cells);
  const costs = table;
  costs.fill(Number.POSITIVE_INFINITY, 0, cells);
  costs[0] = 0;
  /** The last letter that any alignment within the limit has come to. */
  let furthest = 0;
  const reach = (i: number, j: number, cost: number) => {
    const at = i * width + j;
    if (cost > most || cost >= (costs[at] as number)) return;
    costs[at] = cost;
    if (i > furthest) furthest = i;
  };
  for (let i = 0; i <= furthest; i++) {
    for (let j = 0; j <= jamo.length; j++) {
      const cost = costs[i * width + j] as number;
      if (cost === Number.POSITIVE_INFINITY) continue;
      if (j < jamo.length) reach(i, j + 1, cost + extraSound(jamo, j));
      if (i === latin.length) continue;
      reach(i + 1, j, cost + unheard(latin, i));
      for (let length = 1; length <= LONGEST_SPELLING && i + length <= latin.length; length++) {
        for (const { jamo: sound, cost: odd } of SOUNDS.get(latin.slice(i, i + length)) ?? []) {
          if (jamo.startsWith(sound, j)) reach(i + length, j + sound.length, cost + odd);
        }
      }
      for (const { jamo: sound, cost: odd } of LETTER_NAMES.get(latin.charAt(i)) ?? []) {
        if (jamo.startsWith(sound, j)) reach(i + 1, j + sound.length, cost + odd + SPELLED_OUT);
      }
    }
  }
  return (costs[cells - 1] as number) / size;
}

function extraSound(jamo: string, at: number): number {
  const sound = jamo.charAt(at);
  if (sound === 'ㅡ') return WEAK_VOWEL;
  if (sound === 'ㅣ' && /[ㅅㅈㅊ]/.test(jamo.charAt(at - 1))) return WEAK_VOWEL;
  if (sound === 'ㄹ' && jamo.charAt(at - 1) === 'ㄹ') return WEAK_VOWEL;
  return GAP;
}

function unheard(latin: string, at: number): number {
  const letter = latin.charAt(at);
  if (letter === 'e' && at > 1 && (at === latin.length - 1 || /[sd]$/.test(latin.slice(at + 1)))) return SILENT_E;
  if (letter === 's' && at > 2 && at === latin.length - 1) return PLURAL;
  return GAP;
}
