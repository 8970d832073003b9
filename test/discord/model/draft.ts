// What a message is made of, before it has a place in a channel.
import {
  type APIAllowedMentions,
  type APIEmbed,
  type APIMessage,
  type APIMessageInteraction,
  type APIMessageInteractionMetadata,
  type APIMessageTopLevelComponent,
  type APIUser,
  EmbedType,
  MessageFlags,
  MessageType,
  type RESTAPIAttachment,
} from 'discord-api-types/v10';
import { placedComponents } from '../rules/components.ts';
import { requireValidMessage } from '../rules/message.ts';
import type { ChannelRecord, MessageRecord, World } from '../world.ts';
import { requireKnownAttachments, type UploadedFile } from './files.ts';

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

function richEmbeds(embeds: readonly APIEmbed[]): APIEmbed[] {
  return embeds.map((embed) => ({ ...embed, type: EmbedType.Rich }));
}

function numbered(components: readonly APIMessageTopLevelComponent[]): APIMessageTopLevelComponent[] {
  const copy = structuredClone([...components]);
  for (const [index, { component }] of placedComponents(copy).entries()) component.id ??= index + 1;
  return copy;
}

/** Throws Discord's answer to what breaks a rule. */
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

/** The parts that only some messages have: a nonce, what they reply to, what they answer. */
function extras(world: World, channel: ChannelRecord, { nonce, repliesTo, interaction }: Draft): Partial<APIMessage> {
  const guild = channel.guildId === undefined ? {} : { guild_id: channel.guildId };
  const reference = repliesTo && { type: 0, channel_id: channel.id, message_id: repliesTo.data.id, ...guild };
  const answered = interaction && {
    webhook_id: world.bot.id,
    application_id: world.bot.id,
    interaction_metadata: interaction.metadata,
    ...(interaction.legacy && { interaction: interaction.legacy }),
  };
  return { ...(nonce == null ? {} : { nonce }), ...(reference && { message_reference: reference }), ...answered };
}

/** The draft as a message of the channel, its files still to come; throws Discord's answer when it breaks a rule. */
export function newMessage(world: World, channel: ChannelRecord, draft: Draft): APIMessage {
  const uploads = draft.uploads ?? [];
  requireKnownAttachments(draft.attachments ?? [], uploads, []);
  const ephemeral = draft.visibleTo === undefined ? 0 : MessageFlags.Ephemeral;
  const loading = draft.loading ? MessageFlags.Loading : 0;
  const data: APIMessage = {
    id: world.nextId(),
    type: draft.type ?? (draft.repliesTo ? MessageType.Reply : MessageType.Default),
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
    flags: ((draft.flags ?? 0) & SETTABLE) | ephemeral | loading,
    pinned: false,
    tts: false,
    ...extras(world, channel, draft),
  };
  const written = data.type === MessageType.Default || data.type >= MessageType.Reply;
  if (written && !draft.loading) requireValid(world, data, uploads.length, draft);
  return data;
}

/** The message after the changes, new files still to come; throws Discord's answer when it breaks a rule then. */
export function changedMessage(world: World, data: APIMessage, changes: Changes): APIMessage {
  const { attachments, uploads = [], content, embeds, components } = changes;
  requireKnownAttachments(attachments ?? [], uploads, data.attachments);
  const kept = data.attachments.filter(({ id }) => !attachments || attachments.some((one) => String(one.id) === id));
  const flags = (data.flags ?? 0) & ~MessageFlags.Loading;
  const next: APIMessage = {
    ...data,
    content: content === undefined ? data.content : (content ?? '').trim(),
    embeds: embeds === undefined ? data.embeds : richEmbeds(embeds ?? []),
    components: components === undefined ? (data.components ?? []) : numbered(components ?? []),
    attachments: kept,
    edited_timestamp: new Date(world.now()).toISOString(),
    // A message once made of components stays so.
    flags: changes.flags == null ? flags : (flags & ~MessageFlags.SuppressEmbeds) | (changes.flags & SETTABLE),
  };
  requireValid(world, next, kept.length + uploads.length, changes);
  return next;
}
