// Posting, editing and deleting messages: what bots do by REST and users by their actors comes together here.
import { type APIAttachment, GatewayDispatchEvents, GatewayIntentBits } from 'discord-api-types/v10';
import { joinPings, pingsOf } from '../mentions.ts';
import { textOf } from '../rules/components.ts';
import type { Audience, ChannelRecord, MessageRecord, World } from '../world.ts';
import { type Changes, changedMessage, type Draft, newMessage } from './draft.ts';
import { storeFile, withUrls } from './files.ts';
import { eventPayload } from './message-payload.ts';

/** Who hears of a message: those with the intent for its kind of channel; nobody of an ephemeral one. */
export function audienceOf(channel: ChannelRecord, guild: GatewayIntentBits, direct: GatewayIntentBits): Audience {
  return { intents: channel.guildId ? guild : direct, guildId: channel.guildId, channel };
}

/** Settles files and mentions, which both a new message and an edited one need. */
function settle(
  world: World,
  channel: ChannelRecord,
  record: MessageRecord,
  draft: Changes,
  reply?: MessageRecord,
): void {
  const stored = (draft.uploads ?? []).map((upload) => {
    const described = draft.attachments?.find((attachment) => String(attachment.id) === upload.index);
    return storeFile(world, channel.id, upload, described);
  });
  record.files = [...record.files, ...stored.map(({ file }) => file)];
  const attachments: APIAttachment[] = [...record.data.attachments, ...stored.map(({ attachment }) => attachment)];
  const { value, used } = withUrls(
    { embeds: record.data.embeds, components: record.data.components ?? [] },
    attachments,
  );
  const pings = pingsOf(world, {
    channel,
    authorId: record.data.author.id,
    text: [record.data.content, textOf(value.components)].join('\n'),
    allowed: draft.allowedMentions,
    repliedUserId: reply?.data.author.id,
  });
  record.pings = joinPings(record.pings, pings);
  record.data = {
    ...record.data,
    ...value,
    // Like Discord, a picture shown by an embed is no longer listed as an attachment.
    attachments: attachments.filter((attachment) => !used.has(attachment.id)),
    mentions: pings.users.flatMap((id) => world.users.get(id) ?? []),
    mention_roles: [...pings.roles],
    mention_everyone: pings.everyone,
  };
}

/** Adds the message to the channel and tells the bot; throws Discord's answer when it breaks a rule. */
export function postMessage(world: World, channel: ChannelRecord, draft: Draft): MessageRecord {
  const data = newMessage(world, channel, draft);
  const record: MessageRecord = {
    data,
    guildId: channel.guildId,
    visibleTo: draft.visibleTo,
    pings: { everyone: false, users: [], roles: [] },
    deleted: false,
    files: [],
    reactions: new Map(),
    history: [],
  };
  // An interaction's answer hangs on the bot's own message and pings nobody by that.
  settle(world, channel, record, draft, draft.interaction ? undefined : draft.repliesTo);
  channel.messages.push(record);
  world.messages.set(data.id, record);
  if (channel.thread && !channel.thread.locked) channel.thread.archived = false;
  announce(world, channel, record, GatewayDispatchEvents.MessageCreate);
  return record;
}

/** How long Discord remembers the nonces of messages: "a few minutes". */
const NONCE_MS = 5 * 60_000;

/** The message that this author posted with this nonce a moment ago: with `enforce_nonce` no second one is made. */
export function postedWithNonce(world: World, authorId: string, nonce: string | number): MessageRecord | undefined {
  const oldest = world.now() - NONCE_MS;
  return [...world.messages.values()].find(
    ({ data, deleted }) =>
      !deleted &&
      data.nonce !== undefined &&
      String(data.nonce) === String(nonce) &&
      data.author.id === authorId &&
      Date.parse(data.timestamp) >= oldest,
  );
}

/** Changes the message and tells the bot; throws Discord's answer when it breaks a rule. */
export function editMessage(world: World, channel: ChannelRecord, record: MessageRecord, changes: Changes): void {
  const next = changedMessage(world, record.data, changes);
  record.history.push(record.data);
  record.data = next;
  const replied = next.message_reference?.message_id;
  const reply = changes.allowedMentions?.replied_user && replied ? world.messages.get(replied) : undefined;
  settle(world, channel, record, changes, reply);
  announce(world, channel, record, GatewayDispatchEvents.MessageUpdate);
}

/** Takes the message away and tells the bot. */
export function deleteMessage(world: World, channel: ChannelRecord, record: MessageRecord): void {
  record.deleted = true;
  if (record.visibleTo !== undefined) return;
  const guild = channel.guildId ? { guild_id: channel.guildId } : {};
  world.publish(
    GatewayDispatchEvents.MessageDelete,
    { id: record.data.id, channel_id: channel.id, ...guild },
    audienceOf(channel, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages),
  );
}

function announce(
  world: World,
  channel: ChannelRecord,
  record: MessageRecord,
  event: GatewayDispatchEvents.MessageCreate | GatewayDispatchEvents.MessageUpdate,
): void {
  if (record.visibleTo !== undefined) return;
  const payload = { ...eventPayload(world, record), channel_type: channel.type };
  const audience = audienceOf(channel, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages);
  world.publish(event, payload, audience);
}
