import {
  type APIApplicationCommandOptionChoice,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ChannelType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import { texts } from '../texts.ts';

const { quiz } = texts;
/** Questions of a quiz at most. */
export const MOST_QUESTIONS = 20;

interface Words {
  readonly name: string;
  readonly localName: string;
  readonly description: string;
}

/** A command or option by its words. */
export const worded = ({ name, localName, description }: Words) => ({
  name,
  name_localizations: { ko: localName },
  description,
});

/** Choices by their names. */
export const choicesOf = (names: Readonly<Record<string, string>>): APIApplicationCommandOptionChoice<string>[] =>
  Object.entries(names).map(([value, name]) => ({ name, value }));

const { String: Text, Boolean: YesNo, Integer, Channel, Subcommand } = ApplicationCommandOptionType;

/** `/quiz` as it is registered. */
export const quizDefinition: RESTPostAPIChatInputApplicationCommandsJSONBody = {
  type: ApplicationCommandType.ChatInput,
  ...worded(quiz),
  options: [
    {
      type: Subcommand,
      ...worded(quiz.start),
      options: [
        { type: Text, ...worded(quiz.start.topic), autocomplete: true, max_length: 100 },
        { type: Integer, ...worded(quiz.start.count), min_value: 1, max_value: MOST_QUESTIONS },
        { type: Text, ...worded(quiz.start.type), choices: choicesOf(quiz.types) },
        { type: Text, ...worded(quiz.start.difficulty), choices: choicesOf(quiz.difficulties) },
        { type: Text, ...worded(quiz.start.mode), choices: choicesOf(quiz.modes) },
      ],
    },
    { type: Subcommand, ...worded(quiz.stop) },
    {
      type: Subcommand,
      ...worded(quiz.daily),
      options: [
        { type: Integer, ...worded(quiz.daily.hour), min_value: 0, max_value: 23 },
        { type: Channel, ...worded(quiz.daily.channel), channel_types: [ChannelType.GuildText] },
        { type: YesNo, ...worded(quiz.daily.off) },
      ],
    },
  ],
};
