import { getChoseong } from 'es-hangul';
import type { QuizItem } from '../domain.ts';
import { randomFor, shuffled } from './random.ts';

/** What helps without telling: the answer's first sounds, an option that is wrong, or the first of several steps. */
export type Hint =
  | { readonly kind: 'letters'; readonly text: string }
  | { readonly kind: 'without'; readonly option: string }
  | { readonly kind: 'first'; readonly step: string };

/** The first sounds of Hangul words and the first letters of others: `삭제 마커` → `ㅅㅈ ㅁㅋ`, `DataSync` → `D…`. */
function firstSounds(text: string): string {
  return text
    .split(/\s+/)
    .map((word) =>
      word.replace(/[가-힣]+|[A-Za-z]+/g, (run) => (run < '가' ? `${run.slice(0, 1)}…` : getChoseong(run))),
    )
    .join(' ');
}

/** A hint for an item, always the same one; undefined where any would tell (`ox`, or two options). */
export function hint(item: QuizItem): Hint | undefined {
  const { type, answer, options, id } = item;
  if (typeof answer !== 'string') return answer[0] === undefined ? undefined : { kind: 'first', step: answer[0] };
  if (type === 'typed') return { kind: 'letters', text: firstSounds(answer) };
  const wrong = options.filter((option) => option !== answer);
  const [option] = shuffled([...wrong].sort(), randomFor(`${id}:hint`));
  return wrong.length < 2 || option === undefined ? undefined : { kind: 'without', option };
}
