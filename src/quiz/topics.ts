import { getChoseong } from 'es-hangul';
import type { QuizItem } from '../domain.ts';
import { isSpelledAlike, type SameName } from './glossary.ts';
import { nameKey } from './names.ts';

/** What quizzes are chosen by, with how many items it has. */
export interface Topic {
  readonly name: string;
  readonly count: number;
}

/** The topics of items, the largest first. */
export function topics(items: readonly QuizItem[]): Topic[] {
  const counts = new Map<string, number>();
  for (const { topic } of items) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

/** How well a spelling fits what was typed so far: 0 from its beginning, 1 from within; undefined not at all. */
function placeIn(spelling: string, query: string): number | undefined {
  const isInitials = /^[ㄱ-ㅎ]+$/.test(query);
  const text = isInitials ? getChoseong(spelling).replace(/\s/g, '') : nameKey(spelling);
  const at = text.indexOf(isInitials ? query : nameKey(query));
  return at < 0 ? undefined : Math.min(at, 1);
}

/** How names are found that are typed in another spelling. */
interface Spellings {
  /** Whether two spellings name the same thing, across scripts. */
  readonly sameName?: SameName | undefined;
  /** A name's other spellings (Lambda: 람다), of which a part may be typed. */
  readonly readings?: ((name: string) => readonly string[]) | undefined;
}

/**
 * The topics that fit what was typed so far (part of a name, or first sounds: ㄹㄷ → 람다; or a word of it in another
 * spelling), the best first; all of them for nothing typed.
 */
export function matchTopics(
  all: readonly Topic[],
  typed: string,
  { sameName = isSpelledAlike, readings = () => [] }: Spellings = {},
): Topic[] {
  const query = typed.normalize('NFC').replace(/\s+/g, '');
  if (query === '') return [...all];
  return all
    .flatMap((topic) => {
      const places = [topic.name, ...readings(topic.name)].flatMap((spelling) => placeIn(spelling, query) ?? []);
      if (sameName(topic.name, query)) places.push(0);
      else if (topic.name.split(/\s+/).some((word) => sameName(word, query))) places.push(1);
      return places.length === 0 ? [] : [{ topic, best: Math.min(...places) }];
    })
    .sort((a, b) => a.best - b.best)
    .map(({ topic }) => topic);
}
