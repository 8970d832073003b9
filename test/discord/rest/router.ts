// From the HTTP request to the answer: record, faults, authorization, form, handler.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError, apiError } from '../api-error.ts';
import type { Faults, Trouble } from '../faults.ts';
import type { World } from '../world.ts';
import { parseBody, readAll } from './body.ts';
import { isViolation, type RecordedRequest, type Violation } from './record.ts';
import { matchPath, queryOf, type Reply, type Route, requireSnowflakes } from './route.ts';

const API_PREFIX = '/api/v10/';

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type Entry = Writable<RecordedRequest>;

/** Answers the requests of one server. */
export function createRouter(
  world: World,
  routes: readonly Route[],
  faults: Faults & { next: (method: string, path: string) => Trouble | undefined },
  changed: () => void,
) {
  const requests: Entry[] = [];
  const violations: Violation[] = [];

  const refused = (error: unknown, entry: Entry): Reply => {
    // The server's own faults are shown, not hidden: a test has to see them.
    const answer = error instanceof ApiError ? error : new ApiError(500, 0, `The test server failed: ${error}`);
    const { status, code, message, errors } = answer;
    const { method, path, body } = entry;
    if (isViolation(answer, entry.route !== undefined)) {
      violations.push({ method, path, status, code, message, errors, body });
    }
    return { status, body: { message, code, ...(errors && { errors }) } };
  };

  const perform = ({ route, versioned, otherMethod, segments, params, query }: Found, entry: Entry): Reply => {
    if (!versioned) throw apiError('invalidApiVersion');
    if (!route) throw apiError(otherMethod ? 'methodNotAllowed' : 'notFound');
    if (route.authorized && !entry.authorized) throw apiError('unauthorized');
    requireSnowflakes(route.path, segments);
    const param = (name: string): string => {
      const value = params.get(name);
      if (value === undefined) throw new Error(`${route.path} has no part :${name}`);
      return value;
    };
    return route.answer({ world, param, query: queryOf(query), body: entry.body, files: entry.files });
  };

  /** Reads the request into its entry; an unreadable one is remembered until its turn comes. */
  const receive = async (request: IncomingMessage, entry: Entry): Promise<unknown> => {
    try {
      const { json, files } = await parseBody(await readAll(request), request.headers['content-type'] ?? '');
      Object.assign(entry, { body: json, files });
      return undefined;
    } catch (error) {
      return error;
    }
  };

  const outcome = (found: Found, entry: Entry, unreadable: unknown): Reply => {
    try {
      if (unreadable) throw unreadable;
      return perform(found, entry);
    } catch (error) {
      return refused(error, entry);
    }
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const found = find(routes, request);
    const entry = newEntry(world, request, found);
    requests.push(entry);
    const trouble = faults.next(entry.method, entry.path);
    const delay = trouble?.kind === 'delay' ? trouble : undefined;
    entry.faulty = trouble !== undefined && !delay;
    const unreadable = await receive(request, entry);
    if (delay && !delay.performed) await pause(delay.ms);
    const reply = entry.faulty && !trouble?.performed ? undefined : outcome(found, entry, unreadable);
    if (delay?.performed) await pause(delay.ms);
    answer(request, response, trouble, reply);
    entry.status = response.headersSent ? response.statusCode : 0;
    entry.code = entry.faulty ? undefined : codeOf(reply?.body);
    changed();
  };

  return { handle, requests: requests as readonly RecordedRequest[], violations };
}

interface Found {
  readonly route: Route | undefined;
  readonly params: ReadonlyMap<string, string>;
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
  readonly versioned: boolean;
  readonly otherMethod: boolean;
}

function newEntry(world: World, request: IncomingMessage, found: Found): Entry {
  return {
    method: request.method ?? '',
    path: `/${found.segments.join('/')}`,
    route: found.route?.path,
    query: Object.fromEntries(found.query),
    body: undefined,
    files: [],
    at: world.now(),
    authorized: request.headers.authorization === `Bot ${world.token}`,
    status: 0,
    code: undefined,
    faulty: false,
  };
}

function find(routes: readonly Route[], request: IncomingMessage): Found {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const versioned = url.pathname.startsWith(API_PREFIX);
  const rest = versioned ? url.pathname.slice(API_PREFIX.length) : url.pathname.slice(1);
  // discord.js asks for %40original, and emojis are always encoded.
  const segments = rest.split('/').map(decoded);
  const base = { segments, query: url.searchParams, versioned };
  let otherMethod = false;
  for (const route of routes) {
    const params = matchPath(route.path, segments);
    if (params && route.method === request.method) return { ...base, route, params, otherMethod };
    otherMethod ||= params !== undefined;
  }
  return { ...base, route: undefined, params: new Map(), otherMethod };
}

function codeOf(body: unknown): number | undefined {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'number'
    ? body.code
    : undefined;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function send(response: ServerResponse, { status, body }: Reply, headers: Record<string, string> = {}): void {
  const text = body === undefined ? undefined : JSON.stringify(body);
  response.writeHead(status, { ...(text && { 'content-type': 'application/json' }), ...headers });
  response.end(text);
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Sends the answer, or what the fault makes of it. */
function answer(
  request: IncomingMessage,
  response: ServerResponse,
  trouble: Trouble | undefined,
  reply: Reply | undefined,
): void {
  if (trouble?.kind === 'hangUp') request.socket.destroy();
  else if (trouble?.kind === 'rateLimit') send(response, ...rateLimited(trouble));
  else if (trouble?.kind === 'status') {
    send(response, { status: trouble.status, body: { message: `${trouble.status}: Server Error`, code: 0 } });
  } else if (reply) send(response, reply);
}

/** Discord rounds Retry-After up to whole seconds; here it keeps its fraction, so that tests need not wait for a second. */
function rateLimited({ retryAfter, global }: { retryAfter: number; global: boolean }): [Reply, Record<string, string>] {
  const scope: Record<string, string> = global
    ? { 'x-ratelimit-global': 'true', 'x-ratelimit-scope': 'global' }
    : {
        'x-ratelimit-scope': 'user',
        'x-ratelimit-bucket': 'd15c0rd',
        'x-ratelimit-limit': '5',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset-after': String(retryAfter),
        'x-ratelimit-reset': String(Date.now() / 1_000 + retryAfter),
      };
  const body = { message: 'You are being rate limited.', retry_after: retryAfter, global };
  return [
    { status: 429, body },
    { 'retry-after': String(retryAfter), via: '1.1 google', ...scope },
  ];
}
