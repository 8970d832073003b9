import {
  type APIChannel,
  type APIDMChannel,
  type APIOverwrite,
  type APITextChannel,
  type APIThreadChannel,
  ChannelType,
  GatewayDispatchEvents,
  GatewayIntentBits,
  ThreadAutoArchiveDuration,
  ThreadMemberFlags,
} from 'discord-api-types/v10';
import { type ChannelRecord, need, type World } from '../world.ts';

function lastMessageId(channel: ChannelRecord): string | null {
  return channel.messages.findLast((message) => message.visibleTo === undefined)?.data.id ?? null;
}

/** A thread as the API shows it; with the bot's own membership, if any. */
export function threadPayload(world: World, channel: ChannelRecord): APIThreadChannel {
  const { thread } = channel;
  if (!thread || !channel.parentId) throw new Error(`${channel.name} is no thread`);
  const joined = thread.members.get(world.bot.id);
  const messages = channel.messages.filter((message) => message.visibleTo === undefined);
  return {
    id: channel.id,
    type: channel.type === ChannelType.PrivateThread ? ChannelType.PrivateThread : ChannelType.PublicThread,
    guild_id: channel.guildId ?? '',
    parent_id: channel.parentId,
    owner_id: thread.ownerId,
    name: channel.name,
    last_message_id: lastMessageId(channel),
    message_count: messages.filter((message) => !message.deleted).length,
    total_message_sent: messages.length,
    member_count: thread.members.size,
    rate_limit_per_user: 0,
    thread_metadata: {
      archived: thread.archived,
      locked: thread.locked,
      invitable: thread.invitable,
      auto_archive_duration: thread.autoArchiveMinutes,
      archive_timestamp: new Date(thread.archivedAt).toISOString(),
    },
    ...(joined !== undefined && {
      member: { join_timestamp: new Date(joined).toISOString(), flags: ThreadMemberFlags.AllMessages },
    }),
  };
}

/** A direct message channel as the API shows it to the bot. */
function dmPayload(world: World, channel: ChannelRecord): APIDMChannel {
  const recipient = need(world.users, channel.recipientId ?? '', 'user');
  return {
    id: channel.id,
    type: ChannelType.DM,
    name: null,
    last_message_id: lastMessageId(channel),
    recipients: [recipient],
  };
}

function textPayload(channel: ChannelRecord): APITextChannel {
  return {
    id: channel.id,
    type: ChannelType.GuildText,
    guild_id: channel.guildId ?? '',
    name: channel.name,
    topic: channel.topic,
    position: 0,
    parent_id: null,
    nsfw: false,
    rate_limit_per_user: 0,
    last_message_id: lastMessageId(channel),
    permission_overwrites: channel.overwrites,
  };
}

/** The channel as REST answers with it. */
export function channelPayload(world: World, channel: ChannelRecord): APIChannel {
  if (channel.thread) return threadPayload(world, channel);
  return channel.type === ChannelType.DM ? dmPayload(world, channel) : textPayload(channel);
}

function newChannel(world: World, parts: Partial<ChannelRecord> & Pick<ChannelRecord, 'type' | 'name'>): ChannelRecord {
  const channel: ChannelRecord = {
    id: world.nextId(),
    guildId: undefined,
    parentId: undefined,
    recipientId: undefined,
    thread: undefined,
    topic: null,
    overwrites: [],
    messages: [],
    deleted: false,
    ...parts,
  };
  world.channels.set(channel.id, channel);
  return channel;
}

/** A new text channel of the guild; the bot is told. */
export function addTextChannel(world: World, guildId: string, name: string, topic: string | null): ChannelRecord {
  const channel = newChannel(world, { type: ChannelType.GuildText, guildId, name, topic });
  const payload = { ...textPayload(channel), guild_id: guildId };
  world.publish(GatewayDispatchEvents.ChannelCreate, payload, { intents: GatewayIntentBits.Guilds, guildId });
  return channel;
}

/**
 * Tells the bot how the channel is now. Also where the bot may not see it: bots are told of all channels of a guild.
 * Nothing where the channel is a thread or a direct message.
 */
export function tellChannel(world: World, channel: ChannelRecord): void {
  const { guildId } = channel;
  if (guildId === undefined || channel.thread) return;
  const payload = { ...textPayload(channel), guild_id: guildId };
  world.publish(GatewayDispatchEvents.ChannelUpdate, payload, { intents: GatewayIntentBits.Guilds, guildId });
}

/** Replaces what the overwrite's role or member is allowed and denied in the channel; the bot is told. */
export function setOverwrite(world: World, channel: ChannelRecord, overwrite: APIOverwrite): void {
  channel.overwrites = [...channel.overwrites.filter(({ id }) => id !== overwrite.id), overwrite];
  tellChannel(world, channel);
}

/** The bot's direct messages with the user; opened when there are none yet. */
export function dmWith(world: World, userId: string): ChannelRecord {
  const open = [...world.channels.values()].find((channel) => channel.recipientId === userId);
  return open ?? newChannel(world, { type: ChannelType.DM, recipientId: userId, name: '' });
}

/** What a thread starts as. */
export interface ThreadDraft {
  readonly name: string;
  readonly ownerId: string;
  readonly private?: boolean;
  readonly invitable?: boolean | undefined;
  readonly autoArchiveMinutes?: ThreadAutoArchiveDuration | undefined;
  /** The message that it hangs on, whose id it takes. */
  readonly messageId?: string;
}

/** Opens a thread in the text channel, joined by its owner; the bot is told. */
export function addThread(world: World, parent: ChannelRecord, draft: ThreadDraft): ChannelRecord {
  const channel = newChannel(world, {
    ...(draft.messageId !== undefined && { id: draft.messageId }),
    type: draft.private ? ChannelType.PrivateThread : ChannelType.PublicThread,
    guildId: parent.guildId,
    parentId: parent.id,
    name: draft.name,
    thread: {
      ownerId: draft.ownerId,
      archived: false,
      locked: false,
      invitable: draft.invitable ?? true,
      autoArchiveMinutes: draft.autoArchiveMinutes ?? ThreadAutoArchiveDuration.OneDay,
      archivedAt: world.now(),
      members: new Map([[draft.ownerId, world.now()]]),
    },
  });
  const payload = { ...threadPayload(world, channel), newly_created: true as const };
  const audience = { intents: GatewayIntentBits.Guilds, guildId: parent.guildId, channel };
  world.publish(GatewayDispatchEvents.ThreadCreate, payload, audience);
  return channel;
}
