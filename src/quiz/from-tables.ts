import { type Bench, type Plan, randomOf } from './bench.ts';
import { wrongOptions } from './distractors.ts';
import type { Attribute } from './facts.ts';
import { itemId, lot } from './identity.ts';
import { isGeneric, nameKey } from './names.ts';
import { quantitiesIn } from './quantities.ts';
import { placeOf, stems } from './stems.ts';
import { overlap } from './wording.ts';

/** Values that say nothing: `없음`, `-`. */
const EMPTY = /^(?:없음|없다|-|–|해당 없음|n\/a|x|o|예|아니요|가능|불가|불가능|지원|미지원|준다)$/i;
/** From here up two values of a column may both be right. */
const ALIKE = 0.6;

const isSameTable = (a: Attribute, b: Attribute): boolean =>
  a.entry.file === b.entry.file &&
  a.entry.section === b.entry.section &&
  a.rowColumn === b.rowColumn &&
  a.column === b.column;

/** Questions out of a comparison table: what a row has in a column, which row has it, whether it has. */
export function fromAttribute(bench: Bench, own: Attribute): Plan[] {
  const { row, column, value, rowColumn, entry, context } = own;
  const column_ = bench.facts.attributes.filter((other) => isSameTable(own, other));
  const others = column_.filter((other) => other.row !== row);
  const isShared = others.some(
    (other) => nameKey(other.value) === nameKey(value) || overlap(other.value, value) >= ALIKE,
  );
  const base = { subject: [row, column], key: context.at(-1) ?? '', entries: [entry] };
  const drawn = lot(itemId('definition', base.subject, base.key), 3);
  const place = placeOf(
    context,
    (part) => bench.glossary.standsIn({ shown: row, forms: [row] }, part) || nameKey(part).includes(nameKey(value)),
  );
  if (EMPTY.test(value) || isGeneric(row)) return [];
  const differs = (a: string, b: string) => nameKey(a) !== nameKey(b) && overlap(a, b) < ALIKE;

  if (drawn === 0 && !isShared) {
    const random = randomOf(bench, { ...base, type: 'term' });
    const rows = others
      .filter((other) => differs(other.value, value))
      .map((other) => ({ text: other.row, path: other.context }));
    const wrong = wrongOptions({ text: row, path: context }, rows, () => true, random);
    const named = bench.glossary.standsIn({ shown: row, forms: [row] }, value);
    return wrong.length > 0 && !named
      ? [{ ...base, type: 'term', stem: stems.row(place, rowColumn, column, value), wrong, answer: row }]
      : [];
  }
  const type = drawn === 1 ? 'ox' : quantitiesIn(value).length > 0 ? 'number' : 'definition';
  const random = randomOf(bench, { ...base, type });
  const values = others
    .filter((other) => !EMPTY.test(other.value))
    .map((other) => ({ text: other.value, path: other.context }));
  const isFair = (candidate: { text: string }, chosen: readonly { text: string }[]) =>
    chosen.every(({ text }) => differs(text, candidate.text));
  const wrong = wrongOptions({ text: value, path: context }, values, isFair, random);
  const [swapped] = wrong;
  if (swapped === undefined || nameKey(row).includes(nameKey(value)) || nameKey(value).includes(nameKey(row)))
    return [];
  if (type !== 'ox') return [{ ...base, type, stem: stems.cell(place, row, column), wrong, answer: value }];
  const isTrue = random() < 0.5;
  return [
    {
      ...base,
      type,
      stem: stems.ox(place, stems.cellOx(row, column, isTrue ? value : swapped)),
      wrong: [],
      answer: isTrue ? 'O' : 'X',
    },
  ];
}
