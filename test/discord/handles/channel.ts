import { OverwriteType } from 'discord-api-types/v10';
import { setOverwrite } from '../model/channels.ts';
import type { Changes } from '../wait.ts';
import { type ChannelRecord, need, type World } from '../world.ts';
import { messageHandle, type ServerMessage } from './message.ts';

/** Whose permissions are meant: everybody's, the bot's, or those of a role or a member. */
export type PermissionTarget = 'everyone' | 'bot' | { readonly id: string };

/** A text channel, a thread, or the direct messages of a user with the bot. */
export interface ChannelHandle {
  readonly id: string;
  readonly name: string;
  /** Undefined of direct messages. */
  readonly guildId: string | undefined;
  /** Of a thread: the channel it hangs in. */
  readonly parentId: string | undefined;
  readonly mention: string;
  /** What everybody there sees, oldest first: neither deleted nor ephemeral. */
  readonly messages: readonly ServerMessage[];
  readonly threads: readonly ChannelHandle[];
  /** Of a thread. */
  readonly archived: boolean;
  readonly locked: boolean;
  /** Ids of those who joined the thread. */
  readonly memberIds: readonly string[];
  /** Replaces what this target is allowed and denied here, beyond its roles; the bot is told. */
  readonly setPermissions: (target: PermissionTarget, overwrite: { allow?: bigint; deny?: bigint }) => void;
  /** Waits for a message (those already there count) that everybody sees. */
  readonly waitForMessage: (
    predicate: (message: ServerMessage) => boolean,
    timeoutMs?: number,
  ) => Promise<ServerMessage>;
}

/** The handle of the record. */
export function channelHandle(world: World, waiting: Changes, record: ChannelRecord): ChannelHandle {
  const messages = (): ServerMessage[] =>
    record.messages
      .filter((message) => !message.deleted && message.visibleTo === undefined)
      .map((message) => messageHandle(world, waiting, message));
  return {
    id: record.id,
    guildId: record.guildId,
    parentId: record.parentId,
    mention: `<#${record.id}>`,
    get name() {
      return record.name;
    },
    get messages() {
      return messages();
    },
    get threads() {
      const threads = [...world.channels.values()].filter(
        ({ parentId, deleted }) => parentId === record.id && !deleted,
      );
      return threads.map((thread) => channelHandle(world, waiting, thread));
    },
    get archived() {
      return record.thread?.archived ?? false;
    },
    get locked() {
      return record.thread?.locked ?? false;
    },
    get memberIds() {
      return [...(record.thread?.members.keys() ?? [])];
    },
    setPermissions: (target, { allow = 0n, deny = 0n }) => {
      const guild = need(world.guilds, record.guildId ?? '', 'guild');
      const id = target === 'everyone' ? guild.id : target === 'bot' ? world.bot.id : target.id;
      const type = guild.roles.has(id) ? OverwriteType.Role : OverwriteType.Member;
      setOverwrite(world, record, { id, type, allow: String(allow), deny: String(deny) });
    },
    waitForMessage: (predicate, timeoutMs) =>
      waiting.waitFor(() => messages().find(predicate), timeoutMs, `such a message in #${record.name}`),
  };
}
