import { words } from '../text/korean.ts';
import { type Candidate, wrongOptions } from './distractors.ts';
import { type Statement, subjectOf } from './facts.ts';
import { isName, type Name, nameKey } from './names.ts';
import { latinNames } from './names-in-text.ts';
import { neutralParticle } from './particle.ts';
import { type Materials, type Plan, randomOf } from './plan.ts';
import { BLANK, placeOf, stems } from './stems.ts';

/** What is left of a statement around its blank must still say so many words. */
const WORDS_LEFT = 5;
/** Two letters are a name only where the notes use them that often. */
const OFTEN = 3;
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
function blanksIn(materials: Materials, { text, context }: Statement): Blank[] {
  const { glossary } = materials;
  const known = materials.once('hangul', () => hangulNames(materials)).map(({ name }) => name);
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
function hangulNames({ facts }: Materials): Rival[] {
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
function hangulRivals({ facts }: Materials): Rival[] {
  return facts.definitions
    .filter(({ name, how }) => !/[A-Za-z]/.test(name.shown) && (how !== 'under' || name.forms.length > 1))
    .map(({ name, context }) => ({ name, text: name.shown, path: context }));
}

function latinRivals({ glossary }: Materials): Rival[] {
  return glossary.terms
    .filter(({ name }) => !/[가-힣]/.test(name.shown) && /[A-Z]/.test(name.shown) && isName(name.shown))
    .flatMap((term) => term.paths.slice(0, 2).map((path): Rival => ({ name: term.name, text: term.name.shown, path })));
}

const isShort = (name: Name): boolean => nameKey(name.shown).length <= 5;

/** A question about the name in a line, blanked out. */
export function fromName(materials: Materials, own: Statement): Plan[] {
  const { glossary } = materials;
  const blanks = blanksIn(materials, own);
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
    ? materials.once('hangul rivals', () => hangulRivals(materials))
    : materials.once('latin', () => latinRivals(materials)).filter((rival) => isShort(rival.name) === isShort(name));
  const near = materials
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
    randomOf(materials, base),
  );
  if (wrong.length === 0) return [];
  const place = placeOf(context, (part) => glossary.standsIn(name, part));
  return [{ ...base, stem: stems.cloze(place, quote), wrong, answer: text.slice(at, at + length) }];
}
