import { kept } from '../text/kept.ts';
import { normalize } from '../text/korean.ts';

/** A name as the notes give it, in all the spellings they give for it. */
export interface Name {
  /** What is shown: `EC2` of `EC2(Elastic Compute Cloud)`. */
  readonly shown: string;
  /** Every spelling, `shown` first. */
  readonly forms: readonly string[];
}

/** Numbers, letters and bullets that people write before a heading or an item. */
const NUMBER = /^(?:(?:\d{1,3}(?:[.-]\d{1,3})*\s?[.)]|\d{2}(?=\s)|\(\d{1,2}\)|[①-⑳]|[가-하]\s?[.)](?=\s)|[-*•])\s*)+/;

/** A heading or list parent without its number and closing colon. */
export function withoutNumber(text: string): string {
  const bare = text.replace(NUMBER, '').replace(/[\s:：…]+$/, '');
  return bare === '' ? text.trim() : bare;
}

/** What tells names apart: no case, blanks and punctuation. The same few thousand names are compared over and over. */
export const nameKey = kept((text) => normalize(text).replace(/[^\p{L}\p{N}+#]/gu, ''));

/** Words that head a part of any note, and so name nothing. */
const GENERIC = new Set(
  `장점 단점 장단점 특징 개요 내용 기능 종류 유형 사용 사용예 사용예시 예 예시 사례 사용사례 정리 요약 팁 기본 보안 성능 비용 가격 요금 한도 제한 옵션
  방법 개념 정의 구성 구성요소 핵심구성요소 설정 주의 주의사항 주의할점 비교 차이 차이점 이유 사용이유 목적 참고 참고사항 시험 시험포인트 활용 관리 개발 통합
  설명 뜻 의미 원리 동작 동작방식 작동방식 작동원리 과정 순서 단계 절차 흐름 예제 실습 구축하기 이해하기 시작하기 활용하기 만들기 기타 그외 외 등 언어 데이터 서버
  서비스 제품 작업 관련 문제 해결 결과 조건 공통 공통조건 포인트 핵심 암기 특성 역할 사용법 사용방법 필요성 배경 도입 서론 결론 질문 답 정답 값 항목 비고 이름
  구분 분류 상태 대상 범위 크기 시간 기간 용도 효과 가능 불가능 필요 선택 추천 권장 기준 최소 최대 기본값 지원 제공 고려사항 기본구조 구조 기본성격 성격 규칙 혜택
  클라우드 애플리케이션 어플리케이션 리소스 사용자 고객 트래픽 시스템 인프라 네트워크 소프트웨어 하드웨어 스토리지 데이터베이스 모델 코드 파일 정보 환경 계정
  버전 요청 응답 객체 테이블 type types etc ex example overview summary note tip pros cons faq ref reference url http https www it pc os db api data
  요금제 요금기준 배포형태 개요정리 주요제품개요 사전지식 제한사항 특이사항 server storage database analysis management security network compute computing service command key value cloud application platform system
  사용시기 사용하는경우 키워드 keyword keywords author date 작성자 날짜 출처`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Whether a phrase heads a part of any note, whatever it is about: `장점`, `사용 예`. */
export function isGeneric(text: string): boolean {
  return GENERIC.has(nameKey(text)) || GENERIC.has(nameKey(text.replace(/\s*\([^()]*\)\s*$/, '')));
}

/** Nouns that head a part rather than name a thing, whatever stands before: `RDS 사례`, `기능 예시`. */
const HEADING_END =
  /(?:방식|서비스|제품|조건|요금|보안|백업|한도|모니터링|가용성|과정|순서|대상|쓰는 곳|주의할 점|하는 일|[하르이내보기우리추키]기|사례|예시|개요|종류|장점|단점|장단점|특징|정리|비교|소개|사용법|이해하기|구축하기|활용하기|시작하기|만들기|자습서|주요 개념|구성 요소|차이|차이점|이유|주의점|주의 사항|활용|포인트|팁|의 기능|기능 요약|사용 시기|동작 방식|작동 방식|유형|고려 사항)$/;

/** Ends of phrases that say something instead of naming it. */
const PREDICATE =
  /(?:[다요까죠][.!?]?|가능|불가|불가능|필요|하기|되기|증가|감소|향상|개선|절감|최적화|저렴|지원|제공|사용|경우|또는|하는|되는|있는|없는|많은|[!?.,]|(?:^|\s)(?:때|것|점|등|중|후|전|및|x|X|O))$/;
/** Verbs and adjectives as note-takers end them (함, 됨, 있음, 뛰어남); and the nouns that sound like them. */
const NOMINAL_VERB = /(?:[남움름음함됨임짐김림침킴춤줌늠엄쉼옴춤눔])$/;
const NOUN_IN_M = /(?:스트림|알림|드림|그림|이름|흐름|구름|필름|다음|처음|마음|게임|프레임|타임|책임|모임|웹뷰임)$/;
const NAMES_IN_DA = /(?:람다|마다|소다|판다)$/;
/** Words that modify: a phrase that begins with one is no name by itself. */
const MODIFIER =
  /^(?:높은|낮은|빠른|느린|다양한|쉬운|간편한|간단한|유연한|안전한|저렴한|강력한|완전한|새로운|여러|모든|많은|적은|큰|작은|각|각각|자동|주로|매우|가장|좀|더|보다|이|그|저|이런|그런|해당|위|아래|다음|단|즉|만약|또한|그리고|하지만|어떤|무슨|왜|어떻게|언제|약|총|실제|추가|기존|별도|전체|일부|한|두|세|네|두개|두가지|세가지|크게|ex|예)(?:\s|\)|$)|^[두세네]\s?(?:개|가지|종류)/i;
const PARTICLE =
  /[가-힣A-Za-z0-9)](?:은|는|을|를|에서|에서의|으로의|에게|으로|까지|부터|이란|란|에|에의|보다|만)(?:\s|$)/;
const ADNOMINAL =
  /[가-힣](?:하는|되는|하지|되지|있는|없는|않는|위한|대한|통한|따른|의한|관한|인한|하고|되고|하여|해서|하며|이며|된|할|될)(?:\s|$)/;

/** Longest name, in characters and words. */
const LONGEST = { characters: 44, words: 6 } as const;

function isPredicate(text: string): boolean {
  if (NAMES_IN_DA.test(text)) return false;
  return PREDICATE.test(text) || (NOMINAL_VERB.test(text) && !NOUN_IN_M.test(text));
}

/** Whether a phrase can be the name of something; generic words are names too here. */
export function isNominal(text: string): boolean {
  if (text.length < 2 || text.length > LONGEST.characters || text.split(/\s+/).length > LONGEST.words) return false;
  if (!/\p{L}/u.test(text) || /^[^\p{L}\p{N}"'‘“(]/u.test(text)) return false;
  if (/[?!=;<>{}→|~…*`\\,:]|:\/\/|[ㄱ-ㅎㅏ-ㅣ]/.test(text) || /^\d+(?:[\s\p{L}%]*$|\/)/u.test(text)) return false;
  if (/\(/.test(text) !== /\)/.test(text)) return false;
  return !MODIFIER.test(text) && !ADNOMINAL.test(text) && !PARTICLE.test(text) && !isPredicate(text);
}

/** What heads a whole note or a comparison names more than one thing: `RDS와 Aurora`, `vs Athena`. */
const TITLE = /[\p{L}\p{N}](?:와|과)\s|[\p{L}\p{N}]의\s|\bvs\b|\s및\s|(?:라이프|\.com|\.net)$/iu;

/** Whether a phrase names one thing, so that one can ask for it. */
export function isName(text: string): boolean {
  return isNominal(text) && !isGeneric(text) && !(HEADING_END.test(text) && /\s/.test(text)) && !TITLE.test(text);
}

/** The first letters of a name's words: EBS of Elastic Block Store. */
export function initials(text: string): string {
  return (text.match(/[A-Z]|(?<=[\s-])[a-z]/g) ?? []).join('').toLowerCase();
}

/** Whether a gloss in parentheses is another name: an acronym or its long form, the same in another script. */
function isGloss(shown: string, gloss: string): boolean {
  if (!isNominal(gloss)) return false;
  const [a, b] = [/[가-힣]/.test(shown), /[가-힣]/.test(gloss)];
  // `RPO(복구 시점 목표)` explains; `Region(리전)` and `버킷(bucket)` translate.
  if (a !== b) return a || !/\s/.test(gloss);
  const [short, long] = shown.length < gloss.length ? [shown, gloss] : [gloss, shown];
  const letters = short.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
  return (
    !a &&
    (initials(long).includes(letters.replace(/\d/g, '').slice(0, 2)) ||
      long.toLowerCase().includes(short.toLowerCase()))
  );
}

/** Reads a name and its glosses: `EC2(이씨투, Elastic Compute Cloud)`, `버킷 (bucket)`; undefined where it names nothing. */
export function readName(text: string): Name | undefined {
  const plain = text.replace(/["“”‘’]/g, '');
  const [, before, inside] = /^(.*?)\s*[([]([^()[\]]+)[)\]]\s*$/.exec(plain) ?? [];
  const shown = (before ?? plain).trim();
  if (!isName(shown)) return undefined;
  const glosses = (inside ?? '').split(/\s*[,·/]\s*/).filter((gloss) => isGloss(shown, gloss));
  return { shown, forms: [shown, ...glosses] };
}

/** What a heading may end with and still name a thing, though a line that ends so says something: `정적 IP 지원`. */
const HEADING_VERB = /(?<=\S)\s(?:지원|최적화|개선|향상|절감|증가|제공)$/;

/** Reads the name that a heading gives. */
export function readHeading(text: string): Name | undefined {
  const name = readName(text);
  if (name || !HEADING_VERB.test(text) || !readName(text.replace(HEADING_VERB, ''))) return name;
  return { shown: text, forms: [text] };
}
