import { z } from 'zod';
import type { Scope } from '../domain.ts';

/** What pressing a button or choosing from a menu asks for. Numbers count from 0. */
export type Action =
  | { readonly kind: 'section'; readonly passage: number }
  | { readonly kind: 'page'; readonly passage: number; readonly page: number }
  | { readonly kind: 'passages' | 'good' | 'bad' | 'continue' };

/** What a component's `custom_id` says: whose exchange it belongs to and what is to be done. */
export interface CustomId {
  readonly scope: Scope;
  readonly exchange: string;
  readonly action: Action;
}

/** Raised when the shape changes: components of older messages are then told apart from damaged ones. */
const VERSION = 's1';

const Parts = z.tuple([
  z.literal(VERSION),
  z.string().regex(/^(?:shared|\d{17,20})$/),
  z.string().regex(/^[\w-]{8,32}$/),
  z.enum(['section', 'page', 'passages', 'good', 'bad', 'continue']),
]);
const Count = z
  .string()
  .regex(/^(?:0|[1-9]\d{0,4})$/)
  .transform(Number);

/** Writes a `custom_id`: at most 100 characters, no state but where the state is. */
export function writeCustomId({ scope, exchange, action }: CustomId): string {
  const numbers = [...('passage' in action ? [action.passage] : []), ...('page' in action ? [action.page] : [])];
  return [VERSION, scope, exchange, action.kind, ...numbers].join(':');
}

/** Reads a `custom_id`; undefined for one that is not ours, of another version, or damaged. */
export function readCustomId(text: string): CustomId | undefined {
  const fields = text.split(':');
  const parts = Parts.safeParse(fields.slice(0, 4));
  const numbers = z.array(Count).max(2).safeParse(fields.slice(4));
  if (!parts.success || !numbers.success) return undefined;
  const [, scope, exchange, kind] = parts.data;
  const action = actionOf(kind, numbers.data);
  return action && { scope, exchange, action };
}

function actionOf(kind: Action['kind'], numbers: readonly number[]): Action | undefined {
  const [passage, page] = numbers;
  if (kind === 'section') return passage === undefined || page !== undefined ? undefined : { kind, passage };
  if (kind === 'page') return passage === undefined || page === undefined ? undefined : { kind, passage, page };
  return passage === undefined ? { kind } : undefined;
}
