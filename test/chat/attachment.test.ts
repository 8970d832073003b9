import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchAttachment } from '../../src/chat/attachment.ts';
import { UserError } from '../../src/errors.ts';

let server: Server;
let other: Server;
let origin: string;
/** Paths asked for, at either server. */
let asked: string[];
/** Bytes that the endless file had sent when it was ended. */
let sent: number;

const listen = async (made: Server) => {
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(made.address() as AddressInfo).port}`;
};

beforeEach(async () => {
  asked = [];
  sent = 0;
  other = createServer((request, response) => {
    asked.push(`other ${request.url}`);
    response.end('secret');
  });
  const elsewhere = await listen(other);
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/redirect') response.writeHead(302, { location: `${elsewhere}/secret` }).end();
    else if (request.url === '/gone') response.writeHead(404).end('no');
    else if (request.url === '/broken')
      response.writeHead(200, { 'content-length': 100 }).write('half', () => response.destroy());
    else if (request.url === '/endless') {
      const more = () => {
        if (response.destroyed) return;
        sent += 1024;
        response.write('x'.repeat(1024), () => setImmediate(more));
      };
      more();
    } else response.end('# 노트\n');
  });
  origin = await listen(server);
});
afterEach(() => {
  for (const made of [server, other]) {
    made.close();
    made.closeAllConnections();
  }
});

const fetching = (url: string, most = 1000, apiUrl: string | undefined = `${origin}/api`) =>
  fetchAttachment({ url, most, apiUrl });
const refusal = (url: string, most?: number) => fetching(url, most).catch((error: unknown) => error);

describe('a file that was sent along', () => {
  it('is fetched from where the bot talks to', async () => {
    expect(Buffer.from(await fetching(`${origin}/a.md?x=1`)).toString()).toBe('# 노트\n');
  });

  it.each([
    'http://169.254.169.254/latest/meta-data',
    'http://localhost:22/',
    'https://cdn.discordapp.com.evil.example/a.md',
    'https://cdn.discordapp.com@evil.example/a.md',
    'https://user:pass@cdn.discordapp.com/a.md',
    'http://cdn.discordapp.com/a.md',
    'https://cdn.discordapp.com:8443/a.md',
    'file:///etc/passwd',
    'data:text/plain,hello',
    'not an address',
  ])('is not fetched from %s', async (url) => {
    const error = await refusal(url);
    expect(error).toBeInstanceOf(UserError);
    expect(String(error)).toContain('Discord에 올린 파일');
  });

  it('is not fetched from another port of the same host', async () => {
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}/a.md`;
    expect(String(await refusal(url))).toContain('Discord에 올린 파일');
    expect(asked).toEqual([]);
  });

  it('is followed nowhere else', async () => {
    expect(await refusal(`${origin}/redirect`)).toBeInstanceOf(UserError);
    expect(asked).toEqual(['/redirect']);
  });

  it('is read no further than is allowed, whatever it says of its size', async () => {
    expect(String(await refusal(`${origin}/endless`, 50_000))).toContain('1 MB');
    const before = sent;
    await new Promise((resolve) => server.close(resolve));
    expect(sent - before).toBeLessThan(50_000_000);
  });

  it.each(['/gone', '/broken'])('that does not come (%s) is told in words', async (path) => {
    const error = await refusal(`${origin}${path}`);
    expect(error).toBeInstanceOf(UserError);
    expect(String(error)).toContain('받지 못했어요');
  });
});
