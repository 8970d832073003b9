import type {
  AutocompleteInteraction,
  ChatInputCommandInteraction,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import type { Bot } from '../bot.ts';

/** A slash command: how it is registered, and what it does. */
export interface Command {
  readonly definition: RESTPostAPIChatInputApplicationCommandsJSONBody;
  run(bot: Bot, interaction: ChatInputCommandInteraction): Promise<void>;
  /** What is offered for what is typed so far, where the command has such an option. */
  complete?(bot: Bot, interaction: AutocompleteInteraction): readonly string[] | Promise<readonly string[]>;
}
