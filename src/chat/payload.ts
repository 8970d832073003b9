import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
  type APIEmbed,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import type { Exchange } from '../store/exchanges.ts';
import { type Action, writeCustomId } from './custom-id.ts';

/** Discord's limits on what a message holds, in characters (JavaScript's, of which it counts no more). */
export const LIMITS = { content: 2000, description: 4096, author: 256, footer: 2048, label: 80, option: 100 } as const;

/** A message for Discord. Nothing in it ever pings anybody. */
export interface Reply {
  readonly content: string;
  readonly embeds: APIEmbed[];
  readonly components: APIActionRowComponent<APIComponentInMessageActionRow>[];
  readonly allowedMentions: { readonly parse: []; readonly repliedUser: false };
}

/** What a reply's components lead back to. */
export type ExchangeKey = Pick<Exchange, 'scope' | 'id'>;

/** A message of words, or words with embeds and components. */
export function reply(content: string, more: Partial<Pick<Reply, 'embeds' | 'components'>> = {}): Reply {
  return { content, embeds: [], components: [], ...more, allowedMentions: { parse: [], repliedUser: false } };
}

/** A row of buttons, at most five. */
export function row(...buttons: APIButtonComponent[]): APIActionRowComponent<APIButtonComponent> {
  return { type: ComponentType.ActionRow, components: buttons };
}

/** A button that asks for an action on an exchange, with words or an emoji on it, or both. */
export function button(
  { scope, id }: ExchangeKey,
  action: Action,
  label: string | undefined,
  more: { emoji?: string; disabled?: boolean } = {},
): APIButtonComponent {
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    custom_id: writeCustomId({ scope, exchange: id, action }),
    ...(label && { label }),
    ...(more.emoji && { emoji: { name: more.emoji } }),
    ...(more.disabled && { disabled: true }),
  };
}

/** A menu to choose one thing from, at most 25. */
export function menu(
  { scope, id }: ExchangeKey,
  action: Action,
  placeholder: string,
  options: APIStringSelectComponent['options'],
): APIActionRowComponent<APIStringSelectComponent> {
  const custom_id = writeCustomId({ scope, exchange: id, action });
  return {
    type: ComponentType.ActionRow,
    components: [{ type: ComponentType.StringSelect, custom_id, placeholder, options }],
  };
}

/** Shortens a text to a limit, no sign torn in two; what is cut off leaves a `…`. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const head = text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '');
  return `${head.trimEnd()}…`;
}
