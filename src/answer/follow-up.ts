import type { KeywordIndex } from '../search/keywords.ts';
import type { Query } from '../search/query.ts';
import type { RankedHit } from '../search/retrieve.ts';
import { terms } from '../text/korean.ts';

/** Openings that lean on what was said before. */
const MARKER =
  /^(그럼|그러면|그렇다면|그런데|근데|그리고|그건|그거|그게|거기|거긴|이건|이거|and|then|what about)[\s,]+/i;
/** `X가 뭐야?`: the question names its subject and nothing else. */
const DEFINITION =
  /^(.{1,20}?)\s*(?:이란|란|이|가|은|는|에 대해)?\s*(?:뭐야|뭐임|뭐지|뭔가요|뭐예요|무엇|알려|설명|what is)/i;
/** A question of more characters says itself what it is about. */
const SHORT = 30;
/** How much nearer its best line (a cosine) the question must come by the subject before it, to be taken as a follow-up. */
const GAIN = 0.04;

/** Words the notes hardly know (`고마워!`) ask nothing of them, whatever was asked before. */
const LEAST_KNOWN = 0.5;

/** A question as it may be searched for in a conversation. */
export interface Reading {
  readonly query: string;
  /** Whether it surely leans on the question before, or only perhaps: then the notes decide (`leansOn`). */
  readonly sure: boolean;
}

/**
 * The question with the subject of the one before it: what that one defined, or else the section that answered it.
 * Undefined when the question stands alone. `hit` is what answered the question before; `read` finds names in a question.
 */
export function followUpReading(
  question: string,
  previous: string,
  hit: RankedHit | undefined,
  keywords: readonly KeywordIndex[],
  read: (question: string) => readonly Query[],
): Reading | undefined {
  const marked = MARKER.test(question);
  const rest = question.replace(MARKER, '');
  if (!marked && knownShare(keywords, rest) < LEAST_KNOWN) return undefined;
  if (namesSubject(read(rest))) return marked ? { query: `${previous} ${rest}`, sure: true } : undefined;
  if (!marked && question.length > SHORT) return undefined;
  const subject = DEFINITION.exec(previous)?.[1] ?? hit?.passage.headings.at(-1) ?? previous;
  return { query: `${subject} ${rest}`, sure: marked };
}

/** Whether the notes answer the question better with the subject before it: `together` against `alone`. */
export function leansOn(together: RankedHit | undefined, alone: RankedHit | undefined): boolean {
  return (together?.signals?.line ?? 0) - (alone?.signals?.line ?? 0) >= GAIN;
}

/** Whether a question says itself what it is about: a name, known to the notes or not. */
const namesSubject = (queries: readonly Query[]) =>
  queries.some(({ named, unknown }) => named.length > 0 || unknown.length > 0);

/** Share of a question's terms that occur in the notes at all, 0–1: small talk has few. */
function knownShare(indexes: readonly KeywordIndex[], question: string): number {
  const all = [...new Set(terms(question))];
  const isKnown = (term: string) => indexes.some((index) => index.rarity(term) < 1);
  return all.length === 0 ? 0 : all.filter(isKnown).length / all.length;
}
