import { type Candidate, wrongOptions } from './distractors.ts';
import { itemId, lot } from './identity.ts';
import { isGeneric, nameKey } from './names.ts';
import { type Materials, type Plan, randomOf } from './plan.ts';
import { quantitiesIn } from './quantities.ts';
import { shuffled } from './random.ts';
import { placeOf, stems } from './stems.ts';
import type { Attribute } from './table-facts.ts';
import { overlap } from './wording.ts';

/** Values that say nothing: `없음`, `-`. */
const EMPTY = /^(?:없음|없다|-|–|해당 없음|n\/a|x|o|예|아니요|가능|불가|불가능|지원|미지원|준다)$/i;
/** Columns of remarks hold no feature. */
const HEDGED = /^(?:비고|참고|메모|기타|예|예시)$/;
/** From here up two values of a column may both be right. */
const ALIKE = 0.6;

/** A name without its gloss. */
const plainName = (text: string): string => text.replace(/\s*\([^()]*\)$/, '');

const isSameFeature = (a: Attribute, b: Attribute): boolean =>
  a.feature === b.feature &&
  a.isTurned === b.isTurned &&
  (a.isTurned
    ? a.entry === b.entry
    : a.entry.section === b.entry.section && a.entry.file === b.entry.file && a.things === b.things);

const differs = (a: string, b: string): boolean =>
  nameKey(a) !== nameKey(b) &&
  overlap(a, b) < ALIKE &&
  !nameKey(a).includes(nameKey(b)) &&
  !nameKey(b).includes(nameKey(a));

/** Questions out of a comparison table, the one to ask first: what a thing has, which thing has it, or whether it has. */
export function* fromAttribute(materials: Materials, own: Attribute): Generator<Plan> {
  const { feature, value, entry, context } = own;
  const thing = plainName(own.thing);
  const others = materials.facts.attributes.filter((other) => isSameFeature(own, other) && other.thing !== own.thing);
  const base = { subject: [thing, feature], key: context.at(-1) ?? '', entries: [entry] };
  const place = placeOf(context, (part) => [thing, value].some((text) => nameKey(part).includes(nameKey(text))));
  const isTold = !differs(thing, value) || nameKey(feature).includes(nameKey(value));
  if (EMPTY.test(value) || isGeneric(thing) || isTold || HEDGED.test(feature)) return;
  const values = others
    .filter((other) => !EMPTY.test(other.value))
    .map((other) => ({ text: other.value, path: other.context }));
  const isFair = (candidate: Candidate, chosen: readonly Candidate[]) =>
    chosen.every(({ text }) => differs(text, candidate.text)) && differs(candidate.text, thing);
  const answer = { text: value, path: context };

  const make = {
    thing(): Plan | undefined {
      const isShared = others.some((other) => !differs(other.value, value));
      const things = others.map((other) => ({ text: plainName(other.thing), path: other.context }));
      const random = randomOf(materials, { ...base, type: 'term' });
      // `알렉사 기기` asks nobody who Alexa is.
      const isSaid = materials.glossary.isHeard({ shown: thing, forms: [thing] }, [place, feature, value].join('\n'));
      const wrong =
        isShared || isSaid
          ? []
          : wrongOptions(
              { text: thing, path: context },
              things,
              (other, chosen) => chosen.every(({ text }) => nameKey(text) !== nameKey(other.text)),
              random,
            );
      return wrong.length === 0
        ? undefined
        : { ...base, type: 'term', stem: stems.thing(place, feature, value), wrong, answer: thing };
    },
    value(): Plan | undefined {
      const type = quantitiesIn(value).length > 0 ? 'number' : 'definition';
      const wrong = wrongOptions(answer, values, isFair, randomOf(materials, { ...base, type }));
      return wrong.length === 0
        ? undefined
        : { ...base, type, stem: stems.feature(place, thing, feature), wrong, answer: value };
    },
    ox(): Plan | undefined {
      const random = randomOf(materials, { ...base, type: 'ox' });
      // Tables of two things would make nothing but these.
      if (own.isTurned && others.length < 2 && lot(itemId('ox', base.subject, base.key), 2) === 0) return undefined;
      const [swapped] = shuffled(
        values.filter((candidate) => isFair(candidate, [answer])),
        random,
      );
      if (swapped === undefined) return undefined;
      const isTrue = random() < 0.5;
      const stem = stems.ox(place, stems.featureOx(thing, feature, isTrue ? value : swapped.text));
      return { ...base, type: 'ox', stem, wrong: [], answer: isTrue ? 'O' : 'X' };
    },
  };
  const turns = [
    [make.thing, make.value, make.ox],
    [make.value, make.ox],
    [make.ox, make.value],
  ] as const;
  for (const turn of turns[lot(itemId('definition', base.subject, base.key), turns.length)] ?? []) {
    const plan = turn();
    if (plan) yield plan;
  }
}
