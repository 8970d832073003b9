import { distance } from 'fastest-levenshtein';
import { normalize, words } from '../text/korean.ts';
import { type Candidate, wrongOptions } from './distractors.ts';
import type { Definition } from './facts.ts';
import { SAME_SAYING } from './glossary.ts';
import { MOST_SLIPS, SHORT_NAME } from './grade.ts';
import { itemId, lot } from './identity.ts';
import { type Name, nameKey, readHeading, withoutNumber } from './names.ts';
import { neutralParticle } from './particle.ts';
import { type Materials, type Plan, randomOf } from './plan.ts';
import { MASK, placeOf, stems } from './stems.ts';
import { clipped, isStatement, overlap } from './wording.ts';

/** Longest option and longest name to type, in characters. */
const LONGEST = { option: 100, typed: 24 } as const;

/** A definition with its own name blanked out; undefined where the name shines through. */
function hidden(materials: Materials, own: Definition): string | undefined {
  const { name, text } = own;
  let masked = text;
  for (let found = materials.glossary.findIn(name, masked); found; found = materials.glossary.findIn(name, masked)) {
    const { at, length } = found;
    masked = `${masked.slice(0, at)}${MASK}${neutralParticle(masked.slice(at + length))}`;
  }
  if (materials.glossary.shinesThrough(name, masked)) return undefined;
  // A sentence with the name in its middle is no description.
  if (masked.indexOf(MASK) > 0) return undefined;
  // `Data Stream에서 읽는다` tells who asks for `Data Streams`.
  const above = normalize(own.context.join(' '));
  const telling = words(name.shown).filter((word) => word.length >= (word < '가' ? 3 : 2) && !above.includes(word));
  const said = normalize(masked);
  return telling.some((word) => said.includes(word)) ? undefined : masked;
}

/** Whether a name is one by itself, wherever it is asked for: in Latin letters, or glossed in the notes. */
function isStrong({ glossary }: Materials, name: Name): boolean {
  if (glossary.isCommon(name)) return false;
  return name.forms.length > 1 || /[A-Z][A-Za-z0-9]|[a-z]{4}/.test(name.shown);
}

const pathKey = (path: readonly string[]): string => path.map(nameKey).join('>');

interface Rival extends Candidate {
  readonly name: Name;
}

/** Other names near a definition that it does not mean. */
function wrongNames(materials: Materials, own: Definition, text: string, random: () => number): string[] {
  const { glossary, facts, neighbours } = materials;
  const { name, context } = own;
  const strong = isStrong(materials, name);
  const key = pathKey(context);
  const confused = neighbours(name.shown).map(
    (shown): Rival => ({ name: { shown, forms: [shown] }, text: shown, path: context, turn: 'first' }),
  );
  const given = materials.once('named', () =>
    facts.definitions.map((other): Rival => ({ name: other.name, text: other.name.shown, path: other.context })),
  );
  const rivals = given.filter((rival) => (strong ? isStrong(materials, rival.name) : pathKey(rival.path) === key));
  const isFair = (rival: Rival, chosen: readonly Rival[]): boolean =>
    !chosen.some((other) => glossary.isNear(rival.name, other.name)) &&
    !glossary.touches(rival.name, strong ? own.entry.path : context) &&
    !glossary.standsIn(rival.name, text) &&
    !glossary.says(rival.name, own.text);
  return wrongOptions({ name, text: name.shown, path: context }, [...confused, ...rivals], isFair, random);
}

interface Telling extends Candidate {
  readonly of: Definition;
}

