import { GatewayDispatchEvents, GatewayIntentBits, ReactionType } from 'discord-api-types/v10';
import type { ChannelRecord, MessageRecord, World } from '../world.ts';
import { emojiOf } from './message-payload.ts';
import { audienceOf } from './messages.ts';

/** Adds or takes away the user's reaction and tells the bot; without effect where nothing changes. */
export function react(
  world: World,
  channel: ChannelRecord,
  record: MessageRecord,
  emoji: string,
  userId: string,
  on: boolean,
): void {
  const users = record.reactions.get(emoji) ?? new Set<string>();
  if (users.has(userId) === on) return;
  if (on) users.add(userId);
  else users.delete(userId);
  if (users.size > 0) record.reactions.set(emoji, users);
  else record.reactions.delete(emoji);
  const event = on ? GatewayDispatchEvents.MessageReactionAdd : GatewayDispatchEvents.MessageReactionRemove;
  const member = channel.guildId ? world.guilds.get(channel.guildId)?.members.get(userId) : undefined;
  const payload = {
    user_id: userId,
    channel_id: channel.id,
    message_id: record.data.id,
    ...(channel.guildId && { guild_id: channel.guildId }),
    ...(on && member && { member }),
    ...(on && { message_author_id: record.data.author.id }),
    emoji: emojiOf(emoji),
    burst: false,
    type: ReactionType.Normal,
  };
  const { GuildMessageReactions, DirectMessageReactions } = GatewayIntentBits;
  world.publish(event, payload, audienceOf(channel, GuildMessageReactions, DirectMessageReactions));
}
