import {
  type APIApplicationCommandOption,
  Locale,
  ApplicationCommandOptionType as Option,
} from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from './actors/actor.ts';
import type { ChannelHandle } from './handles/channel.ts';
import type { GuildHandle, RoleHandle } from './handles/guild.ts';
import { ask, codesOf } from './raw.ts';
import { type DiscordServer, startDiscordServer } from './server.ts';

let server: DiscordServer;
let guild: GuildHandle;
let channel: ChannelHandle;
let role: RoleHandle;
let alice: Actor;
let path: string;

beforeAll(async () => {
  server = await startDiscordServer();
  guild = server.addGuild('Study');
  channel = guild.addChannel('general');
  role = guild.addRole('mods', { permissions: 1n << 13n });
  alice = guild.addMember('Alice');
  path = `/applications/${server.bot.id}/commands`;
});
afterAll(() => server.close());

const text = (name: string, more = {}) => ({ type: Option.String, name, description: 'd', ...more });
const slash = (name: string, ...options: object[]) => ({ name, description: 'd', options });

describe('registering', () => {
  it('creates, lists, changes and deletes; overwrites all at once', async () => {
    const made = await ask(server, `POST ${path}`, slash('one'));
    expect(made.status).toBe(201);
    expect((await ask(server, `POST ${path}`, slash('one', text('a')))).body.id).toBe(made.body.id);
    await ask(server, `PATCH ${path}/${made.body.id}`, { description: 'changed' });
    expect(server.commands).toMatchObject([{ name: 'one', description: 'changed', options: [{ name: 'a' }] }]);
    await ask(server, `PUT ${path}`, [slash('one'), slash('two')]);
    expect(server.commands.map(({ name, id }) => [name, id === made.body.id])).toEqual([
      ['one', true],
      ['two', false],
    ]);
    expect((await ask(server, `DELETE ${path}/${made.body.id}`)).status).toBe(204);
    expect((await ask(server, `GET ${path}/${made.body.id}`)).body.code).toBe(10063);
    expect(server.violations).toEqual([]);
  });

  it('takes permissions as a string, as clients send them', async () => {
    const answer = await ask(server, `PUT ${path}`, [{ ...slash('one'), default_member_permissions: '8192' }]);
    expect(answer.status).toBe(200);
    expect((await ask(server, `PUT ${path}`, [{ ...slash('one'), default_member_permissions: 'all' }])).status).toBe(
      400,
    );
  });

  it.each<[string, object[], string]>([
    ['capitals', [slash('One')], '0.name APPLICATION_COMMAND_INVALID_NAME'],
    ['a space', [slash('o ne')], '0.name APPLICATION_COMMAND_INVALID_NAME'],
    ['a name twice', [slash('one'), slash('one')], '1.name APPLICATION_COMMANDS_DUPLICATE_NAME'],
    ['no description', [{ name: 'one' }], '0.description BASE_TYPE_REQUIRED'],
    ['a description of 101', [{ name: 'one', description: 'x'.repeat(101) }], '0.description BASE_TYPE_MAX_LENGTH'],
    [
      '26 options',
      [slash('one', ...Array.from({ length: 26 }, (_, n) => text(`o${n}`)))],
      '0.options BASE_TYPE_MAX_LENGTH',
    ],
    [
      'required after optional',
      [slash('one', text('a'), text('b', { required: true }))],
      '0.options.1 APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
    ],
    [
      'an option twice',
      [slash('one', text('a'), text('a'))],
      '0.options.1.name APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATED',
    ],
    [
      '26 choices',
      [slash('one', text('a', { choices: Array.from({ length: 26 }, (_, n) => ({ name: `${n}`, value: `${n}` })) }))],
      '0.options.0.choices BASE_TYPE_MAX_LENGTH',
    ],
  ])('refuses %s', async (_name, body, expected) => {
    const answer = await ask(server, `PUT ${path}`, body);
    expect(codesOf(answer.body.errors)).toContain(expected);
  });

  it('takes Korean names', async () => {
    expect((await ask(server, `PUT ${path}`, [slash('질문', text('내용'))])).status).toBe(200);
  });
});

describe('calling as a user', () => {
  const options: APIApplicationCommandOption[] = [
    { type: Option.String, name: 'word', description: 'd', required: true, max_length: 5 },
    { type: Option.String, name: 'size', description: 'd', choices: [{ name: 'Big', value: 'b' }] },
    { type: Option.Integer, name: 'count', description: 'd', min_value: 1, max_value: 3 },
    { type: Option.User, name: 'who', description: 'd' },
    { type: Option.Role, name: 'role', description: 'd' },
    { type: Option.Channel, name: 'where', description: 'd', channel_types: [0] },
    { type: Option.Attachment, name: 'file', description: 'd' },
    { type: Option.Boolean, name: 'loud', description: 'd' },
  ];
  const lastInteraction = () => server.gateway.frames.filter((frame) => frame.event === 'INTERACTION_CREATE').at(-1);

  beforeAll(async () => {
    await ask(server, `PUT ${path}`, [
      slash('go', ...options),
      slash('quiz', { type: 1, name: 'start', description: 'd', options: [] }),
      { ...slash('mods-only'), default_member_permissions: '8192' },
      { ...slash('here-only'), contexts: [0] },
    ]);
  });

  it.each<[string, string, Record<string, string | number | boolean>, RegExp]>([
    ['unknown commands', 'nothing', {}, /not registered the command "nothing"/],
    ['a missing option', 'go', {}, /"word" is required/],
    ['an unknown option', 'go', { word: 'x', no: 1 }, /no option "no"/],
    ['too long a text', 'go', { word: 'toolong' }, /does not fit the option "word"/],
    ['what is no choice', 'go', { word: 'x', size: 'Small' }, /does not fit the option "size"/],
    ['a number beyond the limit', 'go', { word: 'x', count: 4 }, /does not fit the option "count"/],
    ['a fraction', 'go', { word: 'x', count: 1.5 }, /does not fit the option "count"/],
    ['a text for a switch', 'go', { word: 'x', loud: 'yes' }, /does not fit the option "loud"/],
    ['a missing sub-command', 'quiz', {}, /sub-command is missing: one of start/],
    ['an unknown sub-command', 'quiz end', {}, /no sub-command "end"/],
    ['commands for others', 'mods-only', {}, /not offered to Alice/],
  ])('refuses %s', async (_name, command, values, expected) => {
    await expect(alice.slash(channel, command, values)).rejects.toThrow(expected);
    expect(lastInteraction()).toBeUndefined();
  });

  it('keeps commands where they belong', async () => {
    const mod = guild.addMember('Mod', { roles: [role] });
    await expect(mod.slash(channel, 'mods-only')).resolves.toBeDefined();
    await expect(alice.slash(alice.dms, 'here-only')).rejects.toThrow(/not offered/);
    await expect(alice.slash(alice.dms, 'quiz start')).resolves.toBeDefined();
    const quiet = guild.addChannel('quiet');
    quiet.setPermissions('everyone', { deny: 1n << 31n });
    await expect(alice.slash(quiet, 'quiz start')).rejects.toThrow(/may not use commands/);
  });

  it('speaks Korean unless told otherwise', () => {
    expect(server.addUser('Bob', { locale: Locale.French }).locale).toBe('fr');
    expect(alice.locale).toBe('ko');
  });
});
