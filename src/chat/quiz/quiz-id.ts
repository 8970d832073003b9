import { z } from 'zod';
import type { Scope } from '../../domain.ts';

/** What a button, menu or modal of a quiz asks for. Numbers count from 0. */
export type QuizAction =
  | { readonly kind: 'pick'; readonly option: number }
  /** Puts options in order: the numbers of those chosen so far. */
  | { readonly kind: 'order'; readonly chosen: readonly number[] }
  /** Turns to a page of the section that `why` opened. */
  | { readonly kind: 'page'; readonly page: number }
  /** `why` opens the section that the answer stands in; `write` opens the modal, `written` is the modal; `review` is the menu of what went wrong. */
  | { readonly kind: 'why' | 'write' | 'written' | 'hint' | 'close' | 'next' | 'odd' | 'review' };

/** What a `custom_id` says: which question of which round it belongs to and what is to be done. */
export interface QuizId {
  readonly scope: Scope;
  readonly round: string;
  readonly question: number;
  readonly action: QuizAction;
}

/** Raised when the shape changes: components of older messages are then told apart from damaged ones. */
const VERSION = 'q1';

const Parts = z.tuple([
  z.literal(VERSION),
  z.string().regex(/^(?:shared|\d{17,20})$/),
  z.string().regex(/^[\w-]{8,32}$/),
  z.string().regex(/^(?:0|[1-9]\d{0,2})$/),
  z.enum(['pick', 'order', 'page', 'why', 'write', 'written', 'hint', 'close', 'next', 'odd', 'review']),
  z.string().regex(/^(?:|(?:0|[1-9]\d{0,4})|(?:\d{1,2}\.){1,10})$/),
]);

/** Whether this is the id of something of a quiz's, readable or not. */
export const isQuizId = (text: string): boolean => /^q\d+:/.test(text);

/** Writes a `custom_id`: at most 100 characters. */
export function writeQuizId({ scope, round, question, action }: QuizId): string {
  return [VERSION, scope, round, question, action.kind, detailOf(action)].join(':');
}

/** Reads a `custom_id`; undefined for one that is not of a quiz, of another version, or damaged. */
export function readQuizId(text: string): QuizId | undefined {
  const parts = Parts.safeParse(text.split(':'));
  if (!parts.success) return undefined;
  const [, scope, round, question, kind, detail] = parts.data;
  const action = actionOf(kind, detail);
  if (action === undefined || detailOf(action) !== detail) return undefined;
  return { scope, round, question: Number(question), action };
}

function detailOf(action: QuizAction): string {
  if (action.kind === 'pick') return String(action.option);
  if (action.kind === 'page') return String(action.page);
  return action.kind === 'order' ? action.chosen.map((number) => `${number}.`).join('') : '';
}

function actionOf(kind: QuizAction['kind'], detail: string): QuizAction | undefined {
  if (kind === 'order') return { kind, chosen: detail.split('.').slice(0, -1).map(Number) };
  if (kind !== 'pick' && kind !== 'page') return { kind };
  if (!/^\d+$/.test(detail)) return undefined;
  return kind === 'pick' ? { kind, option: Number(detail) } : { kind, page: Number(detail) };
}
