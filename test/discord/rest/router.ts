// From the HTTP request to the answer: record, faults, authorization, form, handler.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError, apiError, type ErrorTree } from '../api-error.ts';
import type { createFaults } from '../faults.ts';
import type { UploadedFile } from '../model/files.ts';
import type { World } from '../world.ts';
import { parseBody, readAll } from './body.ts';
import { matchPath, queryOf, type Reply, type Route, requireSnowflakes } from './route.ts';

/** One request of the bot, for tests to look at. */
export interface RecordedRequest {
  readonly method: string;
  /** Below `/api/v10`, decoded, without the query. */
  readonly path: string;
  /** The route's pattern, e.g. `/channels/:channel/messages`; undefined where the server has no such route. */
  readonly route: string | undefined;
  readonly query: Readonly<Record<string, string>>;
  /** Parsed JSON (of a form: its `payload_json`); undefined without a body. */
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
  /** When it arrived, ms since 1970. */
  readonly at: number;
  /** Whether it carried the bot's token. Callbacks and webhooks carry none, rightly. */
  readonly authorized: boolean;
  /** The answer's status; 0 until answered, and after a hang-up. */
  readonly status: number;
  /** The JSON error code of the answer. */
  readonly code: number | undefined;
  /** True: a fault struck it, so that the answer is not the bot's doing. */
  readonly faulty: boolean;
}

/** Something that Discord would refuse whatever the circumstances: the bot is wrong. */
export interface Violation {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly code: number;
  readonly message: string;
  readonly errors: ErrorTree | undefined;
  readonly body: unknown;
}

/** Answers that tell of circumstances (permissions, time, what others deleted), not of a badly made request. */
const CIRCUMSTANCES = [10062, 40060, 50001, 50005, 50007, 50013, 50027, 50083, 160002, 160004];

const API_PREFIX = '/api/v10/';

function isViolation({ status, code }: ApiError, known: boolean): boolean {
  if (CIRCUMSTANCES.includes(code)) return false;
  // Codes 10xxx say that something is not there (any more), which happens; an unknown route does not.
  return !known || code < 10_000 || code >= 20_000 || status >= 500;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Answers the requests of one server. */
export function createRouter(
  world: World,
  routes: readonly Route[],
  faults: ReturnType<typeof createFaults>,
  changed: () => void,
) {
  const requests: Writable<RecordedRequest>[] = [];
  const violations: Violation[] = [];

  const perform = async (request: IncomingMessage, entry: Writable<RecordedRequest>, found: Found): Promise<Reply> => {
    try {
      const raw = await readAll(request);
      const body = await parseBody(raw, request.headers['content-type'] ?? '');
      entry.body = body.json;
      entry.files = body.files;
      if (!found.versioned) throw apiError('invalidApiVersion');
      if (!found.route) throw apiError(found.otherMethod ? 'methodNotAllowed' : 'notFound');
      if (found.route.authorized && !entry.authorized) throw apiError('unauthorized');
      requireSnowflakes(found.route.path, found.segments);
      const param = (name: string): string => {
        const value = found.params.get(name);
        if (value === undefined) throw new Error(`${found.route?.path} has no part :${name}`);
        return value;
      };
      return found.route.answer({ world, param, query: queryOf(found.query), body: body.json, files: body.files });
    } catch (error) {
      // The server's own faults are shown, not hidden: a test has to see them.
      const answer = error instanceof ApiError ? error : new ApiError(500, 0, `The test server failed: ${error}`);
      if (isViolation(answer, found.route !== undefined)) {
        const { method, path, body } = entry;
        const { status, code, message, errors } = answer;
        violations.push({ method, path, status, code, message, errors, body });
      }
      const { status, code, message, errors } = answer;
      return { status, body: { message, code, ...(errors && { errors }) } };
    }
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const found = find(routes, request);
    const entry: Writable<RecordedRequest> = {
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
    requests.push(entry);
    const trouble = faults.next(entry.method, entry.path);
    entry.faulty = trouble !== undefined && trouble.kind !== 'delay';
    if (trouble?.kind === 'delay' && !trouble.performed) await pause(trouble.ms);
    const reply =
      !trouble || trouble.performed || trouble.kind === 'delay' ? await perform(request, entry, found) : undefined;
    if (trouble?.kind === 'delay' && trouble.performed) await pause(trouble.ms);
    if (trouble?.kind === 'hangUp') request.socket.destroy();
    else if (trouble?.kind === 'rateLimit') await refuse(request, response, trouble);
    else if (trouble?.kind === 'status')
      send(response, { status: trouble.status, body: { message: `${trouble.status}: Server Error`, code: 0 } });
    else if (reply) send(response, reply);
    entry.status = response.headersSent ? response.statusCode : 0;
    entry.code = codeOf(reply?.body);
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

function find(routes: readonly Route[], request: IncomingMessage): Found {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const versioned = url.pathname.startsWith(API_PREFIX);
  const rest = versioned ? url.pathname.slice(API_PREFIX.length) : url.pathname.slice(1);
  // discord.js asks for %40original, and emojis are always encoded.
  const segments = rest.split('/').map(decodeURIComponent);
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

/** Discord rounds Retry-After up to whole seconds; here it keeps its fraction, so that tests need not wait for a second. */
async function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  { retryAfter, global }: { retryAfter: number; global: boolean },
): Promise<void> {
  await readAll(request);
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
  send(response, { status: 429, body }, { 'retry-after': String(retryAfter), via: '1.1 google', ...scope });
}
