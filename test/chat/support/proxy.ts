import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A REST proxy in front of a Discord server. */
export interface Proxy {
  /** For `DISCORD_API_URL`. */
  readonly url: string;
  close(): void;
}

/** Passes requests on to `target` (ends in `/api`) and lets `change` have a look at each JSON answer. */
export async function startProxy(target: string, change: (path: string, body: unknown) => unknown): Promise<Proxy> {
  const proxy = createServer(async (request, response) => {
    const path = (request.url ?? '').replace(/^\/api/, '');
    const body = await readAll(request);
    const { authorization, 'content-type': type } = request.headers;
    const answer = await fetch(`${target}${path}`, {
      method: request.method ?? 'GET',
      headers: { ...(authorization && { authorization }), ...(type && { 'content-type': type }) },
      ...(body.length > 0 && { body: new Uint8Array(body) }),
    });
    const text = await answer.text();
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(text === '' ? text : JSON.stringify(change(path, JSON.parse(text))));
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/api`,
    close: () => proxy.close(),
  };
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
