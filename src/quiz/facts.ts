import type { Entry } from './entries.ts';
import { glossed, labelled } from './labels.ts';
import { type Group, groupsIn, listedNames, type Steps, stepsIn } from './list-facts.ts';
import { isGeneric, isName, isNominal, type Name, nameKey, readHeading, readName } from './names.ts';
import { type Attribute, attributesIn, isTurned } from './table-facts.ts';
import { clipped, isDescription, isStatement } from './wording.ts';

/** What something is, in the words of the notes. */
export interface Definition {
  readonly name: Name;
  /** Without the name, at most 160 characters. */
  readonly text: string;
  readonly entry: Entry;
  /** What stands above the name, outermost first. */
  readonly context: readonly string[];
  /** How the note tells it: `이름: 뜻`, `이름은 …` somewhere, or a line `under` the name. */
  readonly how: 'labelled' | 'told' | 'under';
}

/** Something that a line says about what it stands under. */
export interface Statement {
  readonly text: string;
  readonly entry: Entry;
  readonly context: readonly string[];
}

/** What a statement is about, for an item's id: what it stands under. */
export const subjectOf = (context: readonly string[]): string[] => context.slice(-2);

/** All that can be asked about. */
export interface Facts {
  readonly definitions: readonly Definition[];
  readonly statements: readonly Statement[];
  readonly groups: readonly Group[];
  readonly steps: readonly Steps[];
  readonly attributes: readonly Attribute[];
}

/** Longest stem out of the notes, in characters. */
const LONGEST_QUOTE = 160;

/** `이름은 … 서비스이다`, where the notes know the name. */
function told(text: string, isKnown: (name: string) => boolean): { label: string; rest: string } | undefined {
  const [, label, rest] = /^(.{2,40}?)(?:이란|란|은|는),?\s+(.{12,})$/s.exec(text) ?? [];
  if (label === undefined || rest === undefined) return undefined;
  const bare = label.replace(/\s*\([^()]*\)$/, '');
  return isKnown(bare) ? { label, rest } : undefined;
}

/** `이름(다른 이름)은 뜻`: the meaning without its subject, the name with the other one. */
function withoutSubject(name: Name, text: string): { name: Name; rest: string } {
  const [, subject, rest] = /^([^은는,]{2,40}?(?:\([^()]{2,60}\))?)(?:이란|란|은|는),?\s+(.{10,})$/s.exec(text) ?? [];
  const told = subject === undefined ? undefined : readName(subject);
  const isOwn = told?.forms.some((form) =>
    name.forms.some((other) => nameKey(form).endsWith(nameKey(other)) || nameKey(other).endsWith(nameKey(form))),
  );
  if (!told || !isOwn || rest === undefined) return { name, rest: text };
  return { name: { shown: name.shown, forms: [...new Set([...name.forms, ...told.forms])] }, rest };
}

function definitionOf(
  entry: Entry,
  found: { label: string; rest: string },
  context: readonly string[],
  how: Definition['how'],
): Definition[] {
  const given = how === 'under' ? readHeading(found.label) : readName(found.label);
  // A quotation right under a title says what the note is about.
  if (!given || entry.source.startsWith('>')) return [];
  const { name, rest } = withoutSubject(given, found.rest);
  const text = clipped(rest, LONGEST_QUOTE);
  if (text === undefined || !isDescription(text)) return [];
  return [{ name, text, entry, context, how: rest === found.rest ? how : 'labelled' }];
}

/** A line over a list that says how many things it lists. */
const COUNTS_LIST = /(?:[두세네]|\d)\s?(?:가지|종류|개)|종류|다음/;

/** How many lines under a name may serve to ask for it; the first that does is taken. */
const FIRST_LINES = 5;

