import type { QuizItem, QuizSource, QuizType } from '../domain.ts';
import type { Entry } from './entries.ts';
import type { Facts } from './facts.ts';
import type { Glossary } from './glossary.ts';
import { itemId, revisionOf } from './identity.ts';
import { isGeneric, nameKey, readName } from './names.ts';
import { randomFor, shuffled } from './random.ts';

/** What items are made with: what the notes say, and what can stand beside an answer. */
export interface Materials {
  readonly facts: Facts;
  readonly glossary: Glossary;
  readonly seed: number;
  /** Names that are easily taken for a name, from knowledge outside the notes. */
  readonly neighbours: (name: string) => readonly string[];
  /** Computes something once for all items. */
  once<T>(key: string, compute: () => T): T;
}

/** Lays out what items are made with. */
export function layOut(parts: Omit<Materials, 'once'>): Materials {
  const known = new Map<string, unknown>();
  return {
    ...parts,
    once<T>(key: string, compute: () => T): T {
      if (!known.has(key)) known.set(key, compute());
      return known.get(key) as T;
    },
  };
}

/** An item before it has an id. */
export interface Plan {
  readonly type: QuizType;
  /** Whom it is about, outermost first, and which of the facts about it: these make the id. */
  readonly subject: readonly string[];
  readonly key: string;
  readonly stem: string;
  readonly wrong: readonly string[];
  readonly answer: string | readonly string[];
  readonly accepted?: readonly string[];
  readonly rejected?: readonly string[];
  readonly entries: readonly Entry[];
  /** The words of the line that are asked about, where a line may be asked about once only. */
  readonly said?: string;
}

/** The section's subject, which quizzes are chosen by: its innermost heading that names something. */
function topicOf(entry: Entry): string {
  const headings = entry.kind === 'heading' ? [...entry.path, entry.text] : entry.path.slice(0, entry.depth);
  const named = headings.findLast((heading) => !isGeneric(heading) && readName(heading));
  return readName(named ?? '')?.shown ?? headings.at(-1) ?? entry.file.replace(/^.*\/|\.[^.]*$/g, '');
}

/** The random numbers of one item. */
export function randomOf(materials: Materials, plan: Pick<Plan, 'type' | 'subject' | 'key'>): () => number {
  return randomFor(`${materials.seed}:${itemId(plan.type, plan.subject, plan.key)}`);
}

/** The first of those that are spelled alike. */
function distinct(forms: readonly string[]): string[] {
  return forms.filter((form, at) => forms.findIndex((other) => nameKey(other) === nameKey(form)) === at);
}

/** Makes a plan an item; undefined where it has nothing to cite. */
export function itemOf(materials: Materials, plan: Plan): QuizItem | undefined {
  const [first] = plan.entries;
  if (!first) return undefined;
  const id = itemId(plan.type, plan.subject, plan.key);
  const endLine = Math.max(...plan.entries.map((entry) => entry.endLine));
  const explanation = [...new Set(plan.entries.map((entry) => entry.source))].join('\n');
  const { type, stem, answer, wrong } = plan;
  const right = [answer].flat();
  const drawn = () => shuffled([...right, ...wrong], randomFor(`${materials.seed}:${id}:order`));
  const options = type === 'typed' ? [] : type === 'ox' ? ['O', 'X'] : drawn();
  const source: QuizSource = { file: first.file, headings: first.headings, startLine: first.startLine, endLine };
  return {
    id,
    revision: revisionOf(explanation),
    ...{ type, stem, options, answer },
    accepted: type === 'order' ? [] : distinct([...right, ...(plan.accepted ?? [])]),
    ...(plan.rejected && { rejected: plan.rejected }),
    explanation,
    source,
    topic: topicOf(first),
  };
}
