import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChannelHandle } from './handles/channel.ts';
import { ask, codesOf } from './raw.ts';
import { type DiscordServer, startDiscordServer } from './server.ts';

let server: DiscordServer;
let channel: ChannelHandle;

beforeAll(async () => {
  server = await startDiscordServer({ limits: { attachmentBytes: 1_000 } });
  channel = server.addGuild('Study').addChannel('general');
});
afterAll(() => server.close());

const post = (body: unknown) => ask(server, `POST /channels/${channel.id}/messages`, body);
const button = (custom_id: string, more = {}) => ({ type: 2, style: 1, label: custom_id, custom_id, ...more });
const row = (...components: object[]) => ({ type: 1, components });
const select = (custom_id: string, more = {}) => ({
  type: 3,
  custom_id,
  options: [{ label: 'a', value: 'a' }],
  ...more,
});

describe('what Discord refuses in a message', () => {
  it.each<[string, object, string]>([
    ['content of 2001 characters', { content: 'x'.repeat(2_001) }, 'content BASE_TYPE_MAX_LENGTH'],
    ['a number as content', { content: 7 }, 'content STRING_TYPE_CONVERT'],
    ['an embed title of 257', { embeds: [{ title: 'x'.repeat(257) }] }, 'embeds.0.title BASE_TYPE_MAX_LENGTH'],
    ['an empty embed', { embeds: [{ color: 1 }] }, 'embeds.0.description BASE_TYPE_REQUIRED'],
    [
      'a blank field',
      { embeds: [{ title: 'x', fields: [{ name: ' ', value: 'v' }] }] },
      'embeds.0.fields.0.name BASE_TYPE_REQUIRED',
    ],
    [
      'more than 6000 characters over all embeds',
      { embeds: [{ description: 'x'.repeat(3_001) }, { description: 'x'.repeat(3_000) }] },
      'embeds MAX_EMBED_SIZE_EXCEEDED',
    ],
    [
      'an address whose host has no dot',
      { embeds: [{ title: 'x', author: { name: 'y', url: 'http://localhost:8080/notes.html' } }] },
      'embeds.0.author.url URL_TYPE_INVALID_URL',
    ],
    ['eleven embeds', { embeds: Array(11).fill({ title: 'x' }) }, 'embeds BASE_TYPE_MAX_LENGTH'],
    [
      'six rows',
      { content: 'x', components: [1, 2, 3, 4, 5, 6].map((n) => row(button(`b${n}`))) },
      'components BASE_TYPE_BAD_LENGTH',
    ],
    [
      'six buttons in a row',
      { content: 'x', components: [row(...[1, 2, 3, 4, 5, 6].map((n) => button(`b${n}`)))] },
      'components.0.components BASE_TYPE_MAX_LENGTH',
    ],
    [
      'a select beside a button',
      { content: 'x', components: [row(select('s'), button('b'))] },
      'components.0.components COMPONENT_LAYOUT_WIDTH_EXCEEDED',
    ],
    [
      'a custom id twice',
      { content: 'x', components: [row(button('same')), row(button('same'))] },
      'components.1.components.0.custom_id COMPONENT_CUSTOM_ID_DUPLICATED',
    ],
    [
      'a custom id of 101',
      { content: 'x', components: [row(button('b', { custom_id: 'x'.repeat(101) }))] },
      'components.0.components.0.custom_id BASE_TYPE_MAX_LENGTH',
    ],
    [
      'a label of 81',
      { content: 'x', components: [row(button('b', { label: 'x'.repeat(81) }))] },
      'components.0.components.0.label BASE_TYPE_MAX_LENGTH',
    ],
    [
      'a link without url',
      { content: 'x', components: [row({ type: 2, style: 5, label: 'go' })] },
      'components.0.components.0.url BASE_TYPE_REQUIRED',
    ],
    [
      'a select whose least is above its most',
      { content: 'x', components: [row(select('s', { min_values: 2 }))] },
      'components.0.components.0.min_values BASE_TYPE_MAX',
    ],
    [
      'a text component without its flag',
      { components: [{ type: 10, content: 'x' }] },
      'components.0.type UNION_TYPE_CHOICES',
    ],
    [
      'content with the flag of components',
      { content: 'x', flags: 1 << 15, components: [{ type: 10, content: 'x' }] },
      'flags MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    ],
    [
      'all users and one user allowed to be pinged',
      { content: 'x', allowed_mentions: { parse: ['users'], users: ['1234567890123456789'] } },
      'allowed_mentions MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
    ],
    [
      'a reply to nothing',
      { content: 'x', message_reference: { message_id: '1234567890123456789' } },
      'message_reference REPLIES_UNKNOWN_MESSAGE',
    ],
    [
      'an attachment that is not there',
      { content: 'x', attachments: [{ id: '0' }] },
      'attachments.0.id ATTACHMENT_NOT_FOUND',
    ],
  ])('%s', async (_name, body, expected) => {
    const before = server.violations.length;
    const { status, body: answer } = await post(body);
    expect(status).toBe(400);
    expect(answer.code).toBe(50035);
    expect(codesOf(answer.errors)).toContain(expected);
    expect(server.violations).toHaveLength(before + 1);
  });

  it.each([{}, { content: '' }, { content: ' \n' }, { embeds: [], components: [] }])(
    'an empty message %j',
    async (body) => {
      expect((await post(body)).body.code).toBe(50006);
      expect(server.violations.at(-1)?.code).toBe(50006);
    },
  );

  it('too many and too large files', async () => {
    const form = (count: number, bytes: number) => {
      const data = new FormData();
      data.set('payload_json', '{}');
      for (let n = 0; n < count; n++) data.set(`files[${n}]`, new Blob(['x'.repeat(bytes)]), `${n}.txt`);
      return data;
    };
    expect((await post(form(11, 1))).body.code).toBe(50035);
    expect((await post(form(2, 600))).body.code).toBe(40005);
    expect((await post(form(10, 100))).status).toBe(200);
  });

  it('broken JSON', async () => {
    const response = await fetch(`${server.apiUrl}/v10/channels/${channel.id}/messages`, {
      method: 'POST',
      headers: { authorization: `Bot ${server.token}`, 'content-type': 'application/json' },
      body: '{"content":',
    });
    expect(await response.json()).toMatchObject({ code: 50109 });
  });

  it('the same in an edit, and an edit that leaves nothing', async () => {
    const { body: message } = await post({ content: 'x' });
    const edit = (body: unknown) => ask(server, `PATCH /channels/${channel.id}/messages/${message.id}`, body);
    expect((await edit({ content: 'x'.repeat(2_001) })).body.code).toBe(50035);
    expect((await edit({ content: '' })).body.code).toBe(50006);
    expect((await edit({ content: '', embeds: [{ title: 'left' }] })).status).toBe(200);
    expect(channel.messages.at(-1)).toMatchObject({ content: '', text: 'left' });
  });
});

describe('what Discord lets pass', () => {
  it.each([
    { content: 'x'.repeat(2_000) },
    { embeds: [{ description: 'x'.repeat(4_096) }, { description: 'x'.repeat(1_904) }] },
    { content: 'x', components: [row(...[1, 2, 3, 4, 5].map((n) => button(`b${n}`))), row(select('s'))] },
    { flags: 1 << 15, components: [{ type: 17, components: [{ type: 10, content: 'text' }, row(button('b'))] }] },
    { content: 'x', unknown_field: true },
  ])('%j', async (body) => {
    expect(await post(body)).toMatchObject({ status: 200 });
  });
});

describe('requests', () => {
  it('needs the token, and says so as Discord does', async () => {
    const answer = await ask(server, 'GET /users/@me', undefined, { token: 'wrong' });
    expect(answer).toMatchObject({ status: 401, body: { message: '401: Unauthorized', code: 0 } });
    expect((await ask(server, 'GET /users/@me', undefined, { token: null })).status).toBe(401);
    expect(server.requests.at(-1)).toMatchObject({ method: 'GET', path: '/users/@me', authorized: false, status: 401 });
  });

  it('refuses other versions, unknown routes and ids that are none', async () => {
    expect((await ask(server, 'GET /users/@me', undefined, { version: '9' })).body.code).toBe(50041);
    expect((await ask(server, 'GET /nowhere')).body).toMatchObject({ code: 0, message: '404: Not Found' });
    expect(server.violations.at(-1)).toMatchObject({ path: '/nowhere', status: 404 });
    expect((await ask(server, 'PUT /users/@me')).status).toBe(405);
    expect(codesOf((await ask(server, 'GET /channels/abc')).body.errors)).toEqual(['channel_id NUMBER_TYPE_COERCE']);
    expect((await ask(server, `GET /channels/${channel.id}/messages?limit=101`)).body.code).toBe(50035);
  });

  it('knows what it does not know', async () => {
    const nobody = '1234567890123456789';
    expect((await ask(server, `GET /channels/${nobody}`)).body.code).toBe(10003);
    expect((await ask(server, `GET /channels/${channel.id}/messages/${nobody}`)).body.code).toBe(10008);
    expect((await ask(server, `GET /guilds/${nobody}`)).body.code).toBe(10004);
    expect((await ask(server, `GET /users/${nobody}`)).body.code).toBe(10013);
    const before = server.violations.length;
    expect((await ask(server, `POST /interactions/${nobody}/token/callback`, { type: 5 })).body.code).toBe(10062);
    expect(
      (await ask(server, `PATCH /webhooks/${server.bot.id}/x/messages/%40original`, { content: 'x' })).body.code,
    ).toBe(50027);
    expect(server.violations).toHaveLength(before);
  });
});
