import { words } from '../text/korean.ts';
import { type Bench, type Plan, randomOf } from './bench.ts';
import { type Candidate, wrongOptions } from './distractors.ts';
import type { Statement } from './facts.ts';
import { latinNames, SAME_SAYING } from './glossary.ts';
import { itemId, lot } from './identity.ts';
import { isName, type Name, nameKey } from './names.ts';
import { neutralParticle } from './particle.ts';
import { isSameKind, type Quantity, quantitiesIn, roundNear, worth } from './quantities.ts';
import { BLANK, placeOf, stems } from './stems.ts';
import { overlap } from './wording.ts';

/** What is left of a statement around its blank must still say so many words. */
const WORDS_LEFT = 5;
/** Two letters are a name only where the notes use them that often. */
const OFTEN = 3;
/** Units that count things: one or two of them are hardly worth a question. */
const COUNTS = new Set(['개', '번', '회', '명', '건', '단계', '장', '배']);

/** The things a statement is about, for its id: what it stands under. */
const subjectOf = (context: readonly string[]): string[] => context.slice(-2);

/** The first words of a text without figures: what stays when a value is corrected. */
function gist(text: string): string {
  return words(text)
    .filter((word) => !/\d/.test(word))
    .slice(0, 3)
    .join(' ');
}

interface Blank {
  readonly name: Name;
  readonly at: number;
  readonly length: number;
}

/** What may follow a name without a blank; anything else makes another word of it. */
const SUFFIX =
  /^(?:은|는|이|가|을|를|에|의|로|으로|와|과|도|만|까지|부터|나|이나|라|이라|며|이며|다|이다|면|이면|처럼|보다|용|형|당|별|마다|들|란|이란|인|일|이고|고|였)/;

/** Names in a list of their like: any other would fit as well. */
function isListed(text: string, at: number, length: number): boolean {
  const before = text.slice(0, at).trimEnd();
  const after = text.slice(at + length);
  return (
    /(?:^|,)[^,]{1,14},$/.test(before) ||
    /(?:[A-Za-z0-9)]\s?,|[·/+&(、]|및|또는|이나|와|과|[A-Za-z0-9]나)$/.test(before) ||
    /^\s?(?:[,·/+&)、(]|및|또는|등|같은|와\s|과\s|이나\s|나\s|처럼)/.test(after)
  );
}

/** The names in a statement that can be blanked out: known, said once, not what it stands under. */
function blanksIn(bench: Bench, { text, context }: Statement): Blank[] {
  const { glossary } = bench;
  const known = bench.once('hangul', () => hangulNames(bench)).map(({ name }) => name);
  const latin = latinNames(text)
    .filter(
      (name) =>
        isName(name) && (glossary.find(name)?.paths.length ?? 0) >= (name.length > 2 || /\d/.test(name) ? 1 : OFTEN),
    )
    .map((shown) => ({ shown, forms: [shown] }));
  return [...latin, ...known].flatMap((name): Blank[] => {
    const found = glossary.findIn(name, text);
    if (!found) return [];
    const { at, length } = found;
    const rest = `${text.slice(0, at)} ${text.slice(at + length)}`;
    const isWord = /^[가-힣]/.test(text.slice(at + length)) && !SUFFIX.test(text.slice(at + length));
    if (isWord || isListed(text, at, length) || words(rest).length < WORDS_LEFT || glossary.touches(name, context))
      return [];
    if ([rest, ...context].some((part) => glossary.shinesThrough(name, part))) return [];
    return [{ name, at, length }];
  });
}

interface Rival extends Candidate {
  readonly name: Name;
}

/** Names in Hangul that stand for one thing by themselves: those that the notes gloss in another script. */
function hangulNames({ facts }: Bench): Rival[] {
  return facts.definitions
    .filter(
      ({ name }) =>
        /[가-힣]/.test(name.shown) &&
        (name.forms.length > 1 || /[A-Z]/.test(name.shown)) &&
        nameKey(name.shown).length >= 3,
    )
    .map(({ name, context }) => ({ name, text: name.shown, path: context }));
}

