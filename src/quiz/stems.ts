// How questions are put, in Korean: in one place, so that another language could follow.
import { isGeneric, isNominal, nameKey, readName } from './names.ts';
import { particle } from './particle.ts';

/** What stands for the answer within a quoted line. */
export const BLANK = '____';
/** What stands for the thing asked about within its own description. */
export const MASK = '○○';

/** Longest part of a path that is shown, in characters. */
const LONGEST_PART = 36;
/** Headings of chapters say what one does there, not what it is about. */
const CHAPTER = /(?:하기|정리|요약|노트|공부)$/;

/**
 * Where a question belongs, for the person who answers: the last part of the path that may be shown, after the nearest
 * part above it that names something. `hides` keeps parts back that would tell the answer.
 */
export function placeOf(context: readonly string[], hides: (part: string) => boolean): string {
  const parts = context.filter((part) => part.length <= LONGEST_PART && !CHAPTER.test(part) && !hides(part));
  const last = parts.at(-1);
  if (last === undefined) return '';
  const key = nameKey(last);
  const above = parts.slice(0, -1).filter((part) => {
    return !isGeneric(part) && !key.includes(nameKey(part)) && !nameKey(part).includes(key);
  });
  const names = above.filter((part) => readName(part));
  const named = names.findLast((part) => /[A-Z]/.test(part)) ?? names.at(-1) ?? above.findLast(isNominal);
  return named === undefined ? last : `${named} › ${last}`;
}

const at = (place: string): string => (place === '' ? '' : `[${place}] `);

export const stems = {
  term: (place: string, text: string) => `${at(place)}다음 설명에 해당하는 것은 무엇일까요?\n“${text}”`,
  typed: (place: string, text: string) => `${at(place)}다음 설명에 해당하는 것의 이름을 적어 주세요.\n“${text}”`,
  definition: (place: string, name: string) => `${at(place)}‘${name}’에 대한 설명으로 알맞은 것은 무엇일까요?`,
  cloze: (place: string, text: string) => `${at(place)}빈칸에 들어갈 말은 무엇일까요?\n“${text}”`,
  number: (place: string, text: string) => `${at(place)}빈칸에 들어갈 값은 무엇일까요?\n“${text}”`,
  ox: (place: string, text: string) => `${at(place)}맞으면 O, 틀리면 X를 골라 주세요.\n“${text}”`,
  belongs: (owner: string) => `다음 중 ‘${owner}’에 속하는 것은 무엇일까요?`,
  belongsNot: (owner: string) => `다음 중 ‘${owner}’에 속하지 않는 것은 무엇일까요?`,
  order: (place: string) => `[${place}] 다음을 순서대로 늘어놓아 주세요.`,
  feature: (place: string, thing: string, feature: string) =>
    `${at(place)}‘${thing}’의 ‘${feature}’에 해당하는 것은 무엇일까요?`,
  thing: (place: string, feature: string, value: string) =>
    `${at(place)}‘${feature}’${particle(feature, '이/가')} ‘${value}’인 것은 무엇일까요?`,
  featureOx: (thing: string, feature: string, value: string) => `${thing} – ${feature}: ${value}`,
  described: (name: string, text: string) => `${name}: ${text}`,
} as const;
