import { josa } from 'es-hangul';

type Pair = Parameters<typeof josa>[1];

const DIGITS = ['영', '일', '이', '삼', '사', '오', '육', '칠', '팔', '구'] as const;
/** How a number ends that ends in zeros, by how many: 10은, 100은, 1,000은, 10,000은. */
const ZEROS = ['', '십', '백', '천', '만', '만', '만', '만', '억'] as const;
// biome-ignore format: one table
const LETTERS: Readonly<Record<string, string>> = {
  a: '이', b: '비', c: '씨', d: '디', e: '이', f: '프', g: '지', h: '치', i: '이', j: '이', k: '이', l: '엘', m: '엠',
  n: '엔', o: '오', p: '피', q: '큐', r: '알', s: '스', t: '티', u: '유', v: '이', w: '유', x: '스', y: '이', z: '트',
};
/** Ends of English words that are heard with a final consonant, and one Hangul syllable that ends like it. */
const WORD_ENDS: readonly (readonly [RegExp, string])[] = [
  [/(?:l|le|all)$/, '얼'],
  [/(?:m|ome|ime|ame)$/, '엄'],
  [/(?:n|ine|one|ane|ene)$/, '언'],
  [/ng$/, '엉'],
  [/(?:[aeiou]ck|ic)$/, '억'],
  [/(?:[^aeiou][aeiou]|ou|oo)p$/, '업'],
  [/(?:[^aeiou][aeiou])t$/, '엇'],
];

function lastSyllable(word: string): string {
  const last = word.at(-1) ?? '';
  if (/[가-힣]/.test(last)) return last;
  if (/\d/.test(last)) {
    const zeros = /(?:\.\d*)?(0*)$/.exec(word.replaceAll(',', ''))?.[1]?.length ?? 0;
    const isFraction = /\.\d+$/.test(word);
    return (zeros > 0 && !isFraction && /[1-9]/.test(word) ? ZEROS[Math.min(zeros, 8)] : DIGITS[Number(last)]) ?? '';
  }
  if (!/[a-z]/i.test(last)) return '';
  const isSpelled = !/[a-z]/.test(word) || !/[aeiouy]/i.test(word);
  const found = isSpelled ? undefined : WORD_ENDS.find(([end]) => end.test(word.toLowerCase()));
  return found?.[1] ?? (isSpelled ? (LETTERS[last.toLowerCase()] ?? '') : '스');
}

/** The end of a text as it is read aloud in Korean, as Hangul: `CloudTrail` → a syllable in ㄹ, `10` → 십, `(…)` left out. */
function heardEnd(text: string): string {
  const bare = text.replace(/\s*\([^()]*\)\s*$/, '').replace(/[^\p{L}\p{N}%]+$/u, '');
  if (bare.endsWith('%')) return '트';
  return lastSyllable(/[\p{L}]*[\p{N}.,]+$|[A-Za-z]+$|[가-힣]+$/u.exec(bare)?.[0] ?? '') || '스';
}

/** A particle as it follows a text when read aloud: `CloudTrail`, 은/는 → 은. */
export function particle(text: string, pair: Pair): string {
  return josa.pick(heardEnd(text), pair);
}

/** Particles that follow a blank, longest first, in the form that fits everything. */
const NEUTRAL: readonly (readonly [RegExp, string, Pair])[] = [
  [/^(?:이라는|라는)(?![가-힣])/, '(이)라는', '이라/라'],
  [/^(?:이라|라)(?=[\s,]|$|서|도|고|면)/, '(이)라', '이라/라'],
  [/^(?:이란|란)(?![가-힣])/, '(이)란', '이란/란'],
  [/^(?:으로|로)(?=[\s,.)]|$|의|만|도|는|부터|서|써)/, '(으)로', '으로/로'],
  [/^(?:은|는)(?![가-힣])/, '은(는)', '은/는'],
  [/^(?:이|가)(?![가-힣])/, '이(가)', '이/가'],
  [/^(?:을|를)(?![가-힣])/, '을(를)', '을/를'],
  [/^(?:과|와)(?=[\s,.)]|$|의|는|도)/, '과(와)', '와/과'],
  [/^(?:이나|나)(?![가-힣])/, '(이)나', '이나/나'],
  [/^(?:이며|며)(?![가-힣])/, '(이)며', '이나/나'],
  [/^(?:이고|고)(?![가-힣])/, '(이)고', '이나/나'],
  [/^(?:이다|다)(?![가-힣])/, '(이)다', '이나/나'],
];

/** What follows a blank, its particle in a form that gives nothing away: `를 쓴다` → `을(를) 쓴다`. */
export function neutralParticle(rest: string): string {
  for (const [pattern, neutral] of NEUTRAL) if (pattern.test(rest)) return rest.replace(pattern, neutral);
  return rest;
}
