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
export const LIMITS = {
  content: 2000,
  description: 4096,
  author: 256,
  footer: 2048,
  label: 80,
  option: 100,
  altText: 1024,
} as const;

/** A file of a message. */
interface ReplyFile {
  readonly attachment: Buffer;
  readonly name: string;
  /** What it shows, for who cannot see it; at most 1024 characters. */
  readonly description?: string;
}

/** A message for Discord. Nothing in it ever pings anybody. */
export interface Reply {
  readonly content: string;
  readonly embeds: APIEmbed[];
  readonly components: APIActionRowComponent<APIComponentInMessageActionRow>[];
  readonly allowedMentions: { readonly parse: []; readonly repliedUser: false };
  readonly files?: ReplyFile[];
}

/** What a reply's components lead back to. */
export type ExchangeKey = Pick<Exchange, 'scope' | 'id'>;

/** A message of words, or words with embeds and components. */
export function reply(content: string, more: Partial<Pick<Reply, 'embeds' | 'components' | 'files'>> = {}): Reply {
  return { content, embeds: [], components: [], ...more, allowedMentions: { parse: [], repliedUser: false } };
}

/** A row of buttons, at most five. */
export function row(...buttons: APIButtonComponent[]): APIActionRowComponent<APIButtonComponent> {
  return { type: ComponentType.ActionRow, components: buttons };
}

/** How a button looks, and whether it can be pressed. */
export interface ButtonLook {
  readonly emoji?: string;
  readonly disabled?: boolean;
  readonly style?: ButtonStyle.Primary | ButtonStyle.Secondary | ButtonStyle.Success | ButtonStyle.Danger;
}

/** A button, with words or an emoji on it, or both. */
export function buttonFor(customId: string, label: string | undefined, look: ButtonLook = {}): APIButtonComponent {
  return {
    type: ComponentType.Button,
    style: look.style ?? ButtonStyle.Secondary,
    custom_id: customId,
    ...(label && { label }),
    ...(look.emoji && { emoji: { name: look.emoji } }),
    ...(look.disabled && { disabled: true }),
  };
}

/** A button that asks for an action on an exchange. */
export function button(
  { scope, id }: ExchangeKey,
  action: Action,
  label: string | undefined,
  look?: ButtonLook,
): APIButtonComponent {
  return buttonFor(writeCustomId({ scope, exchange: id, action }), label, look);
}

/** A menu to choose one thing from, at most 25. */
export function menuFor(
  customId: string,
  placeholder: string,
  options: APIStringSelectComponent['options'],
): APIActionRowComponent<APIStringSelectComponent> {
  return {
    type: ComponentType.ActionRow,
    components: [{ type: ComponentType.StringSelect, custom_id: customId, placeholder, options }],
  };
}

/** A menu that asks for an action on an exchange. */
export function menu(
  { scope, id }: ExchangeKey,
  action: Action,
  placeholder: string,
  options: APIStringSelectComponent['options'],
): APIActionRowComponent<APIStringSelectComponent> {
  return menuFor(writeCustomId({ scope, exchange: id, action }), placeholder, options);
}

/** Shortens a text to a limit, no sign torn in two; what is cut off leaves a `…`. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const head = text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '');
  return `${head.trimEnd()}…`;
}
