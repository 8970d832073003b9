import { normalize } from '../text/korean.ts';
import type { Entry } from './entries.ts';
import { isGeneric, type Name, nameKey } from './names.ts';
import { shareOf, termSet } from './wording.ts';

/** Whether two spellings name the same thing. */
export type SameName = (a: string, b: string) => boolean;

/** Spelled alike but for case, blanks and punctuation. */
export const isSpelledAlike: SameName = (a, b) => nameKey(a) === nameKey(b);

/** A name and where the notes use it. */
export interface Term {
  readonly name: Name;
  readonly key: string;
  /** Paths of the entries that give it as a name. */
  readonly paths: readonly (readonly string[])[];
  /** What the notes say about it: entries that hold it or stand under it. */
  readonly entries: readonly Entry[];
}

/** All names of the notes. */
export interface Glossary {
  readonly terms: readonly Term[];
  find(name: string): Term | undefined;
  /** Whether both name the same thing, or one is part of the other: `S3` and `S3 Glacier`. */
  isNear(a: Name, b: Name): boolean;
  /** Every spelling of a name, with and without a maker's name before it. */
  spellings(name: Name): readonly string[];
  /** Whether a spelling of a name that the notes know stands in a text. */
  standsIn(name: Name, text: string): boolean;
  /** Whether a text gives a name away in any spelling at all: 람다 for Lambda. */
  shinesThrough(name: Name, text: string): boolean;
  /** Whether the notes say something like `text` about a name. */
  says(name: Name, text: string): boolean;
}

/** Names given so often before others that also stand alone are their maker's: `○○ 클라우드` beside `클라우드`. */
const MAKER = 4;
/** From here up two texts say the same thing. */
export const SAME_SAYING = 0.5;

