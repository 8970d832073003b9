import {
  type APIApplicationCommand,
  ApplicationCommandType,
  type LocalizationMap,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import { apiError } from '../api-error.ts';
import { type CommandForm, requireValidCommand, requireValidCommands } from '../rules/command.ts';
import { commandCreate, commandEdit, commandsPut } from '../schema/bodies.ts';
import type { World } from '../world.ts';
import { guildOf } from './find.ts';
import { bodyRoute, type Call, created, noContent, ok, orFail, type Reply, type Route, route } from './route.ts';

type Body = RESTPostAPIApplicationCommandsJSONBody;
/** The guild whose commands are meant; undefined for the global ones. */
type Place = (call: Call<unknown>) => string | undefined;

/** Global or in one guild; of each of the three kinds. */
const MAX_SLASH_COMMANDS = 100;

function formOf(body: Body): CommandForm {
  return {
    type: body.type ?? ApplicationCommandType.ChatInput,
    name: body.name,
    description: ('description' in body ? body.description : undefined) ?? '',
    options: ('options' in body ? body.options : undefined) ?? [],
  };
}

function commandOf(world: World, guildId: string | undefined, body: Body, id: string): APIApplicationCommand {
  const { name, type, description, options } = formOf(body);
  return {
    id,
    application_id: world.bot.id,
    version: world.nextId(),
    type,
    name,
    description,
    name_localizations: (body.name_localizations ?? null) as LocalizationMap | null,
    description_localizations: (body.description_localizations ?? null) as LocalizationMap | null,
    default_member_permissions: body.default_member_permissions ?? null,
    nsfw: body.nsfw ?? false,
    ...(type === ApplicationCommandType.ChatInput && { options: [...options] }),
    ...(guildId === undefined
      ? { contexts: body.contexts ?? null, integration_types: body.integration_types ?? [0] }
      : { guild_id: guildId }),
  };
}

function commandsIn(world: World, guildId: string | undefined): APIApplicationCommand[] {
  return [...world.commands.values()].filter((command) => command.guild_id === guildId);
}

function requireOwn({ world, param }: Call<unknown>): void {
  if (param('application') !== world.bot.id) throw apiError('missingAccess');
}

/** A command is the same as the one of its kind and name that is there already. */
function store(
  world: World,
  guildId: string | undefined,
  body: Body,
): { command: APIApplicationCommand; isNew: boolean } {
  const { name, type } = formOf(body);
  const old = commandsIn(world, guildId).find((command) => command.name === name && command.type === type);
  const command = commandOf(world, guildId, body, old?.id ?? world.nextId());
  world.commands.set(command.id, command);
  return { command, isNew: !old };
}

function overwrite(call: Call<Body[]>, place: Place): Reply {
  requireOwn(call);
  const guildId = place(call);
  const forms = call.body.map(formOf);
  if (forms.filter((form) => form.type === ApplicationCommandType.ChatInput).length > MAX_SLASH_COMMANDS) {
    throw apiError('tooManyCommands');
  }
  requireValidCommands(forms);
  const kept = call.body.map((body) => store(call.world, guildId, body).command);
  for (const { id } of commandsIn(call.world, guildId)) {
    if (!kept.some((command) => command.id === id)) call.world.commands.delete(id);
  }
  return ok(kept);
}

function create(call: Call<Body>, place: Place): Reply {
  requireOwn(call);
  requireValidCommand(formOf(call.body));
  const { command, isNew } = store(call.world, place(call), call.body);
  return isNew ? created(command) : ok(command);
}

function find(call: Call<unknown>, place: Place): APIApplicationCommand {
  requireOwn(call);
  const guildId = place(call);
  const command = orFail(call.world.commands.get(call.param('command')), 'unknownCommand');
  if (command.guild_id !== guildId) throw apiError('unknownCommand');
  return command;
}

function edit(call: Call<Partial<Body>>, place: Place): Reply {
  const old = find(call, place);
  const merged = { ...old, ...call.body } as Body;
  requireValidCommand(formOf(merged));
  const command = commandOf(call.world, old.guild_id, merged, old.id);
  call.world.commands.set(old.id, command);
  return ok(command);
}

function remove(call: Call<unknown>, place: Place): Reply {
  call.world.commands.delete(find(call, place).id);
  return noContent();
}

function routesAt(path: string, place: Place): Route[] {
  return [
    route('GET', path, (call) => {
      requireOwn(call);
      return ok(commandsIn(call.world, place(call)));
    }),
    bodyRoute('PUT', path, commandsPut, (call) => overwrite(call, place)),
    bodyRoute('POST', path, commandCreate, (call) => create(call, place)),
    route('GET', `${path}/:command`, (call) => ok(find(call, place))),
    bodyRoute('PATCH', `${path}/:command`, commandEdit, (call) => edit(call as Call<Partial<Body>>, place)),
    route('DELETE', `${path}/:command`, (call) => remove(call, place)),
  ];
}

/** Application commands, global and of one guild. */
export const commandRoutes: readonly Route[] = [
  ...routesAt('/applications/:application/commands', () => undefined),
  ...routesAt('/applications/:application/guilds/:guild/commands', (call) => guildOf(call).id),
];
