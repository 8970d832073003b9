import { type Client, DiscordAPIError, HTTPError, type SendableChannels } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChannelHandle } from './handles/channel.ts';
import { ask } from './raw.ts';
import { type DiscordServer, startDiscordServer } from './server.ts';
import { startBot } from './throw-away-bot.ts';

let server: DiscordServer;
let client: Client<true>;
let channel: ChannelHandle;
let bots: SendableChannels;

beforeEach(async () => {
  server = await startDiscordServer();
  channel = server.addGuild('Study').addChannel('general');
  client = await startBot(server);
  const found = await client.channels.fetch(channel.id);
  if (!found?.isSendable()) throw new Error('The bot cannot write');
  bots = found;
});
afterEach(async () => {
  await client.destroy();
  await server.close();
});

const MESSAGES = 'POST /channels/*/messages';
const sent = () => server.requests.filter(({ method }) => method === 'POST');

describe('faults', () => {
  it.each([false, true])('rate-limits (global: %s), which discord.js waits for', async (global) => {
    const fault = server.faults.rateLimit(MESSAGES, { retryAfter: 0.05, global }, { times: 2 });
    await bots.send('through');
    expect(fault.hits()).toBe(2);
    expect(sent().map(({ status, faulty }) => [status, faulty])).toEqual([
      [429, true],
      [429, true],
      [200, false],
    ]);
    expect(channel.messages).toHaveLength(1);
  });

  it('answers 429 as Discord does', async () => {
    server.faults.rateLimit('GET /users/@me', { retryAfter: 1.5 });
    const { status, headers, body } = await ask(server, 'GET /users/@me');
    expect(status).toBe(429);
    expect(body).toEqual({ message: 'You are being rate limited.', retry_after: 1.5, global: false });
    expect(Object.fromEntries(headers)).toMatchObject({
      'retry-after': '1.5',
      'x-ratelimit-scope': 'user',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset-after': '1.5',
    });
    server.faults.rateLimit('* /users/**', { retryAfter: 1, global: true });
    expect((await ask(server, 'GET /users/@me')).headers.get('x-ratelimit-global')).toBe('true');
  });

  it('fails, which discord.js tries again three times', async () => {
    server.faults.fail(MESSAGES, { times: 3 });
    await bots.send('at last');
    server.faults.fail(MESSAGES, { times: Number.POSITIVE_INFINITY, status: 503 });
    await expect(bots.send('never')).rejects.toBeInstanceOf(HTTPError);
    server.faults.clear();
    await bots.send('again');
    expect(channel.messages.map(({ content }) => content)).toEqual(['at last', 'again']);
    expect(server.violations).toEqual([]);
  });

  it('hangs up, before or after the request took effect', async () => {
    server.faults.hangUp(MESSAGES);
    await expect(bots.send('lost')).rejects.not.toBeInstanceOf(DiscordAPIError);
    server.faults.hangUp(MESSAGES, { performed: true });
    await expect(bots.send('arrived')).rejects.toThrow();
    expect(channel.messages.map(({ content }) => content)).toEqual(['arrived']);
    expect(sent().map(({ status }) => status)).toEqual([0, 0]);
  });

  it('delays the request, or only its answer', async () => {
    const fault = server.faults.delay(MESSAGES, 60, { performed: true });
    const answered = bots.send('slow').then(() => Date.now());
    await server.waitFor(() => channel.messages.length === 1);
    expect(fault.hits()).toBe(1);
    await answered;
    server.faults.delay(MESSAGES, 60);
    const late = bots.send('slower');
    await server.waitFor(() => sent().length === 2);
    expect(channel.messages).toHaveLength(1);
    await late;
    expect(channel.messages).toHaveLength(2);
  });

  it('strikes only the route and as often as told, and can be taken back', async () => {
    const other = server.faults.fail('DELETE /channels/**');
    const cleared = server.faults.fail(MESSAGES);
    cleared.clear();
    await bots.send('x');
    expect([other.hits(), cleared.hits()]).toEqual([0, 0]);
    expect(() => server.faults.fail('channels')).toThrow(/looks like "POST/);
  });

  it('lets an acknowledgement take effect though it failed, so that its repetition is refused', async () => {
    const alice = server.addUser('Alice');
    await ask(server, `PUT /applications/${server.bot.id}/commands`, [{ name: 'go', description: 'Go' }]);
    server.faults.fail('POST /interactions/*/*/callback', { performed: true });
    const asked = await alice.slash(alice.dms, 'go');
    const answer = () => ask(server, `POST /interactions/${asked.id}/${asked.token}/callback`, { type: 5 });
    expect((await answer()).status).toBe(500);
    expect(asked.responseType).toBe(5);
    expect((await answer()).body.code).toBe(40060);
  });
});
