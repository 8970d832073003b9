import { afterEach, describe, expect, it } from 'vitest';
import { ask, codesOf } from './raw.ts';
import { type DiscordServer, startDiscordServer } from './server.ts';

let server: DiscordServer;

afterEach(() => server.close());

const COMMANDS = [{ name: 'go', description: 'Go' }];

async function scene() {
  server = await startDiscordServer();
  const guild = server.addGuild('Study');
  await ask(server, `PUT /applications/${server.bot.id}/commands`, COMMANDS);
  return { channel: guild.addChannel('general'), alice: guild.addMember('Alice') };
}

const callback = (it: { id: string; token: string }, body: unknown, query = '') =>
  ask(server, `POST /interactions/${it.id}/${it.token}/callback${query}`, body, { token: null });
const webhook = (method: string, it: { token: string }, path: string, body?: unknown) =>
  ask(server, `${method} /webhooks/${server.bot.id}/${it.token}${path}`, body, { token: null });

describe('answers to interactions, by the letter', () => {
  it('takes one first answer only', async () => {
    const { alice, channel } = await scene();
    const asked = await alice.slash(channel, 'go');
    expect((await webhook('PATCH', asked, '/messages/@original', { content: 'x' })).body.code).toBe(10015);
    expect((await callback(asked, { type: 5 })).status).toBe(204);
    expect((await callback(asked, { type: 4, data: { content: 'x' } })).body.code).toBe(40060);
  });

  it('answers with the message when asked to', async () => {
    const { alice, channel } = await scene();
    const asked = await alice.slash(channel, 'go');
    const { status, body } = await callback(asked, { type: 4, data: { content: 'x' } }, '?with_response=true');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      interaction: { id: asked.id, type: 2 },
      resource: { type: 4, message: { content: 'x' } },
    });
  });

  it('lets the token expire', async () => {
    let now = 1_800_000_000_000;
    server = await startDiscordServer({ now: () => now });
    const guild = server.addGuild('Study');
    await ask(server, `PUT /applications/${server.bot.id}/commands`, COMMANDS);
    const asked = await guild.addMember('Alice').slash(guild.addChannel('general'), 'go');
    now += 3_000;
    await callback(asked, { type: 5 });
    now += 15 * 60_000 - 3_000;
    expect((await webhook('PATCH', asked, '/messages/@original', { content: 'just in time' })).status).toBe(200);
    now += 1;
    expect((await webhook('PATCH', asked, '/messages/@original', { content: 'late' })).body.code).toBe(50027);
    expect((await webhook('POST', asked, '', { content: 'late' })).body.code).toBe(50027);
  });

  it('takes the first follow-up of a deferred answer as the answer', async () => {
    const { alice, channel } = await scene();
    const asked = await alice.slash(channel, 'go');
    await callback(asked, { type: 5, data: { flags: 64 } });
    await webhook('POST', asked, '', { content: 'the answer' });
    await webhook('POST', asked, '', { content: 'more' });
    expect(await asked.response()).toMatchObject({ content: 'the answer', ephemeral: true });
    expect(asked.followUps).toMatchObject([{ content: 'more', ephemeral: false }]);
  });

  it('edits, fetches and deletes its own messages, and no others', async () => {
    const { alice, channel } = await scene();
    const said = await alice.say(channel, 'words');
    const asked = await alice.slash(channel, 'go');
    await callback(asked, { type: 4, data: { content: 'x' } });
    expect((await webhook('GET', asked, '/messages/%40original')).body).toMatchObject({ content: 'x' });
    expect((await webhook('PATCH', asked, `/messages/${said.id}`, { content: 'y' })).body.code).toBe(10008);
    expect((await webhook('DELETE', asked, '/messages/@original')).status).toBe(204);
    expect((await webhook('PATCH', asked, '/messages/@original', { content: 'y' })).body.code).toBe(10008);
    await expect(asked.response()).rejects.toThrow(/deleted/);
  });

  it.each([
    ['an update without a message', { type: 7, data: { content: 'x' } }, 'type BASE_TYPE_CHOICES'],
    ['choices for a command', { type: 8, data: { choices: [] } }, 'type BASE_TYPE_CHOICES'],
    ['an unknown kind', { type: 99 }, 'type BASE_TYPE_CHOICES'],
    ['too long a text', { type: 4, data: { content: 'x'.repeat(2_001) } }, 'data.content BASE_TYPE_MAX_LENGTH'],
    [
      'too long a modal title',
      { type: 9, data: { custom_id: 'm', title: 'x'.repeat(46), components: [modalRow('a')] } },
      'data.title BASE_TYPE_MAX_LENGTH',
    ],
    [
      'a field twice',
      { type: 9, data: { custom_id: 'm', title: 'x', components: [modalRow('a'), modalRow('a')] } },
      'data.components.1.components.0.custom_id COMPONENT_CUSTOM_ID_DUPLICATED',
    ],
    [
      'six fields',
      { type: 9, data: { custom_id: 'm', title: 'x', components: [...'abcdef'].map(modalRow) } },
      'data.components BASE_TYPE_BAD_LENGTH',
    ],
  ])('refuses %s', async (_name, body, expected) => {
    const { alice, channel } = await scene();
    const asked = await alice.slash(channel, 'go');
    const answer = await callback(asked, body);
    expect(answer.body.code).toBe(50035);
    expect(codesOf(answer.body.errors)).toContain(expected);
    expect(asked.responseType).toBeUndefined();
    expect(server.violations).toHaveLength(1);
  });

  it('keeps a modal from answering a modal', async () => {
    const { alice, channel } = await scene();
    const asked = await alice.slash(channel, 'go');
    const modal = { type: 9, data: { custom_id: 'm', title: 'x', components: [modalRow('a')] } };
    await callback(asked, modal);
    const sent = await alice.submitModal(asked, { a: 'text' });
    expect(codesOf((await callback(sent, modal)).body.errors)).toEqual(['type BASE_TYPE_CHOICES']);
  });
});

function modalRow(custom_id: string) {
  return { type: 1, components: [{ type: 4, custom_id, label: custom_id, style: 1 }] };
}
