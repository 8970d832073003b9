// Slash commands and context menus: what a user can call depends on what the bot registered, and where.
import {
  type APIApplicationCommand,
  ApplicationCommandType,
  InteractionContextType,
  InteractionType,
  PermissionFlagsBits as P,
} from 'discord-api-types/v10';
import { type InteractionDraft, openInteraction } from '../model/interactions.ts';
import { messagePayload } from '../model/message-payload.ts';
import { mayIn } from '../permissions.ts';
import type { ChannelRecord, InteractionRecord, MessageRecord, World } from '../world.ts';
import { fillOptions, type OptionValue } from './options.ts';
import { createResolved } from './resolved.ts';

/** Who does it, and where. */
export interface Scene {
  readonly world: World;
  readonly user: InteractionDraft['user'];
  readonly locale: InteractionDraft['locale'];
  readonly channel: ChannelRecord;
}

function offered({ world, user, channel }: Scene, command: APIApplicationCommand): boolean {
  if (channel.guildId === undefined) {
    const contexts = command.contexts ?? [InteractionContextType.Guild, InteractionContextType.BotDM];
    return command.guild_id === undefined && contexts.includes(InteractionContextType.BotDM);
  }
  if (command.guild_id !== undefined && command.guild_id !== channel.guildId) return false;
  if (command.contexts && !command.contexts.includes(InteractionContextType.Guild)) return false;
  const needed = command.default_member_permissions;
  // "0" hides a command from all but administrators.
  return needed == null || mayIn(world, channel, user.id, needed === '0' ? P.Administrator : BigInt(needed));
}

function commandFor(scene: Scene, type: ApplicationCommandType, name: string): APIApplicationCommand {
  const { world, user, channel } = scene;
  if (!mayIn(world, channel, user.id, P.UseApplicationCommands)) {
    throw new Error(`${user.username} may not use commands in #${channel.name}`);
  }
  const commands = [...world.commands.values()].filter((command) => command.type === type && command.name === name);
  if (commands.length === 0) {
    const known = [...world.commands.values()].map((command) => command.name).join(', ') || 'none';
    throw new Error(`The bot has not registered the command "${name}" (registered: ${known})`);
  }
  const there = commands.filter((command) => offered(scene, command));
  // A guild's own command hides the global one of the same name.
  const command = there.find(({ guild_id }) => guild_id !== undefined) ?? there[0];
  if (!command) throw new Error(`The command "${name}" is not offered to ${user.username} in #${channel.name}`);
  return command;
}

function baseData({ id, name, guild_id }: APIApplicationCommand) {
  return { id, name, ...(guild_id && { guild_id }) };
}

/** Calls a slash command; with `focused`, asks for that option's autocompletion instead. */
export function callSlash(
  scene: Scene,
  line: string,
  values: Readonly<Record<string, OptionValue>>,
  focused?: string,
): InteractionRecord {
  const { world, user, channel } = scene;
  const [name = '', ...path] = line.replace(/^\//, '').split(' ');
  const command = commandFor(scene, ApplicationCommandType.ChatInput, name);
  const guild = channel.guildId === undefined ? undefined : world.guilds.get(channel.guildId);
  const resolved = createResolved(world, guild, channel, user.id);
  const fill = { world, channelId: channel.id, resolved, ...(focused !== undefined && { focused }) };
  const options = fillOptions(command.options ?? [], path, values, fill);
  const type =
    focused === undefined ? InteractionType.ApplicationCommand : InteractionType.ApplicationCommandAutocomplete;
  const data = {
    ...baseData(command),
    type: ApplicationCommandType.ChatInput as const,
    options,
    ...(Object.keys(resolved.data).length > 0 && { resolved: resolved.data }),
  };
  const commandName = [name, ...path].join(' ');
  return openInteraction(world, { ...scene, type, data: data as InteractionDraft['data'], commandName });
}

/** Calls a command of a message's context menu. */
export function callOnMessage(scene: Scene, name: string, target: MessageRecord): InteractionRecord {
  const command = commandFor(scene, ApplicationCommandType.Message, name);
  const { id } = target.data;
  const messages = { [id]: messagePayload(scene.world, target) };
  const data = {
    ...baseData(command),
    type: ApplicationCommandType.Message as const,
    target_id: id,
    resolved: { messages },
  };
  const type = InteractionType.ApplicationCommand;
  return openInteraction(scene.world, { ...scene, type, data, commandName: name, target: { messageId: id } });
}

/** Calls a command of a user's context menu. */
export function callOnUser(scene: Scene, name: string, targetId: string): InteractionRecord {
  const { world, channel, user } = scene;
  const command = commandFor(scene, ApplicationCommandType.User, name);
  const guild = channel.guildId === undefined ? undefined : world.guilds.get(channel.guildId);
  const resolved = createResolved(world, guild, channel, user.id);
  const target = world.users.get(targetId);
  if (!target || !resolved.user(targetId)) throw new Error(`There is no user ${targetId}`);
  const shown = { users: resolved.data.users ?? {}, ...(resolved.data.members && { members: resolved.data.members }) };
  const data = {
    ...baseData(command),
    type: ApplicationCommandType.User as const,
    target_id: targetId,
    resolved: shown,
  };
  const type = InteractionType.ApplicationCommand;
  return openInteraction(world, { ...scene, type, data, commandName: name, target: { user: target } });
}
