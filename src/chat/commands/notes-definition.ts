import {
  type APIApplicationCommandStringOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  InteractionContextType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import { texts } from '../texts.ts';

const { notes } = texts;

interface Words {
  readonly name: string;
  readonly localName: string;
  readonly description: string;
}

const worded = ({ name, localName, description }: Words) => ({
  name,
  name_localizations: { ko: localName },
  description,
});

const { String: Text, Attachment, Role, Subcommand } = ApplicationCommandOptionType;
const chosen = (words: Words): APIApplicationCommandStringOption => ({
  type: Text,
  ...worded(words),
  required: true,
  autocomplete: true,
  max_length: 255,
});

/** `/notes` as it is registered: for everybody to see, since the role that may change notes is known to Seogi alone. */
export const notesDefinition: RESTPostAPIChatInputApplicationCommandsJSONBody = {
  type: ApplicationCommandType.ChatInput,
  ...worded(notes),
  contexts: [InteractionContextType.Guild],
  options: [
    {
      type: Subcommand,
      ...worded(notes.add),
      options: [
        { type: Attachment, ...worded(notes.add.file) },
        { type: Text, ...worded(notes.add.title), max_length: 100 },
      ],
    },
    { type: Subcommand, ...worded(notes.list) },
    { type: Subcommand, ...worded(notes.show), options: [chosen(notes.show.note)] },
    { type: Subcommand, ...worded(notes.remove), options: [chosen(notes.remove.note)] },
    { type: Subcommand, ...worded(notes.reindex) },
    { type: Subcommand, ...worded(notes.status) },
    { type: Subcommand, ...worded(notes.history) },
    { type: Subcommand, ...worded(notes.restore), options: [chosen(notes.restore.change)] },
    { type: Subcommand, ...worded(notes.role), options: [{ type: Role, ...worded(notes.role.role) }] },
  ],
};
