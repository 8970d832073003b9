import { ApplicationCommandOptionType, ApplicationCommandType, type ChatInputCommandInteraction } from 'discord.js';
import { deferReply, finish, replyAtOnce } from '../acknowledge.ts';
import { LONGEST_QUESTION } from '../answering.ts';
import { answerReply, type Bot } from '../bot.ts';
import { type Asked, isOwnThread } from '../conversation.ts';
import { questionOf } from '../incoming.ts';
import { reply } from '../payload.ts';
import { texts } from '../texts.ts';
import type { Command } from './command.ts';

const { ask } = texts;

/** `/ask`, in Korean `/질문`: answers a question from the notes. */
export const askCommand: Command = {
  definition: {
    type: ApplicationCommandType.ChatInput,
    name: ask.name,
    name_localizations: { ko: ask.localName },
    description: ask.description,
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: ask.question.name,
        name_localizations: { ko: ask.question.localName },
        description: ask.question.description,
        required: true,
        max_length: LONGEST_QUESTION,
      },
      {
        type: ApplicationCommandOptionType.Boolean,
        name: ask.private.name,
        name_localizations: { ko: ask.private.localName },
        description: ask.private.description,
      },
    ],
  },
  run,
};

async function run(bot: Bot, interaction: ChatInputCommandInteraction): Promise<void> {
  const question = questionOf(interaction.options.getString(ask.question.name, true));
  const isPrivate = interaction.options.getBoolean(ask.private.name) ?? false;
  const refusal = bot.answering.refuse(interaction.user.id, question);
  if (refusal !== undefined) {
    await replyAtOnce(interaction, refusal.text, bot.log);
    return;
  }
  if (!(await deferReply(interaction, isPrivate, bot.log))) return;
  const answered = await bot.answering.answer({
    scope: interaction.guildId ?? 'shared',
    place: await placeOf(bot, interaction),
    channel: interaction.channelId,
    user: interaction.user.id,
    question,
    private: isPrivate,
    repliesTo: undefined,
  });
  if (typeof answered === 'string') {
    await finish(interaction, reply(answered));
    return;
  }
  await bot.answering.sent(answered, await finish(interaction, answerReply(bot, answered)));
}

async function placeOf(
  { store }: Bot,
  { guildId, channel, channelId }: ChatInputCommandInteraction,
): Promise<Asked['place']> {
  if (guildId === null) return 'direct';
  // A thread that was archived may be unknown until somebody writes in it.
  const isThread = channel?.isThread() ?? (await isOwnThread(store, guildId, channelId));
  return isThread ? 'thread' : 'channel';
}
