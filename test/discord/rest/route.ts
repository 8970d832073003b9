// What a route is: a method, a path, the form of its body, and a function from the request to the answer.
import { apiError, type FormIssue, invalidForm } from '../api-error.ts';
import type { UploadedFile } from '../model/files.ts';
import type { BodySchema } from '../schema/bodies.ts';
import { isSnowflake } from '../snowflake.ts';
import type { World } from '../world.ts';

/** A request on its way to a handler; the body is checked already. */
export interface Call<B = undefined> {
  readonly world: World;
  /** The path's part of that name; throws for names that the route does not have. */
  readonly param: (name: string) => string;
  readonly query: Query;
  readonly body: B;
  readonly files: readonly UploadedFile[];
}

/** Query parameters, checked while they are read. */
export interface Query {
  readonly flag: (name: string) => boolean;
  readonly count: (name: string, fallback: number, max: number) => number;
  readonly id: (name: string) => string | undefined;
  readonly text: (name: string) => string | undefined;
}

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
}

export interface Route {
  readonly method: string;
  /** `/channels/:channel/messages`; a part that starts with `:` is a snowflake unless its name says otherwise. */
  readonly path: string;
  /** False: the token in the path stands for the authorization. */
  readonly authorized: boolean;
  readonly answer: (call: Call<unknown>) => Reply;
}

export const ok = (body: unknown): Reply => ({ status: 200, body });
export const created = (body: unknown): Reply => ({ status: 201, body });
export const noContent = (): Reply => ({ status: 204 });

/** A route without a body. */
export function route(method: string, path: string, answer: (call: Call<unknown>) => Reply, authorized = true): Route {
  return { method, path, answer, authorized };
}

/** A route whose body has to have this form. */
export function bodyRoute<B>(
  method: string,
  path: string,
  schema: BodySchema<B>,
  answer: (call: Call<B>) => Reply,
  authorized = true,
): Route {
  return { method, path, answer: (call) => answer({ ...call, body: schema(call.body ?? {}) }), authorized };
}

/** Parts of paths that are not snowflakes. */
const FREE_PARTS = [':token', ':emoji', ':message?', ':user?'];

/** The parts of a path by name; undefined where the path does not fit the route. */
export function matchPath(pattern: string, segments: readonly string[]): Map<string, string> | undefined {
  const parts = pattern.split('/').slice(1);
  if (parts.length !== segments.length) return undefined;
  const params = new Map<string, string>();
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith(':')) params.set(part.slice(1).replace('?', ''), segment);
    else if (part !== segment) return undefined;
  }
  return params;
}

/** Throws Discord's answer to an id in the path that is none. */
export function requireSnowflakes(pattern: string, segments: readonly string[]): void {
  const parts = pattern.split('/').slice(1);
  const issues = parts.flatMap((part, index): FormIssue[] => {
    const segment = segments[index] ?? '';
    if (!part.startsWith(':') || FREE_PARTS.includes(part) || isSnowflake(segment)) return [];
    const message = `Value "${segment}" is not snowflake.`;
    return [{ path: [`${part.slice(1)}_id`], code: 'NUMBER_TYPE_COERCE', message }];
  });
  if (issues.length > 0) throw invalidForm(issues);
}

/** Reads the query parameters, throwing Discord's answer to values of the wrong kind. */
export function queryOf(params: URLSearchParams): Query {
  const refuse = (name: string, code: string, message: string) => invalidForm([{ path: [name], code, message }]);
  return {
    text: (name) => params.get(name) ?? undefined,
    flag: (name) => {
      const value = params.get(name) ?? 'false';
      if (!['true', 'false', '1', '0', 'True', 'False'].includes(value)) {
        throw refuse(name, 'BOOLEAN_TYPE_CONVERT', 'Must be either true or false.');
      }
      return ['true', '1', 'True'].includes(value);
    },
    count: (name, fallback, max) => {
      const value = Number(params.get(name) ?? fallback);
      if (!Number.isInteger(value)) throw refuse(name, 'NUMBER_TYPE_COERCE', `Value "${value}" is not int.`);
      if (value < 1 || value > max) throw refuse(name, 'NUMBER_TYPE_MAX', `int value should be between 1 and ${max}.`);
      return value;
    },
    id: (name) => {
      const value = params.get(name) ?? undefined;
      // Discord also takes 0 here, for "from the beginning".
      if (value === undefined || value === '0' || isSnowflake(value)) return value;
      throw refuse(name, 'NUMBER_TYPE_COERCE', `Value "${value}" is not snowflake.`);
    },
  };
}

/** The value, or Discord's answer of that name. */
export function orFail<T>(value: T | undefined, name: Parameters<typeof apiError>[0]): T {
  if (value === undefined) throw apiError(name);
  return value;
}
