// What kind of quantity a question wants, and whether a line holds one. General units only: no subject's.

/** Kinds of quantity: how a question asks for it, how a line states it. */
const KINDS = [
  {
    asked:
      /요금|가격|비용|단가|얼마(?:야|예요|에요|임|지|죠|인가요|나 (?:싸|비싸|내|들))|몇 ?(?:달러|원)|how much|price|cost/i,
    stated: /[$₩￦€]|USD|KRW|달러|센트|\d ?원|무료|공짜|free/i,
  },
  {
    asked: /크기|용량|사이즈|몇 ?(?:기가|테라|메가|[kmgtp]i?b|바이트)|how (?:large|big)|size/i,
    stated: /\d ?(?:[kmgtpe]i?b(?![a-z])|바이트|비트|bytes?|bits?|기가|테라|메가|글자|자(?![가-힣]))|무제한|제한 ?없/i,
  },
  {
    asked:
      /몇 ?(?:초|분|시간|일|주|달(?!러)|개월|년|밀리초)|며칠|기간|주기|간격|타임아웃|지연|얼마나 (?:걸|오래|자주|기다|빨)|얼마 ?마다|시간(?:은|이|이 얼마)|how (?:long|often)|timeout/i,
    stated:
      /\d ?(?:초|분|시간|일|주|달|개월|년|ms|㎳|밀리초|마이크로초|s(?![a-z])|sec|min|hours?|days?|weeks?|months?|years?)|실시간|즉시|무제한/i,
  },
  { asked: /몇 ?(?:퍼센트|%|프로)|퍼센트|비율|할인|내구성은|가용성은/i, stated: /\d ?(?:%|퍼센트|nines)/i },
  {
    asked:
      /몇 ?(?:개|명|대|번|회|곳|가지|배|단계|층|종류|건|줄|자리|포트)|개수|횟수|최대|최소|한도|제한|how many|max|limit/i,
    stated: /\d|무제한|제한 ?없|[한두세네] ?(?:개|가지|번|대)/i,
  },
] as const;

/** The kind that any number states. */
const COUNT = KINDS.length - 1;

/** Which kinds of quantity a question wants: numbers that `states` understands. */
export function wantedQuantities(question: string): number[] {
  const wanted = KINDS.flatMap(({ asked }, kind) => (asked.test(question) ? [kind] : []));
  // `최대 크기` is a size: not any number will do.
  return wanted.length > 1 ? wanted.filter((kind) => kind !== COUNT) : wanted;
}

/** Whether a text states a quantity of one of the kinds. */
export const states = (kinds: readonly number[], text: string): boolean =>
  kinds.some((kind) => KINDS[kind]?.stated.test(text) === true);