/** Names in Hangul that the notes define: what only heads a part of them is another kind of thing. */
function hangulRivals({ facts }: Bench): Rival[] {
  return facts.definitions
    .filter(({ name, how }) => !/[A-Za-z]/.test(name.shown) && (how !== 'under' || name.forms.length > 1))
    .map(({ name, context }) => ({ name, text: name.shown, path: context }));
}

function latinRivals({ glossary }: Bench): Rival[] {
  return glossary.terms
    .filter(({ name }) => !/[가-힣]/.test(name.shown) && /[A-Z]/.test(name.shown) && isName(name.shown))
    .flatMap((term) => term.paths.slice(0, 2).map((path): Rival => ({ name: term.name, text: term.name.shown, path })));
}

const isShort = (name: Name): boolean => nameKey(name.shown).length <= 5;

function cloze(bench: Bench, own: Statement): Plan[] {
  const { glossary } = bench;
  const blanks = blanksIn(bench, own);
  // The rarest name says most.
  const [blank] = blanks.sort(
    (a, b) => (glossary.find(a.name.shown)?.paths.length ?? 0) - (glossary.find(b.name.shown)?.paths.length ?? 0),
  );
  if (!blank) return [];
  const { name, at, length } = blank;
  const { text, context, entry } = own;
  const quote = `${text.slice(0, at)}${BLANK}${neutralParticle(text.slice(at + length))}`;
  const base = { type: 'cloze' as const, subject: subjectOf(context), key: name.shown, entries: [entry], said: text };
  const rivals = /[가-힣]/.test(name.shown)
    ? bench.once('hangul rivals', () => hangulRivals(bench))
    : bench.once('latin', () => latinRivals(bench)).filter((rival) => isShort(rival.name) === isShort(name));
  const near = bench
    .neighbours(name.shown)
    .map((shown): Rival => ({ name: { shown, forms: [shown] }, text: shown, path: context, turn: 'first' }));
  const isFair = (rival: Rival, chosen: readonly Rival[]): boolean =>
    !chosen.some((other) => glossary.isNear(rival.name, other.name)) &&
    !glossary.standsIn(rival.name, text) &&
    !glossary.touches(rival.name, context) &&
    !glossary.says(rival.name, quote);
  const wrong = wrongOptions(
    { name, text: name.shown, path: context },
    [...near, ...rivals],
    isFair,
    randomOf(bench, base),
  );
  if (wrong.length === 0) return [];
  const place = placeOf(context, (part) => glossary.standsIn(name, part));
  return [{ ...base, stem: stems.cloze(place, quote), wrong, answer: text.slice(at, at + length) }];
}

interface Value extends Candidate {
  readonly quantity: Quantity;
}

/** Other numbers of a unit: the notes' own, and where those are too few, round ones near it. */
function otherValues(bench: Bench, own: Statement, quantity: Quantity): Value[] {
  const gap = /\d(\s?)[^\d]*$/.exec(quantity.text)?.[1] ?? '';
  const value = (number: string, amount: number, path: readonly string[]): Value => {
    const text = `${number}${gap}${quantity.unit}`;
    return { text, path, quantity: { ...quantity, text, number, value: amount } };
  };
  const all = bench.once('quantities', () =>
    bench.facts.statements.map((other) => ({ other, found: quantitiesIn(other.text) })),
  );
  const given = all.flatMap(({ other, found: quantities }) =>
    quantities
      .filter(
        (found) =>
          found.unit === quantity.unit && other.entry !== own.entry && overlap(other.text, own.text) < SAME_SAYING,
      )
      .map((found) => value(found.number, found.value, other.context)),
  );
  const round = roundNear(quantity).map((amount): Value => {
    const useGrouping = amount >= 10_000 || quantity.number.includes(',');
    return { ...value(amount.toLocaleString('en', { useGrouping }), amount, own.context), turn: 'last' };
  });
  return [...given, ...round];
}

