// A slash command's options as a user fills them in, checked against what the bot registered.
import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandInteractionDataOption,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType as Option,
} from 'discord-api-types/v10';
import { storeFile } from '../model/files.ts';
import type { World } from '../world.ts';
import type { Resolved } from './resolved.ts';

/** A file that a user sends. */
export interface FileInput {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly contentType?: string;
}

/** What an option can be given: text, numbers, a member, role or channel (anything with an id), a file. */
export type OptionValue = string | number | boolean | { readonly id: string } | FileInput;

/** How Discord's client goes about an option while the user fills it in. */
export interface FillIn {
  readonly world: World;
  readonly channelId: string;
  readonly resolved: Resolved;
  /** The option that the user is typing in; then required ones may still be missing. */
  readonly focused?: string;
}

/** The bytes of the file, as an upload. */
export function uploadOf(file: FileInput) {
  const bytes = typeof file.content === 'string' ? new TextEncoder().encode(file.content) : file.content;
  return { name: file.name, bytes, contentType: file.contentType ?? 'text/plain; charset=utf-8' };
}

function within(value: number, least: number | undefined, most: number | undefined): boolean {
  return value >= (least ?? Number.NEGATIVE_INFINITY) && value <= (most ?? Number.POSITIVE_INFINITY);
}

function textual(option: APIApplicationCommandBasicOption, value: OptionValue, typing: boolean): string | undefined {
  if (option.type !== Option.String || typeof value !== 'string') return undefined;
  if (typing) return value;
  if ('choices' in option && option.choices?.length) {
    return option.choices.find((choice) => choice.value === value || choice.name === value)?.value;
  }
  const { min_length: least, max_length: most } = option as { min_length?: number; max_length?: number };
  return within(value.length, least, most ?? 6_000) ? value : undefined;
}

function numeric(
  option: APIApplicationCommandBasicOption,
  value: OptionValue,
  typing: boolean,
): number | string | undefined {
  if (option.type !== Option.Integer && option.type !== Option.Number) return undefined;
  // Discord sends what is typed so far as a string.
  if (typing) return String(value);
  if ('choices' in option && option.choices?.length) {
    return option.choices.find((choice) => choice.value === value || choice.name === value)?.value;
  }
  const { min_value: least, max_value: most } = option as { min_value?: number; max_value?: number };
  if (typeof value !== 'number' || !within(value, least, most)) return undefined;
  return option.type === Option.Number || Number.isInteger(value) ? value : undefined;
}

function entity(
  option: APIApplicationCommandBasicOption,
  value: OptionValue,
  { resolved, world }: FillIn,
): string | undefined {
  if (typeof value !== 'object' || !('id' in value)) return undefined;
  const { id } = value;
  switch (option.type) {
    case Option.User:
      return resolved.user(id) ? id : undefined;
    case Option.Role:
      return resolved.role(id) ? id : undefined;
    case Option.Mentionable:
      return resolved.role(id) || resolved.user(id) ? id : undefined;
    case Option.Channel: {
      const type = world.channels.get(id)?.type;
      const fits = !option.channel_types?.length || option.channel_types.some((allowed) => allowed === type);
      return fits && resolved.channel(id) ? id : undefined;
    }
    default:
      return undefined;
  }
}

function file(option: APIApplicationCommandBasicOption, value: OptionValue, fill: FillIn): string | undefined {
  if (option.type !== Option.Attachment || typeof value !== 'object' || !('content' in value)) return undefined;
  const { attachment } = storeFile(fill.world, fill.channelId, uploadOf(value));
  fill.resolved.attachment(attachment);
  return attachment.id;
}

function filled(
  option: APIApplicationCommandBasicOption,
  value: OptionValue,
  fill: FillIn,
): APIApplicationCommandInteractionDataOption {
  const typing = fill.focused === option.name;
  if (typing && !('autocomplete' in option && option.autocomplete)) {
    throw new Error(`The option "${option.name}" has no autocomplete`);
  }
  const fitting =
    option.type === Option.Boolean
      ? typeof value === 'boolean'
        ? value
        : undefined
      : (textual(option, value, typing) ??
        numeric(option, value, typing) ??
        entity(option, value, fill) ??
        file(option, value, fill));
  if (fitting === undefined) {
    throw new Error(`"${JSON.stringify(value)}" does not fit the option "${option.name}" (${Option[option.type]})`);
  }
  const entry = { name: option.name, type: option.type, value: fitting, ...(typing && { focused: true }) };
  // The value fits the type, which the functions above have seen to one by one.
  return entry as APIApplicationCommandInteractionDataOption;
}

function isBasic(option: APIApplicationCommandOption): option is APIApplicationCommandBasicOption {
  return option.type !== Option.Subcommand && option.type !== Option.SubcommandGroup;
}

/** The options as Discord sends them; throws where the client would not let the user send. `path`: sub-command names. */
export function fillOptions(
  options: readonly APIApplicationCommandOption[],
  path: readonly string[],
  values: Readonly<Record<string, OptionValue>>,
  fill: FillIn,
): APIApplicationCommandInteractionDataOption[] {
  const [name, ...rest] = path;
  if (name !== undefined) {
    const sub = options.find((option) => option.name === name && !isBasic(option));
    if (!sub) throw new Error(`There is no sub-command "${name}"`);
    const inner = fillOptions('options' in sub ? (sub.options ?? []) : [], rest, values, fill);
    return [{ name, type: sub.type, options: inner } as APIApplicationCommandInteractionDataOption];
  }
  const subs = options.filter((option) => !isBasic(option)).map((option) => option.name);
  if (subs.length > 0) throw new Error(`A sub-command is missing: one of ${subs.join(', ')}`);
  const known = options.filter(isBasic);
  const unknown = Object.keys(values).filter((key) => !known.some((option) => option.name === key));
  if (unknown.length > 0) throw new Error(`There is no option "${unknown.join('", "')}"`);
  return known.flatMap((option) => {
    const value = values[option.name];
    if (value !== undefined) return [filled(option, value, fill)];
    if (option.required && fill.focused === undefined) throw new Error(`The option "${option.name}" is required`);
    return [];
  });
}
