import {
  type APIMessage,
  GatewayDispatchEvents,
  GatewayIntentBits,
  PermissionFlagsBits as P,
  type RESTPatchAPIChannelMessageJSONBody,
  type RESTPostAPIChannelMessageJSONBody,
} from 'discord-api-types/v10';
import { apiError, invalidForm } from '../api-error.ts';
import { messagePayload, withheld } from '../model/message-payload.ts';
import { audienceOf, deleteMessage, editMessage, postedWithNonce, postMessage } from '../model/messages.ts';
import { mayIn, requireBot, sendPermission } from '../permissions.ts';
import { bulkDelete, messageCreate, messageEdit } from '../schema/bodies.ts';
import type { ChannelRecord, MessageRecord, World } from '../world.ts';
import { channelOf, messageOf } from './find.ts';
import { bodyRoute, type Call, noContent, ok, type Reply, type Route, route } from './route.ts';

/** The message as the bot may read it by REST, which goes by what the application is allowed. */
function readable(world: World, record: MessageRecord): APIMessage {
  const message = messagePayload(world, record);
  const allowed = record.guildId === undefined || world.privilegedIntents & GatewayIntentBits.MessageContent;
  return allowed ? message : withheld(message, world.bot.id);
}

function requireOpen(channel: ChannelRecord): void {
  if (channel.thread?.archived) throw apiError('threadArchived');
}

function repliedMessage(world: World, channel: ChannelRecord, body: RESTPostAPIChannelMessageJSONBody) {
  const reference = body.message_reference;
  if (!reference) return undefined;
  if (!mayIn(world, channel, world.bot.id, P.ReadMessageHistory)) throw apiError('noHistoryToReply');
  const record = world.messages.get(reference.message_id);
  if (record && !record.deleted && record.data.channel_id === channel.id && record.visibleTo === undefined)
    return record;
  if (reference.fail_if_not_exists === false) return undefined;
  throw invalidForm([{ path: ['message_reference'], code: 'REPLIES_UNKNOWN_MESSAGE', message: 'Unknown message' }]);
}

function post(call: Call<RESTPostAPIChannelMessageJSONBody>): Reply {
  const { world, body, files } = call;
  const channel = channelOf(call, 0n);
  requireBot(world, channel, sendPermission(channel));
  if (files.length > 0) requireBot(world, channel, P.AttachFiles);
  if (body.embeds?.length) requireBot(world, channel, P.EmbedLinks);
  if (channel.thread?.archived && channel.thread.locked) requireBot(world, channel, P.ManageThreads);
  if (channel.recipientId !== undefined && world.closedDms.has(channel.recipientId)) throw apiError('cannotDm');
  const known = body.enforce_nonce && body.nonce != null && postedWithNonce(world, world.bot.id, body.nonce);
  if (known) return ok(messagePayload(world, known));
  const record = postMessage(world, channel, {
    ...body,
    author: world.bot,
    uploads: files,
    allowedMentions: body.allowed_mentions,
    repliesTo: repliedMessage(world, channel, body),
    hasSticker: (body.sticker_ids ?? []).length > 0,
  });
  return ok(messagePayload(world, record));
}

function edit(call: Call<RESTPatchAPIChannelMessageJSONBody>): Reply {
  const { world, body, files } = call;
  const channel = channelOf(call);
  const record = messageOf(call, channel);
  if (record.data.author.id !== world.bot.id) throw apiError('notTheAuthor');
  requireOpen(channel);
  if (files.length > 0) requireBot(world, channel, P.AttachFiles);
  editMessage(world, channel, record, { ...body, uploads: files, allowedMentions: body.allowed_mentions });
  return ok(messagePayload(world, record));
}

function remove(call: Call<unknown>): Reply {
  const { world } = call;
  const channel = channelOf(call);
  const record = messageOf(call, channel);
  if (record.data.author.id !== world.bot.id) requireBot(world, channel, P.ManageMessages);
  requireOpen(channel);
  deleteMessage(world, channel, record);
  return noContent();
}

/** The part of the list that the query asks for, newest first. */
function list(call: Call<unknown>): Reply {
  const { world, query } = call;
  const channel = channelOf(call);
  const limit = query.count('limit', 50, 100);
  const [before, after, around] = [query.id('before'), query.id('after'), query.id('around')];
  if (!mayIn(world, channel, world.bot.id, P.ReadMessageHistory)) return ok([]);
  const all = channel.messages.filter((record) => !record.deleted && record.visibleTo === undefined);
  const order = (record: MessageRecord, id: string): bigint => BigInt(record.data.id) - BigInt(id);
  let part = all.slice(-limit);
  if (after !== undefined) part = all.filter((record) => order(record, after) > 0n).slice(0, limit);
  else if (before !== undefined) part = all.filter((record) => order(record, before) < 0n).slice(-limit);
  else if (around !== undefined) {
    const at = all.findIndex((record) => order(record, around) >= 0n);
    const start = Math.max(0, at - Math.floor(limit / 2));
    part = all.slice(start, start + limit);
  }
  return ok(part.reverse().map((record) => readable(world, record)));
}

function removeMany(call: Call<{ messages: string[] }>): Reply {
  const { world, body } = call;
  const channel = channelOf(call, P.ManageMessages);
  if (!channel.guildId) throw apiError('cannotActOnDm');
  const found = body.messages.flatMap((id) => channel.messages.find((record) => record.data.id === id) ?? []);
  for (const record of found) record.deleted = true;
  const ids = found.map((record) => record.data.id);
  world.publish(
    GatewayDispatchEvents.MessageDeleteBulk,
    { ids, channel_id: channel.id, guild_id: channel.guildId },
    audienceOf(channel, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages),
  );
  return noContent();
}

/** Messages of a channel. */
export const messageRoutes: readonly Route[] = [
  route('GET', '/channels/:channel/messages', list),
  bodyRoute('POST', '/channels/:channel/messages', messageCreate, post),
  bodyRoute('POST', '/channels/:channel/messages/bulk-delete', bulkDelete, removeMany),
  route('GET', '/channels/:channel/messages/:message', (call) =>
    ok(readable(call.world, messageOf(call, channelOf(call)))),
  ),
  bodyRoute('PATCH', '/channels/:channel/messages/:message', messageEdit, edit),
  route('DELETE', '/channels/:channel/messages/:message', remove),
];
