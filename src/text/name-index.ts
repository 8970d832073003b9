// Names that are listed together for one thing, to be found in a text wherever they stand.
import { normalize, stem } from './korean.ts';

/** What tells names apart: no blanks, hyphens and dots. */
export const compact = (text: string) => normalize(text).replace(/[\s\-_.·]+/g, '');

/** Words of a name at most. */
const LONGEST = 6;

/** Names by their words. `groups` are names for one thing each. */
export function indexNames(groups: readonly (readonly string[])[]) {
  const groupsOf = new Map<string, Set<readonly string[]>>();
  for (const group of groups) {
    const clean = [...new Set(group.map(normalize))];
    for (const name of clean) {
      const key = compact(name);
      if (key.length < 2) continue;
      const own = groupsOf.get(key) ?? new Set();
      groupsOf.set(key, own.add(clean));
    }
  }
  return {
    together(a: string, b: string): boolean {
      const [own, others] = [groupsOf.get(a), groupsOf.get(b)];
      return own !== undefined && others !== undefined && [...own].some((group) => others.has(group));
    },
    /** All names listed with one, itself left out. */
    besides(name: string): string[] {
      const all = [...(groupsOf.get(name) ?? [])].flat();
      return [...new Set(all)].filter((other) => compact(other) !== name);
    },
    /** Names that begin at a word, longest first, with their other spellings. The last word may carry a particle. */
    at(all: readonly string[], first: number): { readonly count: number; readonly others: readonly string[] }[] {
      const found: { count: number; others: string[] }[] = [];
      for (let count = Math.min(LONGEST, all.length - first); count > 0; count--) {
        const some = all.slice(first, first + count);
        const last = some.at(-1) ?? '';
        const forms = [last, stem(last)].map((end) => [...some.slice(0, -1), end].join(''));
        const own = forms.map((form) => groupsOf.get(form)).find((set) => set !== undefined);
        if (own === undefined) continue;
        const others = [...own].flat().filter((name) => !forms.includes(compact(name)));
        found.push({ count, others: [...new Set(others)] });
      }
      return found;
    },
  };
}
