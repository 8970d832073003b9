import { words } from '../text/korean.ts';
import { type Candidate, wrongOptions } from './distractors.ts';
import { type Statement, subjectOf } from './facts.ts';
import { SAME_SAYING } from './glossary.ts';
import { itemId, lot } from './identity.ts';
import { type Materials, type Plan, randomOf } from './plan.ts';
import { isSameKind, type Quantity, quantitiesIn, roundNear, worth } from './quantities.ts';
import { BLANK, placeOf, stems } from './stems.ts';
import { overlap } from './wording.ts';

/** Units that count things: one or two of them are hardly worth a question. */
const COUNTS = new Set(['개', '번', '회', '명', '건', '단계', '장', '배']);

/** The first words of a text without figures: what stays when a value is corrected. */
function gist(text: string): string {
  return words(text)
    .filter((word) => !/\d/.test(word))
    .slice(0, 3)
    .join(' ');
}

interface Value extends Candidate {
  readonly quantity: Quantity;
}

/** Other numbers of a unit: the notes' own, and where those are too few, round ones near it. */
function otherValues(materials: Materials, own: Statement, quantity: Quantity): Value[] {
  const gap = /\d(\s?)[^\d]*$/.exec(quantity.text)?.[1] ?? '';
  const value = (number: string, amount: number, path: readonly string[]): Value => {
    const text = `${number}${gap}${quantity.unit}`;
    return { text, path, quantity: { ...quantity, text, number, value: amount } };
  };
  const all = materials.once('quantities', () =>
    materials.facts.statements.map((other) => ({ other, found: quantitiesIn(other.text) })),
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

/** A question about the figure in a line: which one, or whether it is that. */
export function fromFigure(materials: Materials, own: Statement): Plan[] {
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
  const random = randomOf(materials, { ...base, type: 'number' });
  const others = otherValues(materials, own, quantity);
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
