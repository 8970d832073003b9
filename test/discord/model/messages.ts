// Posting, editing and deleting messages: what bots do by REST and users by their actors comes together here.
import {
  type APIAllowedMentions,
  type APIAttachment,
  type APIEmbed,
  type APIMessage,
  type APIMessageInteraction,
  type APIMessageInteractionMetadata,
  type APIMessageTopLevelComponent,
  type APIUser,
  EmbedType,
  GatewayDispatchEvents,
  GatewayIntentBits,
  MessageFlags,
  MessageType,
  type RESTAPIAttachment,
} from 'discord-api-types/v10';
import { joinPings, pingsOf } from '../mentions.ts';
import { placedComponents, textOf } from '../rules/components.ts';
import { requireValidMessage } from '../rules/message.ts';
import type { Audience, ChannelRecord, MessageRecord, World } from '../world.ts';
import { requireKnownAttachments, storeFile, type UploadedFile, withUrls } from './files.ts';
import { eventPayload } from './message-payload.ts';

/** What a new message is made of. */
export interface Draft {
  readonly author: APIUser;
  readonly content?: string | null | undefined;
  readonly embeds?: readonly APIEmbed[] | null | undefined;
  readonly components?: readonly APIMessageTopLevelComponent[] | null | undefined;
  readonly attachments?: readonly RESTAPIAttachment[] | null | undefined;
  readonly uploads?: readonly UploadedFile[];
  readonly flags?: number | null | undefined;
  readonly allowedMentions?: APIAllowedMentions | null | undefined;
  readonly nonce?: string | number | null | undefined;
  readonly type?: MessageType;
  readonly hasSticker?: boolean;
  readonly repliesTo?: MessageRecord | undefined;
  /** Of an ephemeral message: the only user who sees it. */
  readonly visibleTo?: string | undefined;
  readonly interaction?:
    | { metadata: APIMessageInteractionMetadata; legacy: APIMessageInteraction | undefined }
    | undefined;
  /** A deferred answer: empty for now. */
  readonly loading?: boolean;
}

/** What an edit changes; what is undefined stays. */
export type Changes = Pick<
  Draft,
  'content' | 'embeds' | 'components' | 'attachments' | 'uploads' | 'flags' | 'allowedMentions'
>;

/** What a request may set itself. */
const SETTABLE = MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2;

/** Who hears of a message: those with the intent for its kind of channel; nobody of an ephemeral one. */
export function audienceOf(channel: ChannelRecord, guild: GatewayIntentBits, direct: GatewayIntentBits): Audience {
  return { intents: channel.guildId ? guild : direct, guildId: channel.guildId, channel };
}

function richEmbeds(embeds: readonly APIEmbed[]): APIEmbed[] {
  return embeds.map((embed) => ({ ...embed, type: EmbedType.Rich }));
}

function numbered(components: readonly APIMessageTopLevelComponent[]): APIMessageTopLevelComponent[] {
  const copy = structuredClone([...components]);
  for (const [index, { component }] of placedComponents(copy).entries()) component.id ??= index + 1;
  return copy;
}

function requireValid(
  world: World,
  data: APIMessage,
  fileCount: number,
  draft: Changes & { hasSticker?: boolean },
): void {
  const form = {
    content: data.content,
    embeds: data.embeds,
    components: data.components ?? [],
    flags: data.flags ?? 0,
    allowedMentions: draft.allowedMentions,
    fileCount,
    uploadBytes: (draft.uploads ?? []).reduce((sum, upload) => sum + upload.bytes.byteLength, 0),
    hasSticker: draft.hasSticker ?? false,
  };
  requireValidMessage(form, world.limits.attachmentBytes);
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
  const uploads = draft.uploads ?? [];
  requireKnownAttachments(draft.attachments ?? [], uploads, []);
  const { repliesTo } = draft;
  const private_ = draft.visibleTo === undefined ? 0 : MessageFlags.Ephemeral;
  const loading = draft.loading ? MessageFlags.Loading : 0;
  const data: APIMessage = {
    id: world.nextId(),
    type: draft.type ?? (repliesTo ? MessageType.Reply : MessageType.Default),
    channel_id: channel.id,
    author: draft.author,
    content: (draft.content ?? '').trim(),
    embeds: richEmbeds(draft.embeds ?? []),
    components: numbered(draft.components ?? []),
    attachments: [],
    mentions: [],
    mention_roles: [],
    mention_everyone: false,
    timestamp: new Date(world.now()).toISOString(),
    edited_timestamp: null,
    flags: ((draft.flags ?? 0) & SETTABLE) | private_ | loading,
    pinned: false,
    tts: false,
    ...(draft.nonce == null ? {} : { nonce: draft.nonce }),
    ...(repliesTo && {
      message_reference: {
        type: 0,
        channel_id: channel.id,
        message_id: repliesTo.data.id,
        ...(channel.guildId && { guild_id: channel.guildId }),
      },
    }),
    ...(draft.interaction && {
      webhook_id: world.bot.id,
      application_id: world.bot.id,
      interaction_metadata: draft.interaction.metadata,
      ...(draft.interaction.legacy && { interaction: draft.interaction.legacy }),
    }),
  };
  if (!draft.loading && (data.type === MessageType.Default || data.type >= MessageType.Reply)) {
    requireValid(world, data, uploads.length, draft);
  }
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
  settle(world, channel, record, draft, draft.interaction ? undefined : repliesTo);
  channel.messages.push(record);
  world.messages.set(data.id, record);
  if (channel.thread && !channel.thread.locked) channel.thread.archived = false;
  announce(world, channel, record, GatewayDispatchEvents.MessageCreate);
  return record;
}

/** Changes the message and tells the bot; throws Discord's answer when it breaks a rule. */
export function editMessage(world: World, channel: ChannelRecord, record: MessageRecord, changes: Changes): void {
  const { data } = record;
  requireKnownAttachments(changes.attachments ?? [], changes.uploads ?? [], data.attachments);
  const kept = data.attachments.filter(
    ({ id }) => !changes.attachments || changes.attachments.some((attachment) => String(attachment.id) === id),
  );
  const settable = ((changes.flags ?? 0) & SETTABLE) | ((data.flags ?? 0) & ~SETTABLE & ~MessageFlags.Loading);
  const oldSettable = (data.flags ?? 0) & ~MessageFlags.Loading;
  // A message once made of components stays so; the other flags are replaced.
  const v2 = (data.flags ?? 0) & MessageFlags.IsComponentsV2;
  const next: APIMessage = {
    ...data,
    content: changes.content === undefined ? data.content : (changes.content ?? '').trim(),
    embeds: changes.embeds === undefined ? data.embeds : richEmbeds(changes.embeds ?? []),
    components: changes.components === undefined ? (data.components ?? []) : numbered(changes.components ?? []),
    attachments: kept,
    edited_timestamp: new Date(world.now()).toISOString(),
    flags: changes.flags == null ? oldSettable : settable | v2,
  };
  requireValid(world, next, kept.length + (changes.uploads ?? []).length, changes);
  record.history.push(data);
  record.data = next;
  const replied = data.message_reference?.message_id;
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
