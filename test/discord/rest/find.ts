// What the routes' ids stand for, or Discord's answer where they stand for nothing.
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { apiError } from '../api-error.ts';
import { requireBot } from '../permissions.ts';
import type { ChannelRecord, GuildRecord, MessageRecord } from '../world.ts';
import { type Call, orFail } from './route.ts';

/** The channel of the path, which the bot has to see; with these permissions. */
export function channelOf({ world, param }: Call<unknown>, permissions = 0n): ChannelRecord {
  const channel = orFail(world.channels.get(param('channel')), 'unknownChannel');
  if (channel.deleted) throw apiError('unknownChannel');
  requireBot(world, channel, permissions);
  return channel;
}

/** The message of the path, in the channel; ephemeral messages are not to be found this way. */
export function messageOf({ world, param }: Call<unknown>, channel: ChannelRecord): MessageRecord {
  const record = world.messages.get(param('message'));
  const here = record?.data.channel_id === channel.id && !record.deleted && record.visibleTo === undefined;
  if (!record || !here) throw apiError('unknownMessage');
  requireBot(world, channel, PermissionFlagsBits.ReadMessageHistory);
  return record;
}

/** The guild of the path, which the bot has to be in. */
export function guildOf({ world, param }: Call<unknown>): GuildRecord {
  const guild = orFail(world.guilds.get(param('guild')), 'unknownGuild');
  if (!guild.members.has(world.bot.id)) throw apiError('missingAccess');
  return guild;
}