const LATIN_NAME =
  /(?<![\p{L}\p{N}])[A-Z][A-Za-z0-9+#]*(?:[-@.][A-Za-z0-9]+)*(?: (?:for |of |on )?[A-Z0-9][A-Za-z0-9+#]*(?:[-@.][A-Za-z0-9]+)*)*/gu;

/** Names in Latin letters as they stand in a text. */
export function latinNames(text: string): string[] {
  return [...text.matchAll(LATIN_NAME)].map(([name]) => name).filter((name) => /[A-Za-z]{2}|[A-Z]\d/.test(name));
}

function makersOf(keys: ReadonlySet<string>, shown: readonly string[]): Set<string> {
  const counts = new Map<string, Set<string>>();
  for (const name of shown) {
    const [first, ...rest] = name.split(' ');
    const bare = nameKey(rest.join(' '));
    if (first && bare !== '' && keys.has(bare))
      counts.set(nameKey(first), (counts.get(nameKey(first)) ?? new Set()).add(bare));
  }
  return new Set([...counts].filter(([, names]) => names.size >= MAKER).map(([maker]) => maker));
}

/** A pattern for a name within running text: whole Latin words, Hangul from the beginning of a word. */
export function patternOf(form: string): RegExp {
  const escaped = [...form.replace(/\s+/g, '')]
    .map((char) => char.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
    .join('\\s*-?');
  const after = /[A-Za-z0-9]$/.test(form) ? '(?![A-Za-z0-9])' : '';
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}${after}`, 'giu');
}

/** Collects the names that the entries give and use. */
export function glossaryOf(
  given: readonly { readonly name: Name; readonly entry: Entry }[],
  entries: readonly Entry[],
  sameName: SameName,
): Glossary {
  const forms = new Map<string, Set<string>>();
  const paths = new Map<string, (readonly string[])[]>();
  const shown = new Map<string, string>();
  const add = (name: Name, path: readonly string[]): void => {
    const key = nameKey(name.shown);
    if (key.length < 2) return;
    shown.set(key, shown.get(key) ?? name.shown);
    const own = forms.get(key) ?? new Set();
    for (const form of name.forms) own.add(form);
    forms.set(key, own);
    paths.set(key, [...(paths.get(key) ?? []), path]);
  };
  for (const { name, entry } of given) add(name, entry.path);
  for (const entry of entries) {
    for (const latin of latinNames(entry.text))
      if (!isGeneric(latin)) add({ shown: latin, forms: [latin] }, entry.path);
  }
  const makers = makersOf(new Set(forms.keys()), [...shown.values()]);
  const bare = (form: string): string => {
    const [first, ...rest] = form.split(' ');
    return first && rest.length > 0 && makers.has(nameKey(first)) ? rest.join(' ') : form;
  };
  const spelled = new Map<string, readonly string[]>();
  const spellings = (name: Name): readonly string[] => {
    const id = name.forms.join('\n');
    const known = spelled.get(id) ?? spell(name);
    spelled.set(id, known);
    return known;
  };
  const spell = (name: Name): string[] => {
    const own = name.forms.flatMap((form) => [form, bare(form)]);
    const more = own.flatMap((form) => [...(forms.get(nameKey(form)) ?? [])]);
    return [...new Set([...own, ...more, ...more.map(bare)])].filter((form) => !makers.has(nameKey(form)));
  };
  const texts = entries.map((entry) => ({
    entry,
    text: normalize([entry.text, ...entry.path.slice(-2)].join(' \n ')),
  }));
  const mentions = new Map<string, Entry[]>();
  const entriesFor = (form: string): Entry[] => {
    const key = nameKey(form);
    const known = mentions.get(key);
    if (known) return known;
    const pattern = patternOf(normalize(form));
    const found = texts.filter(({ text }) => text.search(pattern) >= 0).map(({ entry }) => entry);
    mentions.set(key, found);
    return found;
  };
  const termsByEntry = new Map<Entry, ReadonlySet<string>>();
  const termsOf = (entry: Entry): ReadonlySet<string> => {
    const known = termsByEntry.get(entry) ?? termSet(entry.text);
    termsByEntry.set(entry, known);
    return known;
  };
  const standsIn = (name: Name, text: string): boolean => {
    const said = normalize(text);
    const key = nameKey(said);
    return spellings(name).some(
      (form) => key.includes(nameKey(form)) && (/[가-힣]/.test(form) || said.search(patternOf(normalize(form))) >= 0),
    );
  };
  const entriesOfName = (name: Name): Entry[] => [...new Set(spellings(name).flatMap(entriesFor))];
  const terms: Term[] = [...shown]
    .filter(([key]) => !makers.has(key))
    .map(([key, first]) => {
      const name = { shown: first, forms: [first, ...[...(forms.get(key) ?? [])].filter((form) => form !== first)] };
      return {
        name,
        key,
        paths: paths.get(key) ?? [],
        get entries() {
          return entriesOfName(name);
        },
      };
    });
  const byKey = new Map(terms.map((term) => [term.key, term]));

  return {
    terms,
    find: (name) => byKey.get(nameKey(name)),
    spellings,
    isNear(a, b) {
      const [left, right] = [spellings(a), spellings(b)];
      return left.some((one) =>
        right.some((two) => {
          const [x, y] = [nameKey(one), nameKey(two)];
          return x === y || x.includes(y) || y.includes(x) || sameName(one, two);
        }),
      );
    },
    standsIn,
    shinesThrough(name, text) {
      if (standsIn(name, text)) return true;
      const parts = text.split(/[^\p{L}\p{N}@.+#-]+/u).filter((part) => part !== '');
      return parts.some((_, at) =>
        [1, 2, 3].some((count) => {
          const window = parts.slice(at, at + count).join(' ');
          // With a particle of one or two syllables cut off, too.
          const bare = [window, window.replace(/[가-힣]$/, ''), window.replace(/[가-힣]{2}$/, '')];
          return spellings(name).some((form) => bare.some((said) => said !== '' && sameName(said, form)));
        }),
      );
    },
    says(name, text) {
      const said = termSet(text);
      return entriesOfName(name).some((entry) => shareOf(termsOf(entry), said) >= SAME_SAYING);
    },
  };
}
