import { ApplicationCommandOptionType, ApplicationCommandType, type ChatInputCommandInteraction } from 'discord.js';
import { cardsOf } from '../../quiz/cards.ts';
import { type Statistics, statisticsOf } from '../../quiz/statistics.ts';
import { deferReply, finish, replyAtOnce } from '../acknowledge.ts';
import type { Bot } from '../bot.ts';
import { describeError } from '../discord-errors.ts';
import { inert } from '../inert.ts';
import { clip, LIMITS, type Reply, reply } from '../payload.ts';
import { missing } from '../permissions.ts';
import { wordsOf } from '../stats-words.ts';
import { texts } from '../texts.ts';
import type { Command } from './command.ts';
import { scopeOf } from './quiz.ts';
import { worded } from './quiz-definition.ts';
import { ownerOf } from './review.ts';

const { stats } = texts;
/** The name of the file. */
const FILE = 'stats.png';

/** `/stats`, in Korean `/통계`: how one's learning goes, as a picture. */
export const statsCommand: Command = {
  definition: {
    type: ApplicationCommandType.ChatInput,
    ...worded(stats),
    options: [{ type: ApplicationCommandOptionType.Boolean, ...worded(stats.show) }],
  },
  run,
};

async function run(bot: Bot, interaction: ChatInputCommandInteraction): Promise<void> {
  const isPrivate = !(interaction.options.getBoolean(stats.show.name) ?? false);
  const scope = scopeOf(interaction);
  const attempts = await bot.store.attempts(scope, { user: interaction.user.id });
  const cards = await cardsOf(bot.store, ownerOf(interaction));
  if (attempts.length === 0 && cards.length === 0) {
    await replyAtOnce(interaction, stats.empty, bot.log);
    return;
  }
  if (!(await deferReply(interaction, isPrivate, bot.log))) return;
  const statistics = statisticsOf(attempts, cards, bot.now(), bot.timeZone);
  // Who asks again and again gets the words alone: they cost nothing.
  const isDrawn = mayAttach(bot, interaction) && bot.answering.allows(interaction.user.id);
  await finish(interaction, (isDrawn && (await pictured(bot, statistics))) || words(statistics));
}

/** Whether the bot may send files in the channel. */
function mayAttach(bot: Bot, { guildId, channel, channelId, appPermissions }: ChatInputCommandInteraction): boolean {
  if (guildId === null) return true;
  const lacking = missing(appPermissions, ['AttachFiles']);
  bot.notePermissions((channel?.isThread() && channel.parentId) || channelId, lacking);
  return lacking.length === 0;
}

/** The picture; undefined where it cannot be drawn on this machine. */
async function pictured(bot: Bot, statistics: Statistics): Promise<Reply | undefined> {
  try {
    const attachment = await bot.draw(statistics);
    const description = clip(wordsOf(statistics), LIMITS.altText);
    return reply('', { files: [{ attachment, name: FILE, description }] });
  } catch (error) {
    bot.log.error(texts.log.fault('stats', describeError(error)));
    return undefined;
  }
}

const words = (statistics: Statistics): Reply => reply(clip(wordsOf(statistics, inert), LIMITS.content));
