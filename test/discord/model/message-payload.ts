// A message as the API shows it, which depends on who asks and on what has happened around it.
import type { APIMessage, APIReaction, GatewayMessageCreateDispatchData } from 'discord-api-types/v10';
import { type MessageRecord, need, type World } from '../world.ts';
import { channelPayload } from './channels.ts';

/** `👍` or `name:id` as the API describes an emoji. */
export function emojiOf(key: string): { id: string | null; name: string } {
  const [name = key, id] = key.split(':');
  return { id: id ?? null, name };
}

function reactionsOf(world: World, record: MessageRecord): APIReaction[] {
  return [...record.reactions].map(([key, users]) => ({
    count: users.size,
    count_details: { burst: 0, normal: users.size },
    me: users.has(world.bot.id),
    me_burst: false,
    emoji: emojiOf(key),
    burst_colors: [],
  }));
}

/** The message as REST answers with it. */
export function messagePayload(world: World, record: MessageRecord): APIMessage {
  const { data } = record;
  const repliedId = data.message_reference?.message_id;
  const replied = repliedId === undefined ? undefined : world.messages.get(repliedId);
  const reactions = reactionsOf(world, record);
  const thread = world.channels.get(data.id);
  return {
    ...data,
    ...(reactions.length > 0 && { reactions }),
    ...(repliedId && {
      referenced_message:
        replied && !replied.deleted ? { ...replied.data, reactions: reactionsOf(world, replied) } : null,
    }),
    ...(thread && !thread.deleted && { thread: channelPayload(world, thread) }),
  };
}

/** The message as a gateway event carries it: with the guild and the author's membership. */
export function eventPayload(world: World, record: MessageRecord): GatewayMessageCreateDispatchData {
  const message = messagePayload(world, record);
  if (record.guildId === undefined) return message;
  const { members, id } = need(world.guilds, record.guildId, 'guild');
  const memberOf = (userId: string) => {
    const { user: _, ...member } = members.get(userId) ?? { user: undefined };
    return 'roles' in member ? { member } : {};
  };
  return {
    ...message,
    guild_id: id,
    ...memberOf(message.author.id),
    mentions: message.mentions.map((user) => ({ ...user, ...memberOf(user.id) })),
  };
}

/** What a bot without the message content intent gets of a guild's message that is neither its own nor mentions it. */
export function withheld<T extends APIMessage | GatewayMessageCreateDispatchData>(message: T, botId: string): T {
  const replied = message.referenced_message;
  const shown = replied ? { ...message, referenced_message: withheld(replied, botId) } : message;
  if (message.author.id === botId || message.mentions.some((user) => user.id === botId)) return shown;
  return { ...shown, content: '', embeds: [], attachments: [], components: [] };
}
