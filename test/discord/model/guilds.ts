import {
  type APIGuildMember,
  type APIRole,
  type APIUser,
  GatewayDispatchEvents,
  GatewayIntentBits,
  type GuildMemberFlags,
  Locale,
} from 'discord-api-types/v10';
import { guildCreatePayload } from '../gateway/payloads.ts';
import { DEFAULT_PERMISSIONS } from '../permissions.ts';
import type { EventData, GuildRecord, World } from '../world.ts';

/** A user, known to the server but in no guild yet. */
export function addUser(world: World, username: string, bot = false): APIUser {
  const user = {
    id: world.nextId(),
    username,
    discriminator: '0',
    global_name: null,
    avatar: null,
    ...(bot && { bot }),
  };
  world.users.set(user.id, user);
  return user;
}

/** What a role starts as. */
export interface RoleDraft {
  readonly permissions?: bigint;
  readonly mentionable?: boolean;
}

function roleOf(id: string, name: string, { permissions = 0n, mentionable = false }: RoleDraft): APIRole {
  return {
    id,
    name,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    position: 0,
    permissions: String(permissions),
    managed: false,
    mentionable,
    flags: 0 as APIRole['flags'],
  };
}

function memberOf(world: World, user: APIUser, roles: string[]): APIGuildMember {
  const joined_at = new Date(world.now()).toISOString();
  return { user, nick: null, roles, joined_at, deaf: false, mute: false, flags: 0 as GuildMemberFlags };
}

/** A new guild with an owner and the bot in it; the bot is told. */
export function addGuild(
  world: World,
  name: string,
  options: { locale?: Locale; botPermissions?: bigint },
): GuildRecord {
  const owner = addUser(world, `owner of ${name}`);
  const id = world.nextId();
  const guild: GuildRecord = {
    id,
    name,
    ownerId: owner.id,
    locale: options.locale ?? Locale.Korean,
    roles: new Map([[id, roleOf(id, '@everyone', { permissions: DEFAULT_PERMISSIONS })]]),
    members: new Map([[owner.id, memberOf(world, owner, [])]]),
    joinedAt: new Date(world.now()).toISOString(),
  };
  // The role that Discord gives to each bot alone.
  const own = roleOf(world.nextId(), world.bot.username, { permissions: options.botPermissions ?? 0n });
  guild.roles.set(own.id, { ...own, managed: true, tags: { bot_id: world.bot.id } });
  guild.members.set(world.bot.id, memberOf(world, world.bot, [own.id]));
  world.guilds.set(id, guild);
  const audience = { intents: GatewayIntentBits.Guilds, guildId: id };
  world.publish(GatewayDispatchEvents.GuildCreate, guildCreatePayload(world, guild), audience);
  return guild;
}

/** A new role of the guild; the bot is told. */
export function addRole(world: World, guild: GuildRecord, name: string, draft: RoleDraft): APIRole {
  const role = roleOf(world.nextId(), name, draft);
  guild.roles.set(role.id, role);
  tellRole(world, guild, role, GatewayDispatchEvents.GuildRoleCreate);
  return role;
}

/** Gives the role these permissions; the bot is told. */
export function setRolePermissions(world: World, guild: GuildRecord, role: APIRole, permissions: bigint): void {
  role.permissions = String(permissions);
  tellRole(world, guild, role, GatewayDispatchEvents.GuildRoleUpdate);
}

function tellRole(
  world: World,
  guild: GuildRecord,
  role: APIRole,
  event: GatewayDispatchEvents.GuildRoleCreate | GatewayDispatchEvents.GuildRoleUpdate,
): void {
  world.publish(event, { guild_id: guild.id, role }, { intents: GatewayIntentBits.Guilds, guildId: guild.id });
}

/** Lets the user join the guild; bots with the members intent are told. */
export function addMember(world: World, guild: GuildRecord, user: APIUser, roles: string[]): void {
  const member = memberOf(world, user, roles);
  guild.members.set(user.id, member);
  const audience = { intents: GatewayIntentBits.GuildMembers, guildId: guild.id };
  world.publish(GatewayDispatchEvents.GuildMemberAdd, { ...member, guild_id: guild.id }, audience);
}

/** Takes a member out of the guild. The bot is told of its own removal always, of others with the members intent. */
export function removeMember(world: World, guild: GuildRecord, userId: string): void {
  const user = guild.members.get(userId)?.user;
  if (!user) return;
  guild.members.delete(userId);
  if (userId === world.bot.id) {
    world.guilds.delete(guild.id);
    const audience = { intents: GatewayIntentBits.Guilds, guildId: guild.id };
    // Without `unavailable`: that is how a bot tells a removal from an outage.
    world.publish(
      GatewayDispatchEvents.GuildDelete,
      { id: guild.id } as EventData<GatewayDispatchEvents.GuildDelete>,
      audience,
    );
    return;
  }
  const audience = { intents: GatewayIntentBits.GuildMembers, guildId: guild.id };
  world.publish(GatewayDispatchEvents.GuildMemberRemove, { guild_id: guild.id, user }, audience);
}