/** A text without what it adds to a quantity in parentheses that tells it again: `15분(900초)`, `5개(4개와 1개)`. */
function withoutDoubles(text: string): string {
  return quantitiesIn(text).reduceRight((rest, quantity) => {
    const end = quantity.at + quantity.text.length;
    const [added, inside] = /^\s?\(([^()]*)\)/.exec(text.slice(end)) ?? [];
    const tells = quantitiesIn(inside ?? '').some((again) => isSameKind(again, quantity));
    return added !== undefined && tells ? `${rest.slice(0, end)}${rest.slice(end + added.length)}` : rest;
  }, text);
}

/** A quantity worth asking for, said once in whatever unit. */
function askedQuantity(text: string): Quantity | undefined {
  const all = quantitiesIn(text);
  return all.find((quantity) => {
    // Dates are no figures to learn.
    const isDate =
      (quantity.unit === '년' && quantity.value > 1900) ||
      (quantity.unit === '일' && /월\s?$/.test(text.slice(0, quantity.at)));
    const isSmall = isDate || (COUNTS.has(quantity.unit) && quantity.value <= 2);
    const isGiven = all.some(
      (other) => other !== quantity && (worth(other) === worth(quantity) || other.number === quantity.number),
    );
    const rest = `${text.slice(0, quantity.at)} ${text.slice(quantity.at + quantity.text.length)}`;
    return !isSmall && !isGiven && words(rest).length >= 3;
  });
}

function number(bench: Bench, own: Statement): Plan[] {
  const { context, entry } = own;
  const text = withoutDoubles(own.text);
  const quantity = askedQuantity(text);
  if (!quantity) return [];
  const { at } = quantity;
  const quote = (value: string) => `${text.slice(0, at)}${value}${text.slice(at + quantity.text.length)}`;
  const base = {
    subject: subjectOf(context),
    key: `${quantity.unit} ${gist(quote(' '))}`,
    entries: [entry],
    said: text,
  };
  const random = randomOf(bench, { ...base, type: 'number' });
  const others = otherValues(bench, own, quantity);
  const ratio = (value: Value) => value.quantity.value / quantity.value;
  const isFair = (value: Value, chosen: readonly Value[]): boolean =>
    !(COUNTS.has(quantity.unit) && value.quantity.value <= 1) &&
    ratio(value) >= 0.02 &&
    ratio(value) <= 50 &&
    !chosen.some((other) => worth(other.quantity) === worth(value.quantity)) &&
    !quantitiesIn(text).some((said) => worth(said) === worth(value.quantity));
  const wrong = wrongOptions({ text: quantity.text, path: context, quantity }, others, isFair, random);
  if (wrong.length === 0) return [];
  const place = placeOf(context, (part) => part.includes(quantity.number));
  if (lot(itemId('number', base.subject, base.key), 3) > 0) {
    return [{ ...base, type: 'number', stem: stems.number(place, quote(BLANK)), wrong, answer: quantity.text }];
  }
  const isTrue = random() < 0.5;
  const apart = (option: string): number => Math.abs(Math.log((quantitiesIn(option)[0]?.value ?? 0) / quantity.value));
  // The nearest is the hardest to tell.
  const [swapped = ''] = [...wrong].sort((a, b) => apart(a) - apart(b));
  return [
    {
      ...base,
      type: 'ox',
      stem: stems.ox(place, quote(isTrue ? quantity.text : swapped)),
      wrong: [],
      answer: isTrue ? 'O' : 'X',
    },
  ];
}

/** Questions about what a line says, the one to ask first: its figure, or else the name in it. */
export function* fromStatement(bench: Bench, own: Statement): Generator<Plan> {
  yield* number(bench, own);
  yield* cloze(bench, own);
}
