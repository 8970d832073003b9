import type { Query } from '../search/query.ts';
import type { RankedHit } from '../search/retrieve.ts';

/** Openings that lean on what was said before. */
const MARKER =
  /^(그럼|그러면|그렇다면|그런데|근데|그리고|그건|그거|그게|거기|거긴|이건|이거|and|then|what about)[\s,]+/i;
/** A question of more characters says itself what it is about. */
const SHORT = 30;
/** How much nearer its best line (a cosine) the question must come by the subject before it, to be taken as a follow-up. */
const GAIN = 0.04;

/** Words the notes hardly know (`고마워!`) ask nothing of them, whatever was asked before. */
const LEAST_FAMILIAR = 0.5;

/** A question as it may be searched for in a conversation. */
export interface Reading {
  readonly query: string;
  /** Whether it surely leans on the question before, or only perhaps: then the notes decide (`leansOn`). */
  readonly sure: boolean;
}

/**
 * The question with the subject of the one before it: what that one defined, or else the section that answered it.
 * Undefined when the question stands alone. `hit` is what answered the question before; `read` reads a question
 * as the notes of each scope do.
 */
export function followUpReading(
  question: string,
  previous: string,
  hit: RankedHit | undefined,
  read: (question: string) => readonly Query[],
): Reading | undefined {
  const marked = MARKER.test(question);
  const rest = question.replace(MARKER, '');
  const queries = read(rest);
  if (!marked && queries.every(({ familiar }) => familiar < LEAST_FAMILIAR)) return undefined;
  if (namesSubject(queries)) return marked ? { query: `${previous} ${rest}`, sure: true } : undefined;
  if (!marked && question.length > SHORT) return undefined;
  const [before] = read(previous);
  const subject = before?.defines ?? hit?.passage.headings.at(-1) ?? previous;
  return { query: `${subject} ${rest}`, sure: marked };
}

/** Whether the notes answer the question better with the subject before it: `together` against `alone`. */
export function leansOn(together: RankedHit | undefined, alone: RankedHit | undefined): boolean {
  return (together?.signals?.line ?? 0) - (alone?.signals?.line ?? 0) >= GAIN;
}

/** Whether a question says itself what it is about: a name, known to the notes or not. */
const namesSubject = (queries: readonly Query[]) =>
  queries.some(({ named, unknown }) => named.length > 0 || unknown.length > 0);
