import { GatewayDispatchEvents, GatewayIntentBits, ThreadMemberFlags } from 'discord-api-types/v10';
import { type ChannelRecord, need, type ThreadRecord, type World } from '../world.ts';
import { threadPayload } from './channels.ts';

/** A member of a thread as the API shows it. */
export function threadMemberPayload(channel: ChannelRecord, userId: string, joinedAt: number) {
  const join_timestamp = new Date(joinedAt).toISOString();
  return { id: channel.id, user_id: userId, join_timestamp, flags: ThreadMemberFlags.AllMessages };
}

/** Adds the user to the thread or takes them out; the bot is told of itself, and of others with the members intent. */
export function setThreadMember(world: World, channel: ChannelRecord, userId: string, on: boolean): void {
  const { thread, guildId = '' } = channel;
  if (!thread || thread.members.has(userId) === on) return;
  if (on) thread.members.set(userId, world.now());
  else thread.members.delete(userId);
  const guild = need(world.guilds, guildId, 'guild');
  const member = guild.members.get(userId);
  const added = { ...threadMemberPayload(channel, userId, world.now()), presence: null, ...(member && { member }) };
  const payload = {
    id: channel.id,
    guild_id: guildId,
    member_count: thread.members.size,
    ...(on ? { added_members: [added] } : { removed_member_ids: [userId] }),
  };
  const intents = userId === world.bot.id ? GatewayIntentBits.Guilds : GatewayIntentBits.GuildMembers;
  world.publish(GatewayDispatchEvents.ThreadMembersUpdate, payload, { intents, guildId });
  if (on && userId === world.bot.id) tellThread(world, channel, GatewayDispatchEvents.ThreadCreate);
}

/** Changes the thread and tells the bot. */
export function updateThread(
  world: World,
  channel: ChannelRecord,
  changes: Partial<Pick<ThreadRecord, 'archived' | 'locked' | 'autoArchiveMinutes'>>,
): void {
  const { thread } = channel;
  if (!thread) return;
  if (changes.archived !== undefined && changes.archived !== thread.archived) thread.archivedAt = world.now();
  Object.assign(thread, changes);
  tellThread(world, channel, GatewayDispatchEvents.ThreadUpdate);
}

/** Deletes the channel or thread and tells the bot. */
export function deleteThread(world: World, channel: ChannelRecord): void {
  channel.deleted = true;
  const { id, type, guildId = '', parentId = '' } = channel;
  const payload = { id, type, guild_id: guildId, parent_id: parentId };
  world.publish(GatewayDispatchEvents.ThreadDelete, payload, { intents: GatewayIntentBits.Guilds, guildId });
}

function tellThread(
  world: World,
  channel: ChannelRecord,
  event: GatewayDispatchEvents.ThreadCreate | GatewayDispatchEvents.ThreadUpdate,
): void {
  const audience = { intents: GatewayIntentBits.Guilds, guildId: channel.guildId, channel };
  world.publish(event, threadPayload(world, channel), audience);
}
