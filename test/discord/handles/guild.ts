import { type APIUser, Locale } from 'discord-api-types/v10';
import { type Actor, createActor } from '../actors/actor.ts';
import { addTextChannel } from '../model/channels.ts';
import { addMember, addRole, addUser, type RoleDraft, removeMember, setRolePermissions } from '../model/guilds.ts';
import type { Changes } from '../wait.ts';
import { type GuildRecord, need, type World } from '../world.ts';
import { type ChannelHandle, channelHandle, type PermissionTarget } from './channel.ts';

export interface RoleHandle {
  readonly id: string;
  readonly name: string;
  readonly mention: string;
}

export interface GuildHandle {
  readonly id: string;
  readonly name: string;
  /** The role that is the bot's alone. */
  readonly botRole: RoleHandle;
  readonly addChannel: (name: string, options?: { topic?: string }) => ChannelHandle;
  readonly addRole: (name: string, options?: RoleDraft) => RoleHandle;
  /** A new user of that name, or one from elsewhere, joins. */
  readonly addMember: (who: string | Actor, options?: { roles?: readonly RoleHandle[]; locale?: Locale }) => Actor;
  readonly removeMember: (actor: Actor) => void;
  /** What everybody, the bot, or a role may do in the whole guild. */
  readonly setPermissions: (target: PermissionTarget, permissions: bigint) => void;
  /** Throws the bot out of the guild. */
  readonly kickBot: () => void;
}

/** The handle of the record. */
export function guildHandle(world: World, waiting: Changes, guild: GuildRecord): GuildHandle {
  const botRoleId = guild.members.get(world.bot.id)?.roles[0] ?? '';
  const roleFor = (target: PermissionTarget): string => {
    if (target === 'everyone') return guild.id;
    return target === 'bot' ? botRoleId : target.id;
  };
  return {
    id: guild.id,
    name: guild.name,
    botRole: { id: botRoleId, name: world.bot.username, mention: `<@&${botRoleId}>` },
    addChannel: (name, { topic } = {}) =>
      channelHandle(world, waiting, addTextChannel(world, guild.id, name, topic ?? null)),
    addRole: (name, options = {}) => {
      const { id } = addRole(world, guild, name, options);
      return { id, name, mention: `<@&${id}>` };
    },
    addMember: (who, { roles = [], locale = Locale.Korean } = {}) => {
      const user: APIUser = typeof who === 'string' ? addUser(world, who) : who.user;
      addMember(
        world,
        guild,
        user,
        roles.map(({ id }) => id),
      );
      return typeof who === 'string' ? createActor(world, waiting, user, locale) : who;
    },
    removeMember: ({ id }) => removeMember(world, guild, id),
    setPermissions: (target, permissions) =>
      setRolePermissions(world, guild, need(guild.roles, roleFor(target), 'role'), permissions),
    kickBot: () => removeMember(world, guild, world.bot.id),
  };
}
