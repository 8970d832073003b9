// From the user's deed to INTERACTION_CREATE.
import { randomUUID } from 'node:crypto';
import {
  type APIInteraction,
  type APIMessageInteractionMetadata,
  type APIUser,
  GatewayDispatchEvents,
  InteractionContextType,
  InteractionType,
  type Locale,
} from 'discord-api-types/v10';
import { permissionsIn } from '../permissions.ts';
import { type ChannelRecord, type InteractionRecord, type MessageRecord, need, type World } from '../world.ts';
import { channelPayload } from './channels.ts';
import { messagePayload } from './message-payload.ts';

/** What a user does that a bot has to answer. */
export interface InteractionDraft {
  readonly type: Exclude<InteractionType, InteractionType.Ping>;
  readonly user: APIUser;
  readonly locale: Locale;
  readonly channel: ChannelRecord;
  readonly data: APIInteraction['data'];
  readonly commandName?: string;
  /** The message whose component was used. */
  readonly message?: MessageRecord | undefined;
  /** The interaction that opened the modal. */
  readonly trigger?: InteractionRecord;
  readonly target?: { user: APIUser } | { messageId: string };
}

function metadataOf(draft: InteractionDraft, id: string): APIMessageInteractionMetadata | undefined {
  const { user, channel, type, message, trigger, target } = draft;
  const base = { id, user, authorizing_integration_owners: { 0: channel.guildId ?? '0' } };
  if (type === InteractionType.MessageComponent && message) {
    return { ...base, type, interacted_message_id: message.data.id };
  }
  if (type === InteractionType.ModalSubmit && trigger?.metadata && trigger.type !== InteractionType.ModalSubmit) {
    const triggering = trigger.metadata;
    if (triggering.type === InteractionType.ModalSubmit) return undefined;
    return { ...base, type, triggering_interaction_metadata: triggering };
  }
  if (type !== InteractionType.ApplicationCommand) return undefined;
  if (!target) return { ...base, type };
  return 'user' in target
    ? { ...base, type, target_user: target.user }
    : { ...base, type, target_message_id: target.messageId };
}

/** Makes the interaction and tells the bot of it. */
export function openInteraction(world: World, draft: InteractionDraft): InteractionRecord {
  const { type, user, channel, message } = draft;
  const id = world.nextId();
  const record: InteractionRecord = {
    id,
    token: Buffer.from(`interaction:${id}:${randomUUID()}`).toString('base64url'),
    type,
    createdAt: world.now(),
    userId: user.id,
    channelId: channel.id,
    guildId: channel.guildId,
    metadata: metadataOf(draft, id),
    commandName: draft.commandName,
    sourceMessageId: message?.data.id,
    response: undefined,
    acknowledgedAt: undefined,
    loading: false,
    ephemeral: false,
    originalId: undefined,
    modal: undefined,
    choices: undefined,
    followUpIds: [],
  };
  world.interactions.set(id, record);
  world.publish(GatewayDispatchEvents.InteractionCreate, payloadOf(world, draft, record), { guildId: channel.guildId });
  return record;
}

function payloadOf(world: World, draft: InteractionDraft, { id, token }: InteractionRecord): APIInteraction {
  const { type, user, channel, message, data, locale } = draft;
  const guild = channel.guildId === undefined ? undefined : need(world.guilds, channel.guildId, 'guild');
  const member = guild?.members.get(user.id);
  const permissions = String(permissionsIn(world, channel, user.id));
  const payload = {
    id,
    token,
    type,
    version: 1 as const,
    application_id: world.bot.id,
    data,
    channel: channelPayload(world, channel),
    channel_id: channel.id,
    ...(guild && member
      ? {
          guild: { id: guild.id, features: [], locale: guild.locale },
          guild_id: guild.id,
          guild_locale: guild.locale,
          member: { ...member, permissions },
        }
      : { user }),
    ...(message && { message: messagePayload(world, message) }),
    app_permissions: String(permissionsIn(world, channel, world.bot.id)),
    locale,
    entitlements: [],
    authorizing_integration_owners: { 0: guild?.id ?? '0' },
    context: guild ? InteractionContextType.Guild : InteractionContextType.BotDM,
    attachment_size_limit: world.limits.attachmentBytes,
  };
  // The kinds of interactions differ in `data` alone, which the actors build to fit the kind.
  return payload as APIInteraction;
}
