import { ApplicationCommandOptionType, ApplicationCommandType, type ChatInputCommandInteraction } from 'discord.js';
import { z } from 'zod';
import { beginOfDay, dayOf, weekOf } from '../../quiz/day.ts';
import { leaderboard, type Rank } from '../../quiz/leaderboard.ts';
import { deferReply, finish, replyAtOnce } from '../acknowledge.ts';
import type { Bot } from '../bot.ts';
import { reply } from '../payload.ts';
import { texts } from '../texts.ts';
import type { Command } from './command.ts';
import { choicesOf, worded } from './quiz-definition.ts';

const { leaderboard: words } = texts;
/** Places shown. */
const MOST = 10;
/** A setting of who wants not to be shown. */
const KEY = 'leaderboard';
const HIDDEN = 'off';

const Period = z.enum(['week', 'all']);

/** `/leaderboard`, in Korean `/순위`: who learns steadily in this server. */
export const leaderboardCommand: Command = {
  definition: {
    type: ApplicationCommandType.ChatInput,
    ...worded(words),
    options: [
      { type: ApplicationCommandOptionType.String, ...worded(words.period), choices: choicesOf(words.periods) },
      { type: ApplicationCommandOptionType.Boolean, ...worded(words.join) },
    ],
  },
  async run(bot, interaction) {
    const { guildId, options } = interaction;
    if (guildId === null) {
      await replyAtOnce(interaction, words.onlyInServers, bot.log);
      return;
    }
    const joins = options.getBoolean(words.join.name);
    if (joins === null) await show(bot, interaction, guildId);
    else await join(bot, interaction, guildId, joins);
  },
};

async function join(bot: Bot, interaction: ChatInputCommandInteraction, guild: string, joins: boolean): Promise<void> {
  await bot.store.setUserSetting(guild, interaction.user.id, KEY, joins ? undefined : HIDDEN);
  await replyAtOnce(interaction, joins ? words.joined : words.left, bot.log);
}

async function show(bot: Bot, interaction: ChatInputCommandInteraction, guild: string): Promise<void> {
  const period = Period.catch('week').parse(interaction.options.getString(words.period.name) ?? 'week');
  if (!(await deferReply(interaction, false, bot.log))) return;
  const monday = weekOf(dayOf(bot.now(), bot.timeZone));
  const since = period === 'week' ? beginOfDay(monday, bot.timeZone) : 0;
  const settings = await bot.store.userSettingEverywhere(KEY);
  const hidden = settings.filter(({ scope, value }) => scope === guild && value === HIDDEN);
  const ranks = leaderboard(await bot.store.attempts(guild), since, new Set(hidden.map(({ user }) => user)));
  const parts = [words.title(words.periods[period]), listOf(ranks, interaction.user.id), `-# ${words.rule}`];
  await finish(interaction, reply(parts.join('\n')));
}

/** The first places, and one's own below them. */
function listOf(ranks: readonly Rank[], user: string): string {
  if (ranks.length === 0) return words.nobody;
  const own = ranks.slice(MOST).filter((rank) => rank.user === user);
  const lines = [...ranks.slice(0, MOST), ...own].map(({ place, user: name, points }) =>
    words.line(place, `<@${name}>`, points),
  );
  return lines.join('\n');
}
