import { normalize } from '../text/korean.ts';
import { wrongOptions } from './distractors.ts';
import { itemId, lot } from './identity.ts';
import type { Group, Steps } from './list-facts.ts';
import { isGeneric, isNominal, nameKey } from './names.ts';
import { type Materials, type Plan, randomOf } from './plan.ts';
import { shuffled } from './random.ts';
import { placeOf, stems } from './stems.ts';

/** Most steps that one can put in order on a small screen, and longest step in characters. */
const STEPS = { most: 6, longest: 60 } as const;

const asName = (shown: string) => ({ shown, forms: [shown] });

/** Which of these does, or does not, belong there. */
export function fromGroup(materials: Materials, own: Group): Plan[] {
  const { context, entries, members } = own;
  const { glossary, facts } = materials;
  const distinct = members.filter(
    (member, at) => members.findIndex((other) => nameKey(other) === nameKey(member)) === at && !isGeneric(member),
  );
  const owner = placeOf(context, () => false);
  const said = entries.map((entry) => entry.text).join('\n');
  if (
    distinct.length < 3 ||
    !isNominal(context.at(-1) ?? '') ||
    !owner.includes('›') ||
    distinct.some((member) => nameKey(owner).includes(nameKey(member)))
  )
    return [];
  const base = { type: 'belongs' as const, subject: context.slice(-2), key: 'belongs', entries };
  const random = randomOf(materials, base);
  const isOutside = (text: string) =>
    !members.some((member) => glossary.isNear(asName(member), asName(text))) &&
    !glossary.standsIn(asName(text), said) &&
    !context.some((part) => nameKey(part).includes(nameKey(text)));
  const label = nameKey(context.at(-1) ?? '');
  // The same list about the same thing may stand in another note, with other members.
  const isElsewhere = (group: Group): boolean =>
    nameKey(group.context.at(-1) ?? '') === label &&
    group.context.slice(0, -1).some((part) => !isGeneric(part) && glossary.touches(asName(part), context.slice(0, -1)));
  const outsiders = facts.groups
    .filter((group) => group !== own && !isElsewhere(group))
    .flatMap((group) => group.members.map((text) => ({ text, path: group.context })))
    .filter(({ text }) => !isGeneric(text));
  const fair = (candidate: { text: string }, chosen: readonly { text: string }[]) =>
    isOutside(candidate.text) && chosen.every(({ text }) => !glossary.isNear(asName(text), asName(candidate.text)));
  if (lot(itemId('belongs', base.subject, base.key), 2) === 0 && distinct.length >= 3) {
    const [first = ''] = distinct;
    const [outsider] = wrongOptions({ text: first, path: context }, outsiders, fair, random);
    const inside = shuffled(distinct, random).slice(0, 3);
    return outsider === undefined ? [] : [{ ...base, stem: stems.belongsNot(owner), wrong: inside, answer: outsider }];
  }
  const [answer = ''] = shuffled(distinct, random);
  const wrong = wrongOptions({ text: answer, path: context }, outsiders, fair, random);
  return wrong.length > 0 ? [{ ...base, stem: stems.belongs(owner), wrong, answer }] : [];
}

/** Put these in order. */
export function fromSteps(own: Steps): Plan[] {
  const steps = own.steps.slice(0, STEPS.most).map((step) => step.trim());
  const keys = new Set(steps.map((step) => normalize(step)));
  if (steps.length < 3 || keys.size < steps.length || steps.some((step) => step.length > STEPS.longest || step === ''))
    return [];
  const place = placeOf(own.context, (part) => steps.some((step) => nameKey(part).includes(nameKey(step))));
  if (place === '') return [];
  const key = own.context.at(-1) ?? '';
  return [
    {
      type: 'order',
      subject: own.context.slice(-2),
      key,
      stem: stems.order(place),
      wrong: [],
      answer: steps,
      entries: own.entries,
    },
  ];
}