function definitionsIn(entry: Entry, isKnown: (name: string) => boolean): Definition[] {
  if (entry.kind === 'row') return rowDefinitions(entry);
  const pair = labelled(entry.text) ?? glossed(entry.text);
  const direct = pair ? definitionOf(entry, pair, entry.path, 'labelled') : [];
  if (direct.length > 0 || (pair && entry.kind !== 'heading')) return direct;
  const sentence = entry.kind === 'heading' ? undefined : told(entry.text, isKnown);
  if (sentence) return definitionOf(entry, sentence, entry.path, 'told');
  // What stands first under a name says best what it is.
  return entry.children
    .slice(0, FIRST_LINES)
    .filter(
      (child) => (child.kind === 'item' || child.kind === 'text') && !labelled(child.text) && !glossed(child.text),
    )
    .filter((child) => child.children.length === 0 || !COUNTS_LIST.test(child.text))
    .flatMap((child) => definitionOf(child, { label: entry.text, rest: child.text }, entry.path, 'under'));
}

/** Columns that say what something is, whatever else the table compares. */
const DESCRIBES = /^(?:설명|특징|개념|뜻|의미|정의|하는 일|용도|역할|내용|쓰는 곳|언제 쓰나|쓰임)$/;

/** A row whose other cells describe what its first cell names. */
function rowDefinitions(entry: Entry): Definition[] {
  const [first, ...others] = entry.cells;
  if (!first || isTurned(entry.cells)) return [];
  const described = others.filter(({ column }) => others.length === 1 || DESCRIBES.test(column));
  const told = described.filter(({ value }) => isDescription(value)).sort((a, b) => b.value.length - a.value.length);
  const [best] = told;
  return best ? definitionOf(entry, { label: first.value, rest: best.value }, entry.path, 'labelled') : [];
}

/** Under each heading, what stands in it directly: a heading's children as an entry has its own. */
function withSections(entries: readonly Entry[]): Entry[] {
  const tops = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = `${entry.file}:${entry.section}`;
    if (entry.kind === 'heading' || entry.path.length !== entry.depth) continue;
    tops.set(key, [...(tops.get(key) ?? []), entry]);
  }
  return entries.map((entry) => {
    return entry.kind === 'heading' ? { ...entry, children: tops.get(`${entry.file}:${entry.section}`) ?? [] } : entry;
  });
}

/** A line over a list that says what it lists. */
const HEADS_LIST = /(?:순서|종류|방법|목록|이유|조건|과정|절차|예|경우|점|것|때)$/;

/** All that the entries of a note say, sorted by what can be asked about it. `isKnown` tells names of the notes. */
export function factsOf(entries: readonly Entry[], isKnown: (name: string) => boolean): Facts {
  const all = withSections(entries);
  const statements = all
    .filter((entry) => entry.kind !== 'heading' && entry.kind !== 'row')
    .flatMap((entry): Statement[] => {
      const pair = labelled(entry.text);
      const own = pair && (readName(pair.label) || isNominal(pair.label)) ? pair : undefined;
      const text = clipped(own?.rest ?? entry.text, LONGEST_QUOTE);
      if (text === undefined || (entry.children.length > 0 && HEADS_LIST.test(text)) || !isStatement(text)) return [];
      return [{ text, entry, context: own ? [...entry.path, own.label] : entry.path }];
    });
  return {
    definitions: all.flatMap((entry) => definitionsIn(entry, isKnown)),
    statements,
    groups: all.flatMap(groupsIn),
    steps: all.flatMap(stepsIn),
    attributes: all.filter((entry) => entry.kind === 'row').flatMap(attributesIn),
  };
}

/** The names that entries give: headings, labels, list parents, first cells, what stands alone on a line. */
export function namesIn(entries: readonly Entry[]): { readonly name: Name; readonly entry: Entry }[] {
  return entries.flatMap((entry) => {
    const listed = labelled(entry.text);
    const phrases = [
      ...(entry.kind === 'row' ? entry.cells.slice(0, 1).map(({ value }) => value) : []),
      ...(entry.kind === 'heading' || entry.children.length > 0 ? [entry.text] : []),
      ...(listed ? [listed.label, ...listedNames(listed.rest)] : []),
      ...(glossed(entry.text) ? [glossed(entry.text)?.label ?? ''] : []),
      ...(entry.children.length === 0 && entry.kind === 'item' && isName(entry.text) && !isGeneric(entry.text)
        ? [entry.text]
        : []),
    ];
    return phrases.flatMap((phrase) => {
      const name = readName(phrase);
      return name ? [{ name, entry }] : [];
    });
  });
}
