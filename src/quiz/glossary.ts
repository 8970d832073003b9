import { normalize } from '../text/korean.ts';
import type { Entry } from './entries.ts';
import { initials, isGeneric, type Name, nameKey } from './names.ts';
import { latinNames, makersOf, patternOf, windowsOf, withoutParticle } from './names-in-text.ts';
import { shareOf, termSet } from './wording.ts';

/** Whether two spellings name the same thing. */
export type SameName = (a: string, b: string) => boolean;

/** Spelled alike but for case, blanks and punctuation. */
export const isSpelledAlike: SameName = (a, b) => nameKey(a) === nameKey(b);

/** A name and where the notes use it. */
interface Term {
  readonly name: Name;
  readonly key: string;
  /** Paths of the entries that give it as a name. */
  readonly paths: readonly (readonly string[])[];
  /** What the notes say about it: entries that hold it or stand under it. */
  readonly entries: readonly Entry[];
}

interface Spelling {
  readonly form: string;
  readonly key: string;
  /** For normalized text. */
  readonly pattern: RegExp;
}

/** All names of the notes. */
export interface Glossary {
  readonly terms: readonly Term[];
  find(name: string): Term | undefined;
  /** Whether both name the same thing, or one is part of the other: `S3` and `S3 Glacier`. */
  isNear(a: Name, b: Name): boolean;
  /** Whether a name is, holds or is held by a part of a path: `Aurora` and `AuroraDB 보안`. */
  touches(name: Name, path: readonly string[]): boolean;
  /** Every spelling of a name, with and without a maker's name before it. */
  spellings(name: Name): readonly string[];
  /** A spelling without a maker's name before it. */
  withoutMaker(form: string): string;
  /** Whether nothing but a generic word is left of a name without its maker. */
  isCommon(name: Name): boolean;
  /** Where a spelling of a name first stands in a text, the longest one if there are several; undefined where none does. */
  findIn(name: Name, text: string): { readonly at: number; readonly length: number } | undefined;
  /** Whether a spelling of a name that the notes know stands in a text. */
  standsIn(name: Name, text: string): boolean;
  /** Whether a text says a name in another spelling, which the notes need not have: 람다 for Lambda. */
  isHeard(name: Name, text: string): boolean;
  /** Whether a text gives a name away in any spelling at all, by its initials too. */
  shinesThrough(name: Name, text: string): boolean;
  /** Whether the notes say something like `text` about a name. */
  says(name: Name, text: string): boolean;
}

