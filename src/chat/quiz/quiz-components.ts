import type { MessageComponentInteraction } from 'discord.js';
import { findSection } from '../../answer/section.ts';
import { currentItem } from '../../quiz/round-rules.ts';
import type { Round } from '../../store/rounds.ts';
import { deferUpdate, type OnMessage, replyAtOnce, updateAtOnce } from '../acknowledge.ts';
import type { Bot } from '../bot.ts';
import { inert } from '../inert.ts';
import { clip, type Reply, reply } from '../payload.ts';
import { renderSection } from '../render-section.ts';
import { texts } from '../texts.ts';
import { citedOf } from './parts.ts';
import { answer, FIELD, putInOrder, refusalText, write } from './quiz-answers.ts';
import { type QuizId, readQuizId, writeQuizId } from './quiz-id.ts';

const { refusal, said } = texts.quiz;

/** Something pressed, chosen or written under a quiz, of whatever age. */
export async function onQuizComponent(bot: Bot, interaction: OnMessage): Promise<void> {
  const id = readQuizId(interaction.customId);
  // A scope that is not this server's: a message that was forwarded, or an id that somebody made up.
  const isHere = id !== undefined && id.scope === (interaction.guildId ?? 'shared');
  const round = isHere ? await bot.store.round(id.scope, id.round) : undefined;
  if (id === undefined || round === undefined || round.channel !== interaction.channelId) {
    await replyAtOnce(interaction, isHere ? refusal.gone : texts.refusal.unknownButton, bot.log);
    return;
  }
  if (interaction.isModalSubmit()) {
    const text = interaction.fields.getTextInputValue(FIELD).trim();
    if (text === '') await replyAtOnce(interaction, refusal.emptyAnswer, bot.log);
    else await answer(bot, interaction, round, id, text);
    return;
  }
  await press(bot, interaction, round, id);
}

async function press(bot: Bot, interaction: MessageComponentInteraction, round: Round, id: QuizId): Promise<void> {
  const { question, action } = id;
  const user = interaction.user.id;
  const item = round.items[question];
  const tell = (answerTo: string | Reply) => replyAtOnce(interaction, answerTo, bot.log);
  if (item === undefined) return void (await tell(texts.refusal.unknownButton));
  switch (action.kind) {
    case 'pick': {
      const option = item.options[action.option];
      if (option === undefined) await tell(texts.refusal.unknownButton);
      else await answer(bot, interaction, round, id, option);
      return;
    }
    case 'order':
      return putInOrder(bot, interaction, round, id, action.chosen);
    case 'write':
      return write(bot, interaction, round, id);
    case 'hint': {
      const acted = await bot.play.act(round, { kind: 'hint', user, question });
      await tell(acted?.reply === 'hint' ? hintText(bot, acted.round) : refusalText(acted));
      return;
    }
    case 'close':
    case 'next': {
      const acted = await bot.play.act(round, { kind: action.kind, user, question });
      await (acted?.reply === 'done' ? deferUpdate(interaction, bot.log) : tell(refusalText(acted)));
      return;
    }
    case 'why':
      return void (await tell(section(bot, round, question, user, 0)));
    case 'page':
      return void (await updateAtOnce(interaction, section(bot, round, question, user, action.page), bot.log));
    case 'review': {
      const chosen = interaction.isStringSelectMenu() ? Number(interaction.values[0]) : Number.NaN;
      return void (await tell(section(bot, round, chosen, user, 0)));
    }
    case 'odd': {
      if (round.kind === 'solo' && user !== round.starter) return void (await tell(refusal.stranger));
      const scope = retirementScope(interaction);
      await bot.store.retire({ scope, item: item.id, by: user, at: bot.now() });
      await tell(said.retired);
      return;
    }
    case 'written':
      // The name of a modal, which no message holds.
      await tell(texts.refusal.unknownButton);
  }
}

/** What a retired item is retired for: a server, or one person's direct messages. */
export const retirementScope = (place: {
  readonly guildId: string | null;
  readonly channelId: string | null;
}): string => place.guildId ?? place.channelId ?? 'shared';

function hintText(bot: Bot, round: Round): string {
  const hint = bot.quizzes.hint(currentItem(round));
  switch (hint?.kind) {
    case undefined:
      return said.hint.none;
    case 'letters':
      return said.hint.letters(inert(hint.text));
    case 'without':
      return said.hint.without(inert(clip(hint.option, 300)));
    case 'first':
      return said.hint.first(inert(clip(hint.step, 300)));
  }
}

/** The section that the answer stands in, for whom the answer is no secret. */
function section(bot: Bot, round: Round, question: number, user: string, page: number): Reply {
  const item = round.items[question];
  const isAsked = round.phase === 'asking' && question === round.question;
  const has = round.answers.some((given) => given.user === user && given.question === question);
  // In a round of the channel, who has answered might tell the others; the daily question tells them itself.
  const isSecret = question > round.question || (isAsked && !(round.kind === 'daily' && has));
  if (item === undefined || isSecret) return reply(texts.refusal.unknownButton);
  const cited = citedOf(item);
  const turn = (to: number) =>
    writeQuizId({ scope: round.scope, round: round.id, question, action: { kind: 'page', page: to } });
  return renderSection(findSection(bot.seogi.sources(round.scope), cited), cited, {
    turn,
    page,
    notesBaseUrl: bot.notesBaseUrl,
  });
}
