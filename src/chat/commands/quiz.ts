import { type AutocompleteInteraction, type ChatInputCommandInteraction, PermissionFlagsBits } from 'discord.js';
import { z } from 'zod';
import type { QuizWish } from '../../quiz/quizzes.ts';
import type { Round, RoundKind } from '../../store/rounds.ts';
import { deferReply, finish, replyAtOnce } from '../acknowledge.ts';
import type { Bot } from '../bot.ts';
import { reply } from '../payload.ts';
import { missing } from '../permissions.ts';
import { stoppable } from '../quiz/play.ts';
import { retirementScope } from '../quiz/quiz-components.ts';
import { renderQuestion } from '../quiz/render-question.ts';
import { texts } from '../texts.ts';
import type { Command } from './command.ts';
import { quizDefinition } from './quiz-definition.ts';

const { start, stop, daily, refusal, said } = texts.quiz;
const QUESTIONS = 5;
const DAILY_HOUR = 9;
/** How long one may think, in ms: alone, and where others wait. */
export const LIMITS = { solo: 60_000, channel: 30_000 } as const;

const Difficulty = z.enum(['easy', 'normal', 'hard']);
const Kind = z.enum(['solo', 'channel']);
const Type = z.enum(['term', 'definition', 'cloze', 'number', 'ox', 'belongs', 'order', 'typed']);

/** `/quiz`, in Korean `/퀴즈`: start, stop and the daily question. */
export const quizCommand: Command = {
  definition: quizDefinition,
  async run(bot, interaction) {
    const name = interaction.options.getSubcommand();
    if (name === start.name) await startQuiz(bot, interaction);
    else if (name === stop.name) await stopQuiz(bot, interaction);
    else await setDaily(bot, interaction);
  },
  complete: (bot, interaction) => bot.quizzes.topics(scopeOf(interaction), interaction.options.getFocused()),
};

/** Whose notes a command is about. */
export const scopeOf = ({ guildId }: Pick<AutocompleteInteraction, 'guildId'>): string => guildId ?? 'shared';

async function startQuiz(bot: Bot, interaction: ChatInputCommandInteraction): Promise<void> {
  const { options, user, channelId } = interaction;
  const scope = scopeOf(interaction);
  const kind = Kind.catch('solo').parse(options.getString(start.mode.name));
  if (!canPlay(bot, interaction)) {
    await replyAtOnce(interaction, texts.refusal.noPermission, bot.log);
    return;
  }
  if (!bot.quizzes.isReady(scope)) {
    await replyAtOnce(interaction, texts.refusal.notReady, bot.log);
    return;
  }
  const isFree = (open: readonly Round[]) => !open.some((other) => isInTheWay(other, kind, user.id));
  // Asked again when it begins; here, to be told alone.
  if (!isFree(await bot.store.openRounds({ scope, channel: channelId }))) {
    await replyAtOnce(interaction, refusal[kind], bot.log);
    return;
  }
  const retired = await bot.store.retired(retirementScope(interaction));
  const id = bot.newId();
  const items = bot.quizzes.choose(scope, wishOf(interaction), retired, id);
  if (items.length === 0) {
    await replyAtOnce(interaction, refusal.noItems, bot.log);
    return;
  }
  if (!(await deferReply(interaction, false, bot.log))) return;
  const round = await bot.play.begin(
    { scope, id, kind, channel: channelId, starter: user.id, items, limitMs: LIMITS[kind] },
    isFree,
    (first) => finish(interaction, renderQuestion(first)),
  );
  if (round === undefined) await finish(interaction, reply(refusal[kind]));
}

/** One round of a channel at a time; beside it, everybody has one solo quiz. */
export const isInTheWay = (other: Round, kind: RoundKind, user: string): boolean =>
  other.phase !== 'over' && other.kind === kind && (kind === 'channel' || other.starter === user);

function wishOf({ options }: ChatInputCommandInteraction): QuizWish {
  return {
    count: options.getInteger(start.count.name) ?? QUESTIONS,
    topic: options.getString(start.topic.name) ?? undefined,
    type: Type.optional()
      .catch(undefined)
      .parse(options.getString(start.type.name) ?? undefined),
    difficulty: Difficulty.optional()
      .catch(undefined)
      .parse(options.getString(start.difficulty.name) ?? undefined),
  };
}

/** Whether the bot can write and be seen in the channel: a round goes on in messages of its own. */
export function canPlay(
  bot: Bot,
  { guildId, channel, channelId, appPermissions }: ChatInputCommandInteraction,
): boolean {
  if (guildId === null) return true;
  const write = channel?.isThread() ? 'SendMessagesInThreads' : 'SendMessages';
  const lacking = missing(appPermissions, ['ViewChannel', write, 'EmbedLinks']);
  bot.notePermissions((channel?.isThread() && channel.parentId) || channelId, lacking);
  return lacking.length === 0;
}

async function stopQuiz(bot: Bot, interaction: ChatInputCommandInteraction): Promise<void> {
  const place = { scope: scopeOf(interaction), channel: interaction.channelId };
  const mayManage = interaction.memberPermissions?.has(PermissionFlagsBits.ManageMessages) ?? false;
  const { open, own } = await stoppable(bot.store, place, interaction.user.id, mayManage);
  for (const round of own) await bot.play.act(round, { kind: 'stop', user: interaction.user.id, mayManage });
  const text = own.length > 0 ? said.stopped : open.length > 0 ? refusal.notYours : refusal.noQuiz;
  await replyAtOnce(interaction, text, bot.log);
}

async function setDaily(bot: Bot, interaction: ChatInputCommandInteraction): Promise<void> {
  const { guildId, memberPermissions, options, channelId } = interaction;
  const say = (text: string) => replyAtOnce(interaction, text, bot.log);
  if (guildId === null) return void (await say(daily.onlyInServers));
  if (!memberPermissions?.has(PermissionFlagsBits.ManageGuild)) return void (await say(daily.forbidden));
  if (options.getBoolean(daily.off.name)) {
    await say((await bot.daily.unset(guildId)) ? daily.unset : daily.wasOff);
    return;
  }
  const channel = options.getChannel(daily.channel.name)?.id ?? channelId;
  if (!canWriteIn(bot, channel)) return void (await say(texts.refusal.noPermission));
  const hour = options.getInteger(daily.hour.name) ?? DAILY_HOUR;
  await say(daily.set(`<#${channel}>`, hour));
  await bot.daily.set(guildId, channel, hour);
}

/** Whether the bot may write in a channel other than the one it was called in. */
function canWriteIn({ client, notePermissions }: Bot, id: string): boolean {
  const channel = client.channels.cache.get(id);
  const held = channel && 'permissionsFor' in channel ? channel.permissionsFor(client.user) : undefined;
  const lacking = missing(held, ['ViewChannel', 'SendMessages', 'EmbedLinks']);
  notePermissions(id, lacking);
  return lacking.length === 0;
}
