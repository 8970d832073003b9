// Users who write, click and call commands, as people do in Discord's own client.
import {
  AllowedMentionsTypes,
  type APIApplicationCommandOptionChoice,
  type APIUser,
  ChannelType,
  GatewayDispatchEvents,
  GatewayIntentBits,
  type Locale,
  MessageType,
  PermissionFlagsBits as P,
} from 'discord-api-types/v10';
import { type ChannelHandle, channelHandle } from '../handles/channel.ts';
import { type InteractionHandle, interactionHandle } from '../handles/interaction.ts';
import { messageHandle, type ServerMessage } from '../handles/message.ts';
import { addThread, dmWith } from '../model/channels.ts';
import { deleteMessage, editMessage, postMessage } from '../model/messages.ts';
import { react } from '../model/reactions.ts';
import { mayIn, sendPermission } from '../permissions.ts';
import type { Changes } from '../wait.ts';
import { type ChannelRecord, type InteractionRecord, type MessageRecord, need, type World } from '../world.ts';
import { callOnMessage, callOnUser, callSlash, type Scene } from './commands.ts';
import { chooseIn, clickButton } from './components.ts';
import { type FieldValue, sendModal } from './modals.ts';
import { type FileInput, type OptionValue, uploadOf } from './options.ts';

/** How a user writes a message. */
interface SayOptions {
  readonly replyTo?: ServerMessage;
  /** False: the reply does not ping the author of that message. */
  readonly pingReplied?: boolean;
  readonly files?: readonly FileInput[];
}

/** A user. What their client would not let them do throws; everything else the bot is told of at once. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly mention: string;
  readonly user: APIUser;
  readonly locale: Locale;
  /** Their direct messages with the bot. */
  readonly dms: ChannelHandle;
  readonly say: (channel: ChannelHandle, text: string, options?: SayOptions) => Promise<ServerMessage>;
  readonly dm: (text: string, options?: SayOptions) => Promise<ServerMessage>;
  readonly edit: (message: ServerMessage, text: string) => Promise<void>;
  readonly remove: (message: ServerMessage) => Promise<void>;
  /** `👍`, or `name:id` of a guild's own; `on: false` takes the reaction back. */
  readonly react: (message: ServerMessage, emoji: string, on?: boolean) => Promise<void>;
  readonly startThread: (
    channel: ChannelHandle,
    name: string,
    from?: { message?: ServerMessage; private?: boolean },
  ) => Promise<ChannelHandle>;
  readonly type: (channel: ChannelHandle) => Promise<void>;
  /** Calls a slash command, sub-commands after a space: `quiz start`. */
  readonly slash: (
    channel: ChannelHandle,
    command: string,
    options?: Readonly<Record<string, OptionValue>>,
  ) => Promise<InteractionHandle>;
  /** Types in the option `focused` and waits for the choices that the bot offers. */
  readonly autocomplete: (
    channel: ChannelHandle,
    command: string,
    options: Readonly<Record<string, OptionValue>>,
    focused: string,
  ) => Promise<readonly APIApplicationCommandOptionChoice[]>;
  readonly messageCommand: (message: ServerMessage, command: string) => Promise<InteractionHandle>;
  readonly userCommand: (channel: ChannelHandle, target: { id: string }, command: string) => Promise<InteractionHandle>;
  /** Clicks the button with that custom id, label or emoji (`👍`, or `name:id` of a guild's own). */
  readonly click: (message: ServerMessage, button: string) => Promise<InteractionHandle>;
  /** Chooses values or labels (of a string select), or ids, in the select menu with that custom id. */
  readonly select: (message: ServerMessage, customId: string, values: readonly string[]) => Promise<InteractionHandle>;
  /** Waits for the modal that the interaction opens and sends it; fields go by custom id or label. */
  readonly submitModal: (
    opened: InteractionHandle,
    fields: Readonly<Record<string, FieldValue>>,
  ) => Promise<InteractionHandle>;
  /** The messages that they see there, oldest first: everybody's and what is ephemeral for them. */
  readonly sees: (channel: ChannelHandle) => readonly ServerMessage[];
  /** From now on they take no direct messages. */
  readonly closeDms: () => void;
}

