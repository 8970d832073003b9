// What a bot answers to an interaction, and by when.
import {
  type APIInteractionResponse,
  type APIInteractionResponseCallbackData,
  InteractionType,
  MessageFlags,
  MessageType,
  InteractionResponseType as Response,
} from 'discord-api-types/v10';
import { ApiError, apiError, invalidForm } from '../api-error.ts';
import { requireValidModal } from '../rules/modal.ts';
import { type ChannelRecord, type InteractionRecord, type MessageRecord, need, type World } from '../world.ts';
import type { Changes } from './draft.ts';
import type { UploadedFile } from './files.ts';
import { deleteMessage, editMessage, postMessage } from './messages.ts';

const MESSAGE_ANSWERS = [Response.ChannelMessageWithSource, Response.DeferredChannelMessageWithSource];
const UPDATES = [Response.DeferredMessageUpdate, Response.UpdateMessage];

function mayAnswerWith({ type, sourceMessageId }: InteractionRecord): readonly Response[] {
  if (type === InteractionType.ApplicationCommandAutocomplete) return [Response.ApplicationCommandAutocompleteResult];
  const updates = sourceMessageId === undefined ? [] : UPDATES;
  const modal = type === InteractionType.ModalSubmit ? [] : [Response.Modal];
  return [...MESSAGE_ANSWERS, ...updates, ...modal];
}

function channelOf(world: World, record: InteractionRecord): ChannelRecord {
  return need(world.channels, record.channelId, 'channel');
}

function messageTypeOf({ type, metadata }: InteractionRecord): MessageType {
  if (type !== InteractionType.ApplicationCommand) return MessageType.Reply;
  const context = metadata && ('target_user' in metadata || 'target_message_id' in metadata);
  return context ? MessageType.ContextMenuCommand : MessageType.ChatInputCommand;
}

function post(
  world: World,
  record: InteractionRecord,
  data: APIInteractionResponseCallbackData,
  uploads: readonly UploadedFile[],
  more: { ephemeral: boolean; loading?: boolean; repliesTo?: MessageRecord | undefined; type: MessageType },
): MessageRecord {
  const { metadata, commandName } = record;
  const user = need(world.users, record.userId, 'user');
  const legacy = commandName ? { id: record.id, type: record.type, name: commandName, user } : undefined;
  const { repliesTo } = more;
  return postMessage(world, channelOf(world, record), {
    ...data,
    author: world.bot,
    uploads,
    allowedMentions: data.allowed_mentions,
    type: more.type,
    loading: more.loading ?? false,
    visibleTo: more.ephemeral ? record.userId : undefined,
    repliesTo: repliesTo?.deleted ? undefined : repliesTo,
    interaction: metadata && { metadata, legacy },
  });
}

function answer(
  world: World,
  record: InteractionRecord,
  body: APIInteractionResponse,
  uploads: readonly UploadedFile[],
): MessageRecord | undefined {
  const source = record.sourceMessageId === undefined ? undefined : world.messages.get(record.sourceMessageId);
  const type = messageTypeOf(record);
  switch (body.type) {
    case Response.ChannelMessageWithSource: {
      const ephemeral = ((body.data.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
      return post(world, record, body.data, uploads, { ephemeral, repliesTo: source, type });
    }
    case Response.DeferredChannelMessageWithSource: {
      const ephemeral = ((body.data?.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
      return post(world, record, {}, [], { ephemeral, loading: true, repliesTo: source, type });
    }
    case Response.UpdateMessage:
      if (!source || source.deleted) throw apiError('unknownMessage');
      edit(world, record, source, { ...body.data, uploads, allowedMentions: body.data?.allowed_mentions });
      return source;
    case Response.DeferredMessageUpdate:
      return source;
    case Response.Modal:
      requireValidModal(body.data);
      record.modal = body.data;
      return undefined;
    case Response.ApplicationCommandAutocompleteResult:
      record.choices = body.data.choices ?? [];
      return undefined;
    default:
      return undefined;
  }
}

/** In a callback the message or modal stands under `data`, and so do the complaints about it. */
function underData<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof ApiError) || !error.errors) throw error;
    throw new ApiError(error.status, error.code, error.message, { data: error.errors });
  }
}

/** Takes the bot's first answer; throws Discord's complaint when it comes too late, twice, or is of the wrong kind. */
export function respond(
  world: World,
  record: InteractionRecord,
  body: APIInteractionResponse,
  uploads: readonly UploadedFile[],
): MessageRecord | undefined {
  if (record.response !== undefined) throw apiError('alreadyAcknowledged');
  if (world.now() - record.createdAt > world.limits.acknowledgeMs) throw apiError('unknownInteraction');
  const permitted = mayAnswerWith(record);
  if (!permitted.includes(body.type)) {
    const message = `Value must be one of {${permitted.join(', ')}}.`;
    throw invalidForm([{ path: ['type'], code: 'BASE_TYPE_CHOICES', message }]);
  }
  const message = underData(() => answer(world, record, body, uploads));
  record.response = body.type;
  record.acknowledgedAt = world.now();
  record.originalId = message?.data.id;
  record.ephemeral = message?.visibleTo !== undefined;
  record.loading =
    body.type === Response.DeferredChannelMessageWithSource || body.type === Response.DeferredMessageUpdate;
  return message;
}

/** The interaction whose token this is, as long as the token lives and after the first answer. */
export function interactionByToken(world: World, token: string): InteractionRecord {
  const record = [...world.interactions.values()].find((interaction) => interaction.token === token);
  if (!record || world.now() - record.createdAt > world.limits.tokenMs) throw apiError('invalidWebhookToken');
  if (record.response === undefined) throw apiError('unknownWebhook');
  return record;
}

/** One of the interaction's own messages: `@original`, or the id of an answer of it. */
export function ownMessage(world: World, record: InteractionRecord, id: string): MessageRecord {
  const messageId = id === '@original' ? record.originalId : id;
  const own = messageId !== undefined && [record.originalId, ...record.followUpIds].includes(messageId);
  const message = own ? world.messages.get(messageId) : undefined;
  if (!message || message.deleted) throw apiError('unknownMessage');
  return message;
}

function edit(world: World, record: InteractionRecord, message: MessageRecord, changes: Changes): void {
  editMessage(world, channelOf(world, record), message, changes);
}

/** Edits one of the interaction's messages; the first edit of a deferred answer is the answer. */
export function editAnswer(world: World, record: InteractionRecord, message: MessageRecord, changes: Changes): void {
  edit(world, record, message, changes);
  if (message.data.id === record.originalId) record.loading = false;
}

/** Takes one of the interaction's messages away. */
export function deleteAnswer(world: World, record: InteractionRecord, message: MessageRecord): void {
  deleteMessage(world, channelOf(world, record), message);
}

/** Adds a message after the first answer. Where that is still deferred, Discord takes this as the answer itself. */
export function followUp(
  world: World,
  record: InteractionRecord,
  data: APIInteractionResponseCallbackData,
  uploads: readonly UploadedFile[],
): MessageRecord {
  const original = record.originalId === undefined ? undefined : world.messages.get(record.originalId);
  if (
    record.loading &&
    record.response === Response.DeferredChannelMessageWithSource &&
    original &&
    !original.deleted
  ) {
    editAnswer(world, record, original, { ...data, uploads, allowedMentions: data.allowed_mentions });
    return original;
  }
  const ephemeral = ((data.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  const message = post(world, record, data, uploads, { ephemeral, repliesTo: original, type: MessageType.Reply });
  record.followUpIds.push(message.data.id);
  return message;
}
