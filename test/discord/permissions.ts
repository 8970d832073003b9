import { type APIOverwrite, ChannelType, OverwriteType, PermissionFlagsBits as P } from 'discord-api-types/v10';
import { apiError } from './api-error.ts';
import { type ChannelRecord, type GuildRecord, need, type World } from './world.ts';

const EVERYTHING = Object.values(P).reduce((all, bit) => all | bit, 0n);
/** What both ends of a direct message may do. */
const DM_PERMISSIONS =
  P.ViewChannel |
  P.SendMessages |
  P.EmbedLinks |
  P.AttachFiles |
  P.AddReactions |
  P.ReadMessageHistory |
  P.UseExternalEmojis |
  P.UseApplicationCommands;
/** What a new guild lets everybody do. */
export const DEFAULT_PERMISSIONS =
  DM_PERMISSIONS | P.CreatePublicThreads | P.CreatePrivateThreads | P.SendMessagesInThreads;

/** What the member may do in the guild as a whole; nothing for strangers. */
export function guildPermissions(guild: GuildRecord, userId: string): bigint {
  const member = guild.members.get(userId);
  if (!member) return 0n;
  if (userId === guild.ownerId) return EVERYTHING;
  const sum = [guild.id, ...member.roles].reduce((all, id) => all | BigInt(guild.roles.get(id)?.permissions ?? 0), 0n);
  return sum & P.Administrator ? EVERYTHING : sum;
}

function applied(permissions: bigint, overwrites: readonly APIOverwrite[]): bigint {
  const deny = overwrites.reduce((all, overwrite) => all | BigInt(overwrite.deny), 0n);
  const allow = overwrites.reduce((all, overwrite) => all | BigInt(overwrite.allow), 0n);
  return (permissions & ~deny) | allow;
}

/** What the user may do in the channel, from roles and overwrites in Discord's order; a thread goes by its parent's. */
export function permissionsIn(world: World, channel: ChannelRecord, userId: string): bigint {
  if (channel.guildId === undefined) {
    return channel.recipientId === userId || userId === world.bot.id ? DM_PERMISSIONS : 0n;
  }
  const guild = need(world.guilds, channel.guildId, 'guild');
  const base = guildPermissions(guild, userId);
  if (base === EVERYTHING || base === 0n) return base;
  const place = channel.parentId ? need(world.channels, channel.parentId, 'channel') : channel;
  const roles = guild.members.get(userId)?.roles ?? [];
  const of = (test: (overwrite: APIOverwrite) => boolean) => place.overwrites.filter(test);
  let permissions = applied(
    base,
    of((o) => o.id === guild.id),
  );
  permissions = applied(
    permissions,
    of((o) => o.type === OverwriteType.Role && roles.includes(o.id)),
  );
  permissions = applied(
    permissions,
    of((o) => o.type === OverwriteType.Member && o.id === userId),
  );
  const hidden =
    channel.type === ChannelType.PrivateThread &&
    !channel.thread?.members.has(userId) &&
    !(permissions & P.ManageThreads);
  return hidden || !(permissions & P.ViewChannel) ? 0n : permissions;
}

/** Whether the user has all these permissions in the channel. */
export function mayIn(world: World, channel: ChannelRecord, userId: string, bits: bigint): boolean {
  return (permissionsIn(world, channel, userId) & bits) === bits;
}

/** The permission to write in this channel: threads have their own. */
export function sendPermission(channel: ChannelRecord): bigint {
  return channel.thread ? P.SendMessagesInThreads : P.SendMessages;
}

/** Throws Discord's 50001 where the bot cannot see the channel, 50013 where it lacks one of the permissions. */
export function requireBot(world: World, channel: ChannelRecord, bits = 0n): void {
  if (!mayIn(world, channel, world.bot.id, P.ViewChannel)) throw apiError('missingAccess');
  if (!mayIn(world, channel, world.bot.id, bits)) throw apiError('missingPermissions');
}
