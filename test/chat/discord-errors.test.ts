import { DiscordAPIError, HTTPError } from 'discord.js';
import { expect, it } from 'vitest';
import { describeError, isConnectionFault, routeOf } from '../../src/chat/discord-errors.ts';

const TOKEN = 'aW50ZXJhY3Rpb24tdG9rZW4';
const url = `http://localhost:1/api/v10/webhooks/100000000000000001/${TOKEN}/messages/@original?wait=true`;

it('names the route without ids and tokens', () => {
  expect(routeOf(url)).toBe('/webhooks/:id/:token/messages/@original');
  expect(routeOf(`https://discord.com/api/v10/interactions/1/${TOKEN}/callback`)).toBe(
    '/interactions/:id/:token/callback',
  );
  expect(routeOf('https://discord.com/api/v10/channels/100000000000000001/messages')).toBe('/channels/:id/messages');
});

it('tells of errors by code, status and place only', () => {
  const body = { files: undefined, body: { content: '비밀' } };
  const refused = new DiscordAPIError({ code: 50035, message: '비밀' }, 50035, 400, 'PATCH', url, body);
  const broken = new HTTPError(503, '비밀', 'PATCH', url, body);
  expect(describeError(refused)).toBe('Discord 50035, HTTP 400, PATCH /webhooks/:id/:token/messages/@original');
  expect(describeError(broken)).toBe('HTTP 503, PATCH /webhooks/:id/:token/messages/@original');
  const own = describeError(new SyntaxError(`비밀 ${TOKEN} is not valid JSON\n비밀`));
  expect(own).toMatch(/^SyntaxError\n\s+at /);
  for (const secret of ['비밀', TOKEN]) expect(own).not.toContain(secret);
  expect(describeError('비밀')).toBe('string');
});

it('knows a lost connection, by the code of the error or of its cause', () => {
  const coded = (code: string) => Object.assign(new Error('x'), { code });
  expect(isConnectionFault(coded('ECONNRESET'))).toBe(true);
  expect(isConnectionFault(coded('UND_ERR_SOCKET'))).toBe(true);
  expect(isConnectionFault(new TypeError('fetch failed', { cause: coded('ENOTFOUND') }))).toBe(true);
  expect(isConnectionFault(Object.assign(new Error('x'), { name: 'AbortError' }))).toBe(true);
  expect(isConnectionFault(coded('ENOENT'))).toBe(false);
  expect(isConnectionFault(new TypeError('undefined is not a function'))).toBe(false);
});
