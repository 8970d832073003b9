import type { Entry } from './entries.ts';
import { labelled } from './labels.ts';
import { isNominal } from './names.ts';

/** Things that stand under one heading or label. */
export interface Group {
  readonly context: readonly string[];
  readonly members: readonly string[];
  readonly entries: readonly Entry[];
}

/** Things in an order that matters. */
export interface Steps {
  readonly context: readonly string[];
  readonly steps: readonly string[];
  readonly entries: readonly Entry[];
}

const LISTED = /\s*(?:,|·|、|\s\/\s)\s*/;

/** The names in `A, B, C 등`; empty where it is no mere list of them. */
export function listedNames(text: string): string[] {
  const bare = text.replace(/\s*등(?:등)?(?:이 있다|이 있음|의.*)?[\s.]*$/, '').replace(/\([^()]*\)/g, '');
  const parts = bare.split(LISTED).map((part) => part.trim());
  const isList =
    parts.length >= 3 && parts.every((part) => isNominal(part) && part.length <= 24 && !/["'“”‘’]/.test(part));
  return isList ? parts : [];
}

/** Labels of remarks have no members. */
const ASIDE = /^(?:시험 ?포인트|포인트|최신|참고|주의|주의할 점|팁|메모|비고|요약|정리|핵심)$/;

/** The lists of names that an entry is or heads. */
export function groupsIn(entry: Entry): Group[] {
  const inline = labelled(entry.text);
  const listed = inline && entry.kind !== 'row' ? listedNames(inline.rest) : [];
  if (inline && listed.length >= 3 && isNominal(inline.label) && !ASIDE.test(inline.label)) {
    return [{ context: [...entry.path, inline.label], members: listed, entries: [entry] }];
  }
  const { children } = entry;
  const members = children.map((child) => child.text.replace(/\s*\([^()]*\)$/, '').trim());
  const isList =
    members.length >= 3 &&
    children.every((child) => child.kind !== 'row' && child.children.length === 0) &&
    members.every(isNominal);
  return isList ? [{ context: [...entry.path, entry.text], members, entries: children }] : [];
}

const ORDERED = /순서|단계|절차|과정|흐름|프로세스|수명 ?주기|라이프 ?사이클|파이프라인|차례|step|workflow/i;
const STEP = /^(?:먼저|우선|처음|그 ?다음|이후|마지막)/;

/** The steps that an entry tells in a line or heads as a numbered list. */
export function stepsIn(entry: Entry): Steps[] {
  const context = [...entry.path, ...(entry.children.length > 0 ? [entry.text] : [])];
  const counted = [...entry.text.matchAll(/(\d)단계\s*[:：]?\s*([^,]+?)(?=\s*,\s*\d단계|\s*$)/g)].map(
    (match) => match[2] ?? '',
  );
  if (counted.length >= 3) return [{ context: entry.path, steps: counted, entries: [entry] }];
  const pair = labelled(entry.text);
  const arrows = (pair?.rest ?? entry.text).split(/\s*(?:→|->|⇒|=>|➡)\s*/);
  const isChain =
    arrows.length >= 3 && arrows.every((part) => part.length >= 2 && part.length <= 40 && !/[:()]/.test(part));
  if (isChain && entry.kind !== 'row')
    return [{ context: pair ? [...entry.path, pair.label] : entry.path, steps: arrows, entries: [entry] }];
  const { children } = entry;
  const texts = children.map((child) => child.text);
  const isOrdered = ORDERED.test(entry.text) || texts.some((text) => STEP.test(text));
  const areSteps = children.length >= 3 && children.length <= 8 && children.every((child) => child.kind === 'step');
  if (!areSteps || !isOrdered) return [];
  return [{ context, steps: texts, entries: children }];
}
