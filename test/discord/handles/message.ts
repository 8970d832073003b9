// A message as tests look at it: always up to date, also after edits.
import {
  type APIAttachment,
  type APIEmbed,
  type APIMessage,
  type APIMessageTopLevelComponent,
  type APIUser,
  ComponentType,
  MessageFlags,
} from 'discord-api-types/v10';
import { messagePayload } from '../model/message-payload.ts';
import { isSelect, placedComponents, textOf } from '../rules/components.ts';
import type { Changes as Waiting } from '../wait.ts';
import type { MessageRecord, Pings, StoredFile, World } from '../world.ts';

/** A button or select menu of a message. */
interface MessageControl {
  readonly kind: 'button' | 'select';
  /** A button's label, or a select menu's placeholder. */
  readonly label: string;
  /** Undefined of link buttons. */
  readonly customId: string | undefined;
  readonly url: string | undefined;
  readonly disabled: boolean;
  /** A button's style; undefined of select menus. */
  readonly style: number | undefined;
  /** What a string select offers. */
  readonly options: readonly { label: string; value: string }[];
}

export interface ServerMessage {
  readonly id: string;
  readonly channelId: string;
  readonly author: APIUser;
  readonly byBot: boolean;
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly APIMessageTopLevelComponent[];
  /** All that can be read in it, a line each: content, text components, and the embeds from title to footer. */
  readonly text: string;
  /** Its buttons and select menus, in order. */
  readonly controls: readonly MessageControl[];
  readonly attachments: readonly APIAttachment[];
  /** All files ever sent with it, with their bytes. */
  readonly files: readonly StoredFile[];
  readonly flags: number;
  /** Only one user sees it. */
  readonly ephemeral: boolean;
  /** A deferred answer that is still to come. */
  readonly loading: boolean;
  /** Who it (or an edit of it) pings. */
  readonly pings: Pings;
  /** The id of the message that it replies to. */
  readonly replyTo: string | undefined;
  /** Emoji → ids of who reacted. */
  readonly reactions: Readonly<Record<string, readonly string[]>>;
  /** Earlier versions, oldest first. */
  readonly history: readonly APIMessage[];
  readonly deleted: boolean;
  /** As REST shows it. */
  readonly data: APIMessage;
  /** Waits for the bot's first message that replies to this one. */
  readonly answer: (timeoutMs?: number) => Promise<ServerMessage>;
}

function readable(embed: APIEmbed): string[] {
  const fields = (embed.fields ?? []).flatMap((field) => [field.name, field.value]);
  const parts = [embed.author?.name, embed.title, embed.description, ...fields, embed.footer?.text];
  return parts.filter((part) => part !== undefined);
}

function controlsOf(message: APIMessage): MessageControl[] {
  return placedComponents(message.components ?? []).flatMap(({ component }): MessageControl[] => {
    const url = 'url' in component ? component.url : undefined;
    if (component.type === ComponentType.Button) {
      const label = 'label' in component ? (component.label ?? component.emoji?.name ?? '') : '';
      const customId = 'custom_id' in component ? component.custom_id : undefined;
      const { style, disabled = false } = component;
      return [{ kind: 'button', label, customId, url, disabled, style, options: [] }];
    }
    if (!isSelect(component)) return [];
    const options = component.type === ComponentType.StringSelect ? component.options : [];
    const { placeholder: label = '', custom_id: customId, disabled = false } = component;
    return [{ kind: 'select', label, customId, url, disabled, style: undefined, options }];
  });
}

const handles = new WeakMap<MessageRecord, ServerMessage>();

/** The handle of the record; the same one each time. */
export function messageHandle(world: World, waiting: Waiting, record: MessageRecord): ServerMessage {
  const known = handles.get(record);
  if (known) return known;
  const isAnswer = (other: MessageRecord): boolean =>
    other.data.author.id === world.bot.id && other.data.message_reference?.message_id === record.data.id;
  const handle: ServerMessage = {
    get id() {
      return record.data.id;
    },
    get channelId() {
      return record.data.channel_id;
    },
    get author() {
      return record.data.author;
    },
    get byBot() {
      return record.data.author.id === world.bot.id;
    },
    get content() {
      return record.data.content;
    },
    get embeds() {
      return record.data.embeds;
    },
    get components() {
      return record.data.components ?? [];
    },
    get text() {
      const { content, components = [], embeds } = record.data;
      return [content, textOf(components), ...embeds.flatMap(readable)].filter((part) => part !== '').join('\n');
    },
    get controls() {
      return controlsOf(record.data);
    },
    get attachments() {
      return record.data.attachments;
    },
    get files() {
      return record.files;
    },
    get flags() {
      return record.data.flags ?? 0;
    },
    get ephemeral() {
      return record.visibleTo !== undefined;
    },
    get loading() {
      return ((record.data.flags ?? 0) & MessageFlags.Loading) !== 0;
    },
    get pings() {
      return record.pings;
    },
    get replyTo() {
      return record.data.message_reference?.message_id;
    },
    get reactions() {
      return Object.fromEntries([...record.reactions].map(([emoji, users]) => [emoji, [...users]]));
    },
    get history() {
      return record.history;
    },
    get deleted() {
      return record.deleted;
    },
    get data() {
      return messagePayload(world, record);
    },
    answer: async (timeoutMs) => {
      const find = () => [...world.messages.values()].find((other) => isAnswer(other) && !other.deleted);
      const answer = await waiting.waitFor(find, timeoutMs, `the bot's answer to "${record.data.content}"`);
      return messageHandle(world, waiting, answer);
    },
  };
  handles.set(record, handle);
  return handle;
}