/** From here up two texts say the same thing. */
export const SAME_SAYING = 0.5;

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
  const spelled = new Map<string, readonly Spelling[]>();
  // Most names come by again and again as the same object.
  const spelledNames = new WeakMap<Name, readonly Spelling[]>();
  const spellingsOf = (name: Name): readonly Spelling[] => {
    const own = spelledNames.get(name) ?? spellingsByForms(name);
    spelledNames.set(name, own);
    return own;
  };
  const spellingsByForms = (name: Name): readonly Spelling[] => {
    const id = name.forms.join('\n');
    const known =
      spelled.get(id) ??
      spell(name).map((form) => ({ form, key: nameKey(form), pattern: patternOf(normalize(form), 'u') }));
    spelled.set(id, known);
    return known;
  };
  const spell = (name: Name): string[] => {
    const own = name.forms.flatMap((form) => [form, bare(form)]);
    const more = own.flatMap((form) => [...(forms.get(nameKey(form)) ?? [])]);
    const all = [...new Set([...own, ...more, ...more.map(bare)])];
    return all.filter((form) => name.forms.includes(form) || !(makers.has(nameKey(form)) || isGeneric(form)));
  };
  const texts = entries.map((entry) => {
    const text = normalize([entry.text, ...entry.path.slice(-2)].join(' \n '));
    return { entry, text, key: nameKey(text) };
  });
  const byTerm = new Map<string, (typeof texts)[number][]>();
  for (const said of texts) {
    for (const term of termSet(said.text)) {
      const others = byTerm.get(term);
      if (others) others.push(said);
      else byTerm.set(term, [said]);
    }
  }
  /** The texts that hold the rarest of a spelling's terms, and so perhaps the spelling. */
  const saying = (form: string): typeof texts => {
    const lists = [...termSet(form)].map((term) => byTerm.get(term) ?? []).sort((a, b) => a.length - b.length);
    return lists[0] ?? texts;
  };
  const mentions = new Map<string, readonly Entry[]>();
  const entriesOfName = (name: Name): readonly Entry[] => {
    const id = name.forms.join('\n');
    const known = mentions.get(id);
    if (known) return known;
    const found = new Set<Entry>();
    for (const { form, key, pattern } of spellingsOf(name)) {
      for (const said of saying(form)) if (said.key.includes(key) && pattern.test(said.text)) found.add(said.entry);
    }
    const all = [...found];
    mentions.set(id, all);
    return all;
  };
  // One text is asked about many names in a row.
  let asked = { text: '', terms: termSet('') };
  const termsByEntry = new Map<Entry, ReadonlySet<string>>();
  const termsOf = (entry: Entry): ReadonlySet<string> => {
    const known = termsByEntry.get(entry) ?? termSet(entry.text);
    termsByEntry.set(entry, known);
    return known;
  };
  const standsIn = (name: Name, text: string): boolean => {
    const key = nameKey(text);
    const own = spellingsOf(name).filter((spelling) => key.includes(spelling.key));
    if (own.length === 0) return false;
    const said = normalize(text);
    return own.some(({ form, pattern }) => /[가-힣]/.test(form) || pattern.test(said));
  };
  const isSaidIn = (name: Name, window: string): boolean => {
    // With a particle of whatever length cut off, too.
    const own = spellingsOf(name);
    const bare = [window, window.replace(/[가-힣]$/, ''), window.replace(/[가-힣]{2}$/, ''), withoutParticle(window)];
    return [...new Set(bare)].some((said) => said !== '' && own.some(({ form }) => sameName(said, form)));
  };
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
    spellings: (name) => spellingsOf(name).map(({ form }) => form),
    isNear(a, b) {
      return spellingsOf(a).some((one) =>
        spellingsOf(b).some(
          (two) => one.key.includes(two.key) || two.key.includes(one.key) || sameName(one.form, two.form),
        ),
      );
    },
    withoutMaker: bare,
    isCommon: (name) => name.forms.every((form) => isGeneric(bare(form))),
    standsIn,
    findIn(name, text) {
      const key = nameKey(text);
      // Hardly any name stands in a text: nothing is made for those that do not.
      const found = spellingsOf(name).filter((one) => key.includes(one.key));
      for (const { form } of found.sort((a, b) => b.form.length - a.form.length)) {
        const match = patternOf(form, 'iu').exec(text);
        if (match) return { at: match.index, length: match[0].length };
      }
      return undefined;
    },
    touches(name, path) {
      const keys = path.map(nameKey);
      return spellingsOf(name).some((one) =>
        keys.some((key) => key.includes(one.key) || (key.length > 2 && one.key.includes(key))),
      );
    },
    isHeard: (name, text) => windowsOf(text).some((window) => isSaidIn(name, window)),
    shinesThrough(name, text) {
      if (standsIn(name, text)) return true;
      const short = new Set(spellingsOf(name).flatMap(({ form }) => (form.length >= 2 ? [form.toLowerCase()] : [])));
      return windowsOf(text).some((window) => short.has(initials(window)) || isSaidIn(name, window));
    },
    says(name, text) {
      if (asked.text !== text) asked = { text, terms: termSet(text) };
      const said = asked.terms;
      return entriesOfName(name).some((entry) => shareOf(termsOf(entry), said) >= SAME_SAYING);
    },
  };
}
