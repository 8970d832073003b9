// A request without any client in between, for what no client would send.
import type { ErrorTree } from './api-error.ts';
import type { DiscordServer } from './server.ts';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly code?: number;
    readonly message?: string;
    readonly errors?: ErrorTree;
    readonly id?: string;
  };
}

/** Asks the server as the bot would. `body`: JSON, a form, or nothing; `token`: another than the bot's, or null for none. */
export async function ask(
  server: DiscordServer,
  route: string,
  body?: unknown,
  { token = server.token, version = '10' }: { token?: string | null; version?: string } = {},
): Promise<RawAnswer> {
  const [method = '', path = ''] = route.split(' ');
  const form = body instanceof FormData;
  const response = await fetch(`${server.apiUrl}/v${version}${path}`, {
    method,
    headers: {
      ...(token !== null && { authorization: `Bot ${token}` }),
      ...(body !== undefined && !form && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: form ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) };
}

/** The codes of a 50035 answer with their places, e.g. `embeds.0.title BASE_TYPE_MAX_LENGTH`. */
export function codesOf(tree: ErrorTree | undefined, path: readonly string[] = []): string[] {
  return Object.entries(tree ?? {}).flatMap(([key, node]) =>
    Array.isArray(node) ? node.map(({ code }) => `${path.join('.')} ${code}`) : codesOf(node, [...path, key]),
  );
}
