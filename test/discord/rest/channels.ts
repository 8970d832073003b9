import {
  ChannelType,
  GatewayDispatchEvents,
  GatewayIntentBits,
  MessageType,
  PermissionFlagsBits as P,
  type RESTPatchAPIChannelJSONBody,
  type RESTPostAPIChannelMessagesThreadsJSONBody,
  type RESTPostAPIChannelThreadsJSONBody,
} from 'discord-api-types/v10';
import { apiError, invalidForm } from '../api-error.ts';
import { addThread, channelPayload, tellChannel } from '../model/channels.ts';
import { audienceOf, postMessage } from '../model/messages.ts';
import { deleteThread, setThreadMember, threadMemberPayload, updateThread } from '../model/threads.ts';
import { mayIn, requireBot } from '../permissions.ts';
import { channelEdit, threadCreate, threadFromMessage } from '../schema/bodies.ts';
import type { ChannelRecord, ThreadRecord } from '../world.ts';
import { channelOf, messageOf } from './find.ts';
import { bodyRoute, type Call, created, noContent, ok, orFail, type Reply, type Route, route } from './route.ts';

function threadOf(call: Call<unknown>, permissions = 0n): { channel: ChannelRecord; thread: ThreadRecord } {
  const channel = channelOf(call, permissions);
  return { channel, thread: orFail(channel.thread, 'unknownChannel') };
}

function requireTextChannel(channel: ChannelRecord): void {
  if (!channel.guildId) throw apiError('cannotActOnDm');
  if (channel.thread)
    throw invalidForm([{ path: [], code: 'CHANNEL_TYPE_INVALID', message: 'Threads hold no threads' }]);
}

function startFromMessage(call: Call<RESTPostAPIChannelMessagesThreadsJSONBody>): Reply {
  const { world, body } = call;
  const parent = channelOf(call, P.CreatePublicThreads);
  requireTextChannel(parent);
  const messageId = messageOf(call, parent).data.id;
  if (world.channels.has(messageId)) throw apiError('threadExists');
  const autoArchiveMinutes = body.auto_archive_duration;
  const thread = addThread(world, parent, { name: body.name, ownerId: world.bot.id, messageId, autoArchiveMinutes });
  return created(channelPayload(world, thread));
}

function start(call: Call<RESTPostAPIChannelThreadsJSONBody>): Reply {
  const { world, body } = call;
  // Discord makes a thread private unless it is told otherwise.
  const isPrivate = (body.type ?? ChannelType.PrivateThread) === ChannelType.PrivateThread;
  const parent = channelOf(call, isPrivate ? P.CreatePrivateThreads : P.CreatePublicThreads);
  requireTextChannel(parent);
  const { name, invitable, auto_archive_duration: autoArchiveMinutes } = body;
  const thread = addThread(world, parent, {
    name,
    ownerId: world.bot.id,
    private: isPrivate,
    invitable,
    autoArchiveMinutes,
  });
  if (!isPrivate) postMessage(world, parent, { author: world.bot, content: name, type: MessageType.ThreadCreated });
  return created(channelPayload(world, thread));
}

function edit(call: Call<RESTPatchAPIChannelJSONBody>): Reply {
  const { world, body } = call;
  const channel = channelOf(call);
  if (!channel.guildId) throw apiError('cannotActOnDm');
  if (body.name) channel.name = body.name;
  if (channel.thread) {
    const { archived, locked, auto_archive_duration: minutes } = body;
    const own = channel.thread.ownerId === world.bot.id && locked == null && !channel.thread.locked;
    if (!own) requireBot(world, channel, P.ManageThreads);
    updateThread(world, channel, {
      ...(archived != null && { archived }),
      ...(locked != null && { locked }),
      ...(minutes != null && { autoArchiveMinutes: minutes }),
    });
    return ok(channelPayload(world, channel));
  }
  requireBot(world, channel, P.ManageChannels);
  if (body.topic !== undefined) channel.topic = body.topic;
  tellChannel(world, channel);
  return ok(channelPayload(world, channel));
}

