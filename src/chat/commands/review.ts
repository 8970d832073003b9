import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type ChatInputCommandInteraction,
  TimestampStyles,
} from 'discord.js';
import { type CardOwner, cardsOf, dueOf, nextDue } from '../../quiz/cards.ts';
import { redrawn } from '../../quiz/open-quizzes.ts';
import { reviewOf } from '../../quiz/review.ts';
import type { ReviewCard } from '../../store/quiz-records.ts';
import type { Round } from '../../store/rounds.ts';
import { deferReply, finish, replyAtOnce } from '../acknowledge.ts';
import type { Bot } from '../bot.ts';
import { reply } from '../payload.ts';
import { retirementScope } from '../quiz/quiz-components.ts';
import { renderQuestion } from '../quiz/render-question.ts';
import { texts } from '../texts.ts';
import type { Command } from './command.ts';
import { canPlay, isInTheWay, LIMITS, scopeOf } from './quiz.ts';
import { choicesOf, MOST_QUESTIONS, worded } from './quiz-definition.ts';

const { review } = texts;
const { start, due, remind, overview } = review;
const QUESTIONS = 10;
const HOUR = 9;
const { String: Text, Integer, Subcommand } = ApplicationCommandOptionType;

/** `/review`, in Korean `/복습`: ask what is due, say when what is due, remind. */
export const reviewCommand: Command = {
  definition: {
    type: ApplicationCommandType.ChatInput,
    ...worded(review),
    options: [
      {
        type: Subcommand,
        ...worded(start),
        options: [{ type: Integer, ...worded(start.count), min_value: 1, max_value: MOST_QUESTIONS }],
      },
      { type: Subcommand, ...worded(due) },
      {
        type: Subcommand,
        ...worded(remind),
        options: [
          { type: Text, ...worded(remind.state), choices: choicesOf(remind.states), required: true },
          { type: Integer, ...worded(remind.hour), min_value: 0, max_value: 23 },
        ],
      },
    ],
  },
  async run(bot, interaction) {
    const name = interaction.options.getSubcommand();
    if (name === start.name) await startReview(bot, interaction);
    else if (name === due.name) await tellDue(bot, interaction);
    else await setReminder(bot, interaction);
  },
};

/** Whose cards a command is about. */
export const ownerOf = (interaction: ChatInputCommandInteraction): CardOwner => ({
  scope: scopeOf(interaction),
  user: interaction.user.id,
  retiredIn: retirementScope(interaction),
});

async function startReview(bot: Bot, interaction: ChatInputCommandInteraction): Promise<void> {
  const { options, user, channelId } = interaction;
  const scope = scopeOf(interaction);
  const say = (text: string) => replyAtOnce(interaction, text, bot.log);
  const cards = await cardsOf(bot.store, ownerOf(interaction));
  const now = dueOf(cards, bot.now()).slice(0, options.getInteger(start.count.name) ?? QUESTIONS);
  if (now.length === 0) return void (await say(overviewOf(cards, bot.now())));
  if (!canPlay(bot, interaction)) return void (await say(texts.refusal.noPermission));
  // Without the items of now, all cards would seem to have lost their source.
  if (!bot.quizzes.isReady(scope)) return void (await say(texts.refusal.notReady));
  const isFree = (open: readonly Round[]) => !open.some((other) => isInTheWay(other, 'solo', user.id));
  if (!isFree(await bot.store.openRounds({ scope, channel: channelId }))) {
    return void (await say(texts.quiz.refusal.solo));
  }
  const { items, news } = reviewOf(now, bot.quizzes.items(scope));
  if (!(await deferReply(interaction, false, bot.log))) return;
  const id = bot.newId();
  const round = await bot.play.begin(
    {
      ...{ scope, id, kind: 'solo', channel: channelId, starter: user.id, limitMs: LIMITS.solo },
      items: items.map((item) => redrawn(item, id)),
      review: news,
    },
    isFree,
    (first) => finish(interaction, renderQuestion(first)),
  );
  if (round === undefined) await finish(interaction, reply(texts.quiz.refusal.solo));
}

async function tellDue(bot: Bot, interaction: ChatInputCommandInteraction): Promise<void> {
  const cards = await cardsOf(bot.store, ownerOf(interaction));
  await replyAtOnce(interaction, overviewOf(cards, bot.now()), bot.log);
}

/** What is due now and when something is due next. */
function overviewOf(cards: readonly ReviewCard[], now: number): string {
  if (cards.length === 0) return `${overview.none} ${overview.empty}`;
  const count = dueOf(cards, now).length;
  const next = nextDue(cards, now);
  const day = next && `<t:${Math.ceil(next.at / 1000)}:${TimestampStyles.LongDate}>`;
  return [
    count > 0 ? overview.due(count) : overview.none,
    ...(next && day ? [overview.next(day, next.count)] : []),
    overview.cards(cards.length),
  ].join('\n');
}

async function setReminder(bot: Bot, interaction: ChatInputCommandInteraction): Promise<void> {
  const { options, user } = interaction;
  if (options.getString(remind.state.name, true) === 'off') {
    const wasOn = await bot.reminders.unset(user.id);
    await replyAtOnce(interaction, wasOn ? remind.off : remind.wasOff, bot.log);
    return;
  }
  const hour = options.getInteger(remind.hour.name) ?? HOUR;
  await bot.reminders.set(user.id, hour);
  await replyAtOnce(interaction, remind.on(hour), bot.log);
}