/** Makes the actor who plays this user. */
export function createActor(world: World, waiting: Changes, user: APIUser, locale: Locale): Actor {
  const channelOf = ({ id }: ChannelHandle): ChannelRecord => need(world.channels, id, 'channel');
  const recordOf = ({ id }: ServerMessage): MessageRecord => need(world.messages, id, 'message');
  const placeOf = (message: MessageRecord) => need(world.channels, message.data.channel_id, 'channel');
  const show = (record: MessageRecord): ServerMessage => messageHandle(world, waiting, record);
  const scene = (channel: ChannelRecord): Scene => ({ world, user, locale, channel });
  const begun = (record: InteractionRecord, deed: string) => interactionHandle(world, waiting, record, deed);

  const require = (channel: ChannelRecord, bits: bigint, deed: string): void => {
    const place = channel.type === ChannelType.DM ? 'their direct messages' : `#${channel.name}`;
    if (channel.deleted) throw new Error(`${user.username} cannot ${deed}: ${place} is deleted`);
    if (!mayIn(world, channel, user.id, bits)) throw new Error(`${user.username} may not ${deed} in ${place}`);
  };
  /** The message, when the user can see it. */
  const seen = (message: ServerMessage, deed: string): MessageRecord => {
    const record = recordOf(message);
    require(placeOf(record), P.ViewChannel, deed);
    const hidden = record.visibleTo !== undefined && record.visibleTo !== user.id;
    if (record.deleted || hidden) throw new Error(`${user.username} cannot ${deed}: they do not see the message`);
    return record;
  };

  const write = (channel: ChannelRecord, text: string, options: SayOptions = {}): ServerMessage => {
    const { replyTo, pingReplied = true, files = [] } = options;
    require(channel, P.ViewChannel | sendPermission(channel), 'write');
    const repliesTo = replyTo && seen(replyTo, 'reply');
    const record = postMessage(world, channel, {
      author: user,
      content: text,
      repliesTo,
      type: repliesTo ? MessageType.Reply : MessageType.Default,
      uploads: files.map((file, index) => ({ index: String(index), ...uploadOf(file) })),
      ...(!pingReplied && { allowedMentions: { parse: Object.values(AllowedMentionsTypes), replied_user: false } }),
    });
    return show(record);
  };

  return {
    id: user.id,
    name: user.username,
    mention: `<@${user.id}>`,
    user,
    locale,
    get dms() {
      return channelHandle(world, waiting, dmWith(world, user.id));
    },
    say: async (channel, text, options) => write(channelOf(channel), text, options),
    dm: async (text, options) => write(dmWith(world, user.id), text, options),
    edit: async (message, text) => {
      const record = seen(message, 'edit');
      if (record.data.author.id !== user.id) throw new Error(`${user.username} can only edit their own messages`);
      editMessage(world, placeOf(record), record, { content: text });
    },
    remove: async (message) => {
      const record = seen(message, 'delete');
      if (record.data.author.id !== user.id) require(placeOf(record), P.ManageMessages, 'delete messages of others');
      deleteMessage(world, placeOf(record), record);
    },
    react: async (message, emoji, on = true) => {
      const record = seen(message, 'react');
      if (on && !record.reactions.has(emoji)) require(placeOf(record), P.AddReactions, 'react');
      react(world, placeOf(record), record, emoji, user.id, on);
    },
    startThread: async (channel, name, from = {}) => {
      const parent = channelOf(channel);
      require(parent, from.private ? P.CreatePrivateThreads : P.CreatePublicThreads, 'start a thread');
      const messageId = from.message && seen(from.message, 'start a thread').data.id;
      const place = { ...(messageId && { messageId }), private: from.private ?? false };
      return channelHandle(world, waiting, addThread(world, parent, { name, ownerId: user.id, ...place }));
    },
    type: async (channel) => {
      const { id, guildId } = channelOf(channel);
      const { GuildMessageTyping, DirectMessageTyping } = GatewayIntentBits;
      const guild = guildId ? { guild_id: guildId } : {};
      world.publish(
        GatewayDispatchEvents.TypingStart,
        { channel_id: id, user_id: user.id, timestamp: Math.floor(world.now() / 1_000), ...guild },
        { intents: guildId ? GuildMessageTyping : DirectMessageTyping, guildId, channel: channelOf(channel) },
      );
    },
    slash: async (channel, command, options = {}) =>
      begun(callSlash(scene(channelOf(channel)), command, options), `/${command}`),
    autocomplete: async (channel, command, options, focused) => {
      const record = callSlash(scene(channelOf(channel)), command, options, focused);
      const { acknowledgeMs } = world.limits;
      return waiting.waitFor(() => record.choices, acknowledgeMs, `choices for the option "${focused}" of /${command}`);
    },
    messageCommand: async (message, command) => {
      const record = seen(message, 'use a message command');
      return begun(callOnMessage(scene(placeOf(record)), command, record), `"${command}" on a message`);
    },
    userCommand: async (channel, target, command) =>
      begun(callOnUser(scene(channelOf(channel)), command, target.id), `"${command}" on a user`),
    click: async (message, button) => {
      const record = seen(message, 'click');
      return begun(clickButton(scene(placeOf(record)), record, button), `a click on "${button}"`);
    },
    select: async (message, customId, values) => {
      const record = seen(message, 'choose');
      return begun(chooseIn(scene(placeOf(record)), record, customId, values), `a choice in "${customId}"`);
    },
    submitModal: async (opened, fields) => {
      await opened.acknowledged();
      const trigger = need(world.interactions, opened.id, 'interaction');
      if (trigger.userId !== user.id) throw new Error(`The modal was not opened for ${user.username}`);
      const channel = need(world.channels, trigger.channelId, 'channel');
      return begun(sendModal(scene(channel), trigger, fields), `the modal "${trigger.modal?.title}"`);
    },
    sees: (channel) => {
      const record = channelOf(channel);
      if (!mayIn(world, record, user.id, P.ViewChannel)) return [];
      const visible = record.messages.filter(
        ({ deleted, visibleTo }) => !deleted && (visibleTo ?? user.id) === user.id,
      );
      return visible.map(show);
    },
    closeDms: () => {
      world.closedDms.add(user.id);
    },
  };
}