function remove(call: Call<unknown>): Reply {
  const { world } = call;
  const channel = channelOf(call);
  if (channel.thread) {
    requireBot(world, channel, P.ManageThreads);
    deleteThread(world, channel);
  } else if (channel.guildId) {
    requireBot(world, channel, P.ManageChannels);
    channel.deleted = true;
  }
  return ok(channelPayload(world, channel));
}

function setMember(call: Call<unknown>, userId: string, on: boolean): Reply {
  const { world } = call;
  const { channel, thread } = threadOf(call);
  if (thread.archived) throw apiError('threadArchived');
  const own = userId === world.bot.id;
  const guild = world.guilds.get(channel.guildId ?? '');
  if (!guild?.members.has(userId)) throw apiError('unknownMember');
  if (!own && !on && thread.ownerId !== world.bot.id) requireBot(world, channel, P.ManageThreads);
  if (!own && on) requireBot(world, channel, P.SendMessagesInThreads);
  setThreadMember(world, channel, userId, on);
  return noContent();
}

function startTyping(call: Call<unknown>): Reply {
  const { world } = call;
  const channel = channelOf(call);
  const { GuildMessageTyping, DirectMessageTyping } = GatewayIntentBits;
  const timestamp = Math.floor(world.now() / 1_000);
  const guild = channel.guildId ? { guild_id: channel.guildId } : {};
  world.publish(
    GatewayDispatchEvents.TypingStart,
    { channel_id: channel.id, user_id: world.bot.id, timestamp, ...guild },
    audienceOf(channel, GuildMessageTyping, DirectMessageTyping),
  );
  return noContent();
}

function members(call: Call<unknown>): Reply {
  const { channel, thread } = threadOf(call);
  return ok([...thread.members].map(([id, joinedAt]) => threadMemberPayload(channel, id, joinedAt)));
}

function member(call: Call<unknown>, userId: string): Reply {
  const { channel, thread } = threadOf(call);
  return ok(threadMemberPayload(channel, userId, orFail(thread.members.get(userId), 'unknownMember')));
}

function archived(call: Call<unknown>): Reply {
  const { world } = call;
  const parent = channelOf(call, P.ReadMessageHistory);
  const all = [...world.channels.values()].filter((channel) => channel.parentId === parent.id && !channel.deleted);
  const threads = all.filter(
    (channel) =>
      channel.thread?.archived && channel.type === ChannelType.PublicThread && mayIn(world, channel, world.bot.id, 0n),
  );
  return ok({ threads: threads.map((channel) => channelPayload(world, channel)), members: [], has_more: false });
}

/** Channels, typing, threads and who is in them. */
export const channelRoutes: readonly Route[] = [
  route('GET', '/channels/:channel', (call) => ok(channelPayload(call.world, channelOf(call)))),
  bodyRoute('PATCH', '/channels/:channel', channelEdit, edit),
  route('DELETE', '/channels/:channel', remove),
  route('POST', '/channels/:channel/typing', startTyping),
  bodyRoute('POST', '/channels/:channel/messages/:message/threads', threadFromMessage, startFromMessage),
  bodyRoute('POST', '/channels/:channel/threads', threadCreate, start),
  route('GET', '/channels/:channel/threads/archived/public', archived),
  route('GET', '/channels/:channel/thread-members', members),
  route('GET', '/channels/:channel/thread-members/@me', (call) => member(call, call.world.bot.id)),
  route('GET', '/channels/:channel/thread-members/:user', (call) => member(call, call.param('user'))),
  route('PUT', '/channels/:channel/thread-members/@me', (call) => setMember(call, call.world.bot.id, true)),
  route('PUT', '/channels/:channel/thread-members/:user', (call) => setMember(call, call.param('user'), true)),
  route('DELETE', '/channels/:channel/thread-members/@me', (call) => setMember(call, call.world.bot.id, false)),
  route('DELETE', '/channels/:channel/thread-members/:user', (call) => setMember(call, call.param('user'), false)),
];
