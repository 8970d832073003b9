// Everything the server knows. Records change in place; the public handles read them, so that they are always up to date.
import type {
  APIApplicationCommand,
  APIApplicationCommandOptionChoice,
  APIGuildMember,
  APIInteraction,
  APIMessage,
  APIMessageInteractionMetadata,
  APIModalInteractionResponseCallbackData,
  APIOverwrite,
  APIRole,
  APIUser,
  ChannelType,
  GatewayDispatchEvents,
  GatewayDispatchPayload,
  GatewayIntentBits,
  InteractionResponseType,
  Locale,
  ThreadAutoArchiveDuration,
} from 'discord-api-types/v10';

/** Discord's limits in time and size; tests shorten them. */
export interface Limits {
  /** To answer an interaction at all, in ms. */
  readonly acknowledgeMs: number;
  /** That an interaction's token lives, in ms. */
  readonly tokenMs: number;
  /** Between two heartbeats of the client, in ms. */
  readonly heartbeatMs: number;
  /** Of all files of one message together. */
  readonly attachmentBytes: number;
}

/** A file that came with a message or an option. */
export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** Who a message makes a sound for. */
export interface Pings {
  /** By @everyone or @here. */
  readonly everyone: boolean;
  readonly users: readonly string[];
  readonly roles: readonly string[];
}

export interface MessageRecord {
  data: APIMessage;
  readonly guildId: string | undefined;
  /** The only user who sees it, of an ephemeral message. */
  readonly visibleTo: string | undefined;
  /** Of the message and of all its edits together: a bot must not count on an edit being silent. */
  pings: Pings;
  deleted: boolean;
  /** All files ever sent with it; the embeds' own pictures, too. */
  files: StoredFile[];
  /** Emoji (`👍` or `name:id`) → who reacted. */
  readonly reactions: Map<string, Set<string>>;
  /** Earlier contents, oldest first. */
  readonly history: APIMessage[];
}

export interface ThreadRecord {
  readonly ownerId: string;
  archived: boolean;
  locked: boolean;
  readonly invitable: boolean;
  autoArchiveMinutes: ThreadAutoArchiveDuration;
  archivedAt: number;
  readonly members: Map<string, number>;
}

export interface ChannelRecord {
  readonly id: string;
  readonly type: ChannelType.GuildText | ChannelType.DM | ChannelType.PublicThread | ChannelType.PrivateThread;
  readonly guildId: string | undefined;
  readonly parentId: string | undefined;
  /** The other end of a direct message. */
  readonly recipientId: string | undefined;
  readonly thread: ThreadRecord | undefined;
  name: string;
  topic: string | null;
  overwrites: APIOverwrite[];
  readonly messages: MessageRecord[];
  deleted: boolean;
}

export interface GuildRecord {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly locale: Locale;
  readonly roles: Map<string, APIRole>;
  readonly members: Map<string, APIGuildMember>;
  readonly joinedAt: string;
}

export interface InteractionRecord {
  readonly id: string;
  readonly token: string;
  readonly type: APIInteraction['type'];
  readonly createdAt: number;
  readonly userId: string;
  readonly channelId: string;
  readonly guildId: string | undefined;
  readonly metadata: APIMessageInteractionMetadata | undefined;
  /** The slash command with its sub-commands, e.g. `quiz start`. */
  readonly commandName: string | undefined;
  /** The message whose component was used, or that the modal came from. */
  readonly sourceMessageId: string | undefined;
  response: InteractionResponseType | undefined;
  acknowledgedAt: number | undefined;
  /** Deferred: the answer itself is still to come. */
  loading: boolean;
  ephemeral: boolean;
  originalId: string | undefined;
  modal: APIModalInteractionResponseCallbackData | undefined;
  choices: readonly APIApplicationCommandOptionChoice[] | undefined;
  readonly followUpIds: string[];
}

/** The data of a gateway event by its name. */
export type EventData<T extends GatewayDispatchEvents> = Extract<GatewayDispatchPayload, { t: T }>['d'];

/** Which bots hear an event. */
export interface Audience {
  /** Any of these intents; undefined: everybody. */
  readonly intents?: GatewayIntentBits;
  /** Sent to the shard of this guild; without it to shard 0. */
  readonly guildId?: string | undefined;
  /** Only while the bot can see this channel. */
  readonly channel?: ChannelRecord;
}

export interface World {
  readonly now: () => number;
  readonly nextId: () => string;
  readonly limits: Limits;
  readonly token: string;
  readonly bot: APIUser;
  /** The privileged intents that are switched on for the application. */
  readonly privilegedIntents: number;
  /** `http://127.0.0.1:PORT`; known once the server listens. */
  readonly origin: () => string;
  readonly users: Map<string, APIUser>;
  /** Users who take no direct messages. */
  readonly closedDms: Set<string>;
  readonly guilds: Map<string, GuildRecord>;
  readonly channels: Map<string, ChannelRecord>;
  readonly messages: Map<string, MessageRecord>;
  readonly files: Map<string, StoredFile>;
  readonly commands: Map<string, APIApplicationCommand>;
  readonly interactions: Map<string, InteractionRecord>;
  readonly publish: <T extends GatewayDispatchEvents>(event: T, data: EventData<T>, audience: Audience) => void;
}

/** The record under that key, or the error that a test author understands; for ids that the server itself keeps. */
export function need<K, V>(map: ReadonlyMap<K, V>, key: K, what: string): V {
  const value = map.get(key);
  if (value === undefined) throw new Error(`The Discord server knows no ${what} ${String(key)}`);
  return value;
}
