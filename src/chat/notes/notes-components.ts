import {
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  type MessageComponentInteraction,
  type ModalSubmitInteraction,
  TextInputStyle,
} from 'discord.js';
import type { Scope } from '../../domain.ts';
import { UserError } from '../../errors.ts';
import { deferReply, deferUpdate, finish, replyAtOnce, updateAtOnce } from '../acknowledge.ts';
import type { Bot } from '../bot.ts';
import { faultText } from '../fault-text.ts';
import { reply } from '../payload.ts';
import { texts } from '../texts.ts';
import { index, readingText, saveNote } from './changes.ts';
import { noteKey, readNotesId, writeNotesId } from './notes-id.ts';
import { mayChange } from './permission.ts';
import { renderList, renderNote } from './views.ts';

const { refusal, said, modal: words } = texts.notes;
const NAME = 'name';
const TEXT = 'text';

/** The modal that a note is written in. */
export function noteModal(scope: Scope, name: string | undefined): APIModalInteractionResponseCallbackData {
  const field = (label: string, custom_id: string, style: TextInputStyle, more: object) => ({
    type: ComponentType.Label as const,
    label,
    component: { type: ComponentType.TextInput as const, custom_id, style, required: true, ...more },
  });
  return {
    custom_id: writeNotesId({ scope, action: { kind: 'write' } }),
    title: words.title,
    components: [
      field(words.name, NAME, TextInputStyle.Short, { max_length: 100, ...(name && { value: name.slice(0, 100) }) }),
      field(words.text, TEXT, TextInputStyle.Paragraph, { max_length: 4000 }),
    ],
  };
}

/** Something pressed or written under `/notes`, of whatever age. */
export async function onNotesComponent(
  bot: Bot,
  interaction: MessageComponentInteraction | ModalSubmitInteraction,
): Promise<void> {
  const id = readNotesId(interaction.customId);
  // A scope that is not this server's: a message that was forwarded, or an id that somebody made up.
  if (id === undefined || id.scope !== interaction.guildId) {
    await replyAtOnce(interaction, texts.refusal.unknownButton, bot.log);
    return;
  }
  const { scope, action } = id;
  if (interaction.isModalSubmit()) {
    await (action.kind === 'write'
      ? takeModal(bot, interaction, scope)
      : replyAtOnce(interaction, refusal.old, bot.log));
    return;
  }
  switch (action.kind) {
    case 'list':
      await updateAtOnce(
        interaction,
        renderList(scope, await bot.notes.list(scope), bot.seogi.state(scope), action.page),
        bot.log,
      );
      return;
    case 'show': {
      const file = await fileOf(bot, scope, action.note);
      const text = file === undefined ? undefined : await bot.notes.read(scope, file);
      const message =
        file === undefined || text === undefined
          ? reply(refusal.noSuchNote)
          : renderNote(scope, file, text, action.page);
      await updateAtOnce(interaction, message, bot.log);
      return;
    }
    case 'keep':
      await updateAtOnce(interaction, reply(said.kept), bot.log);
      return;
    case 'remove':
      return remove(bot, interaction, scope, action.note);
    case 'write':
      // The name of a modal, which no message holds.
      await replyAtOnce(interaction, refusal.old, bot.log);
  }
}

const fileOf = async (bot: Bot, scope: Scope, key: string): Promise<string | undefined> =>
  (await bot.notes.list(scope)).find(({ file }) => noteKey(file) === key)?.file;

async function remove(bot: Bot, interaction: MessageComponentInteraction, scope: Scope, key: string): Promise<void> {
  if (!(await mayChange(bot, interaction))) {
    await replyAtOnce(interaction, refusal.forbidden, bot.log);
    return;
  }
  if (!(await deferUpdate(interaction, bot.log))) return;
  const file = await fileOf(bot, scope, key);
  const changed = file === undefined ? undefined : await bot.notes.remove(scope, interaction.user.id, file);
  if (changed === undefined) return void (await finish(interaction, reply(refusal.noSuchNote)));
  await finish(interaction, reply(readingText(changed)));
  await finish(interaction, reply(await index(bot, scope, changed)));
}

async function takeModal(bot: Bot, interaction: ModalSubmitInteraction, scope: Scope): Promise<void> {
  if (!(await mayChange(bot, interaction))) {
    await replyAtOnce(interaction, refusal.forbidden, bot.log);
    return;
  }
  if (!(await deferReply(interaction, true, bot.log))) return;
  const name = interaction.fields.getTextInputValue(NAME);
  const text = interaction.fields.getTextInputValue(TEXT);
  try {
    const changed = await saveNote(bot, scope, interaction.user.id, name, text.replace(/\r\n?/g, '\n'));
    await finish(interaction, reply(readingText(changed)));
    await finish(interaction, reply(await index(bot, scope, changed)));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    await finish(interaction, reply(faultText(error)));
  }
}
