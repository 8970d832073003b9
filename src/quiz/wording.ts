import { terms, words } from '../text/korean.ts';

/** Begins with something that only what stands before explains. */
const UNRESOLVED =
  /^(?:이|그|저|이런|그런|이러한|그러한|해당|(?:위|아래|앞|뒤)(?:의|에서|에)?|다음|이것|그것|이를|이는|이때|이외|이외에도|이와|이처럼|여기|여기서|거기|그래서|그리고|그러나|하지만|따라서|그런데|그런|그러면|그렇기|또|또한|또는|및|즉|단|다만|만약|반면|반대로|대신|마찬가지로|비슷하게|기존|그냥|근데|그럼|둘|셋|둘다|둘 다|모두|전부|나머지|후자|전자|같은|등의|등이|등은|등을|등|예를 들어|예컨대|예시로|(?:됩|합|입|있습|없습)니다\.?)(?=[\s,:]|$)/;
const POINTS_ELSEWHERE =
  /(?:위|아래|앞서|뒤)(?:의|에서|에)?\s(?:설명|언급|말한|본|참조|참고|그림|표|내용|사진|예시|코드|명령|부분)|[위아래]와 같|참조|참고(?:하|$|:|\))|다음과 같|그림|스크린샷|링크|블로그|강의|(?<![가-힣])(?:여기서|이 (?:경우|때|기능|서비스|설정|작업|값|방법|방식|것|부분)|이러한|그러한|이것|그것|이를\s|이는\s)/;
/** Keys hit too soon, code, addresses, shell prompts, things that were struck out. */
const MESSY =
  /[ㄱ-ㅎㅏ-ㅣ]|https?:|www\.|[{}<>`$\\]|~~|;\s*$|::|\?|^\s*(?:ex|예|예시|e\.g\.|Q|A)\s*[).:：]|\bex\)|(?:^|\s)x(?:\s|$)|\(\s*\)|[?!]$|\.{2,}|\s,\s|[가-힣](?<=[는한된할될을를])[A-Z]{2}|수\s?잇|[가-힣]잇[는음]|됬|할수(?:있|없)|어떨 ?땐|[는된]거[\s,]|[는된]건\s|거임|인데[\s,]/i;
/** What gives a sentence its shape: a particle or an ending within. */
const SHAPED =
  /[가-힣A-Za-z0-9)%](?:은|는|이|가|을|를|에|에서|에게|으로|로|와|과|의|도|까지|부터|마다|보다|하여|해서|하고|하며|하면|하는|되는|있는|위한|위해)\s/;

const isBalanced = (text: string): boolean =>
  (text.match(/[(「“]/g)?.length ?? 0) === (text.match(/[)」”]/g)?.length ?? 0);

/** Whether a line says something that can be asked about by itself. */
export function isStatement(text: string): boolean {
  if (UNRESOLVED.test(text) || POINTS_ELSEWHERE.test(text) || MESSY.test(text)) return false;
  if (!isBalanced(text)) return false;
  const said = words(text);
  if (!/[가-힣]/.test(text) || said.length < 4 || text.replace(/\s/g, '').length < 14) return false;
  return SHAPED.test(text) && !/(?:[:：,]|등)$/.test(text.trim());
}

/** Whether a text says what something is: shorter than a statement, but not one word. */
export function isDescription(text: string): boolean {
  if (
    UNRESOLVED.test(text) ||
    POINTS_ELSEWHERE.test(text) ||
    MESSY.test(text) ||
    /[:：]\s/.test(text) ||
    !isBalanced(text)
  )
    return false;
  return (
    /[가-힣]/.test(text) && words(text).length >= 3 && text.replace(/\s/g, '').length >= 11 && !/[:：]$/.test(text)
  );
}

/** Where a long text may end: after a sentence, or after a comma behind an ending that closes one. */
const STOPS =
  /(?:[다요음함됨임]\.|[가-힣]\.)(?=\s)|(?:[음함됨임]|가능|제공|지원|사용|필요|불가|서비스|스토리지|플랫폼|저장소|시스템|데이터베이스)(?=\s?[,.]\s)/g;

/** A text of at most `max` characters, cut where it may end; undefined where it is too long and cannot be cut. */
export function clipped(text: string, max: number): string | undefined {
  const bare = text.replace(/[\s,.]+$/, '').trim();
  if (bare.length <= max) return bare;
  const ends = [...bare.matchAll(STOPS)].map((match) => match.index + match[0].length).filter((end) => end <= max);
  const last = ends.filter((end) => isBalanced(bare.slice(0, end))).at(-1);
  return last !== undefined && last >= 24 ? bare.slice(0, last).replace(/[\s,.]+$/, '') : undefined;
}

/** A text's search terms, for `shareOf`. */
export function termSet(text: string): ReadonlySet<string> {
  return new Set(terms(text));
}

/** Share of the smaller set that the other has too, 0–1. */
export function shareOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  if (small.size === 0) return 0;
  let shared = 0;
  for (const term of small) if (large.has(term)) shared++;
  return shared / small.size;
}

/** Share of the shorter text's search terms that the other has too, 0–1. */
export function overlap(a: string, b: string): number {
  return shareOf(termSet(a), termSet(b));
}