/** A description that begins with whom it is about gives that away. */
const NAMES_ITSELF =
  /^["“‘']?[A-Z][\w@ -]*(?:\([^()]*\))?(?:은|는|이|가|을|를|에서|에서는|의)\s|^[A-Z][\w@ -]*\s?\(|^\S{2,12}\([^()]+\)(?:은|는)\s/;

/** Descriptions that are short enough and say enough to be an option. */
function tellings(materials: Materials): readonly Telling[] {
  return materials.once('tellings', () =>
    materials.facts.definitions.flatMap((of): Telling[] => {
      const said = isTelling(of) && !NAMES_ITSELF.test(of.text) ? clipped(of.text, LONGEST.option) : undefined;
      return said === undefined || materials.glossary.standsIn(of.name, said)
        ? []
        : [{ of, text: said, path: of.context }];
    }),
  );
}

/** What the notes say about other things, and nobody could take for this one's. */
function wrongTexts(materials: Materials, own: Definition, text: string, random: () => number): string[] {
  const { glossary } = materials;
  const key = pathKey(own.context);
  const others = isStrong(materials, own.name)
    ? tellings(materials)
    : tellings(materials).filter(({ path }) => pathKey(path) === key);
  const isFair = ({ of, text: said }: Telling, chosen: readonly Telling[]): boolean =>
    said.length <= 2 * text.length &&
    2 * said.length >= text.length &&
    !chosen.some((other) => glossary.isNear(of.name, other.of.name) || overlap(said, other.text) >= SAME_SAYING) &&
    !glossary.standsIn(own.name, said) &&
    !glossary.touches(of.name, own.context) &&
    !glossary.touches(own.name, of.context) &&
    !glossary.says(own.name, said);
  const answer = { of: own, text, path: own.context };
  // A mere sentence stands out among meanings, and the other way round.
  const alike = wrongOptions(
    answer,
    others.filter(({ of }) => (of.how === 'under') === (own.how === 'under')),
    isFair,
    random,
  );
  return alike.length > 0 ? alike : wrongOptions(answer, others, isFair, random);
}

/** Names so like this one that a slip of the finger must not turn one into the other. */
function lookalikes(materials: Materials, name: Name): string[] {
  const own = materials.glossary.spellings(name).map(nameKey);
  const isLike = (key: string): boolean =>
    own.some((form) => form.length >= SHORT_NAME && distance(form, key) <= Math.min(2 * MOST_SLIPS, form.length / 3));
  return materials.glossary.terms
    .filter(({ key }) => !own.includes(key) && isLike(key))
    .filter((term) => !materials.glossary.spellings(term.name).some((form) => own.includes(nameKey(form))))
    .map((term) => term.name.shown);
}

/** Whether a text says enough by itself: what merely stands under a name must be a sentence. */
function isTelling({ how, text }: Definition): boolean {
  return how !== 'under' || isStatement(text);
}

/** Whether a text names what the subject is a part of: what is said of the whole may well be true of the part. */
function namesWhatHolds({ glossary }: Materials, { context }: Definition, text: string): boolean {
  return context.some((heading) => {
    const name = readHeading(withoutNumber(heading));
    return name !== undefined && glossary.shinesThrough(name, text);
  });
}

/** How often an `ox` is true. */
const TRUE = { plain: 0.65, telling: 0.3 } as const;

/** What is asked first of a definition, by lot, and what instead where that cannot be made. */
const TURNS: readonly (readonly ('typed' | 'term' | 'definition' | 'ox')[])[] = [
  ['typed', 'term', 'definition', 'ox'],
  ['typed', 'definition', 'term', 'ox'],
  ['term', 'definition', 'ox'],
  ['term', 'definition', 'ox'],
  ['definition', 'term', 'ox'],
  ['definition', 'term', 'ox'],
  ['ox', 'term', 'definition'],
];

/**
 * Questions about what something is, the one to ask first: which term, its name to type, which meaning, or whether a meaning
 * is its own.
 */
export function* fromDefinition(materials: Materials, own: Definition): Generator<Plan> {
  if (!isTelling(own) || materials.glossary.isCommon(own.name)) return;
  const { name, context, entry } = own;
  const { glossary } = materials;
  const base = { subject: [name.shown], key: context.at(-1) ?? '', entries: [entry], said: own.text };
  const masked = hidden(materials, own);
  const short = clipped(own.text, LONGEST.option);
  const place = placeOf(context, (part) => glossary.shinesThrough(name, part));
  const canType =
    isStrong(materials, name) &&
    own.how === 'labelled' &&
    name.shown.length <= LONGEST.typed &&
    own.text.length >= LONGEST.typed;

  const make: Record<'typed' | 'term' | 'definition' | 'ox', () => Plan | undefined> = {
    typed() {
      if (masked === undefined || !canType) return undefined;
      const accepted = glossary.spellings(name);
      const stem = stems.typed(place, masked);
      return {
        ...base,
        type: 'typed',
        stem,
        wrong: [],
        answer: name.shown,
        accepted,
        rejected: lookalikes(materials, name),
      };
    },
    term() {
      if (masked === undefined) return undefined;
      const wrong = wrongNames(materials, own, masked, randomOf(materials, { ...base, type: 'term' }));
      if (wrong.length === 0) return undefined;
      return { ...base, type: 'term', stem: stems.term(place, masked), wrong, answer: name.shown };
    },
    definition() {
      if (masked !== own.text || short === undefined || NAMES_ITSELF.test(short)) return undefined;
      const wrong = wrongTexts(materials, own, short, randomOf(materials, { ...base, type: 'definition' }));
      if (wrong.length === 0) return undefined;
      return { ...base, type: 'definition', stem: stems.definition(place, name.shown), wrong, answer: short };
    },
    ox() {
      const random = randomOf(materials, { ...base, type: 'ox' });
      const [swapped] =
        short === undefined
          ? []
          : wrongTexts(materials, own, short, random).filter((text) => !namesWhatHolds(materials, own, text));
      if (short === undefined || swapped === undefined) return undefined;
      // A description that holds its own name would tell: those are seldom true, and the others make up for it.
      const isTrue = random() < (masked === own.text ? TRUE.plain : TRUE.telling);
      const stem = stems.ox(place, stems.described(name.shown, isTrue ? short : swapped));
      return { ...base, type: 'ox', stem, wrong: [], answer: isTrue ? 'O' : 'X' };
    },
  };
  for (const type of TURNS[lot(itemId('term', base.subject, base.key), TURNS.length)] ?? []) {
    const plan = make[type]();
    if (plan) yield plan;
  }
}
