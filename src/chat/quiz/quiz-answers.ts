// Answers to the questions of a quiz, however they are given.
import { ComponentType, type MessageComponentInteraction, MessageFlags, TextInputStyle } from 'discord.js';
import { refuse } from '../../quiz/round.ts';
import { currentItem } from '../../quiz/round-rules.ts';
import type { Round } from '../../store/rounds.ts';
import { deferUpdate, type OnMessage, openModal, replyAtOnce, updateAtOnce } from '../acknowledge.ts';
import type { Bot } from '../bot.ts';
import { type Reply, reply } from '../payload.ts';
import { texts } from '../texts.ts';
import { answerText } from './parts.ts';
import type { Acted } from './play.ts';
import { type QuizId, writeQuizId } from './quiz-id.ts';
import { renderOrder } from './render-question.ts';
import { renderVerdict } from './render-reveal.ts';

const { refusal, said, modal: modalWords } = texts.quiz;
/** The field of the modal, and how long an answer may be. */
export const FIELD = 'answer';
const LONGEST_ANSWER = 200;

/** Takes an answer, and tells the one who gave it what is theirs to know. */
export async function answer(
  bot: Bot,
  interaction: OnMessage,
  round: Round,
  { question }: QuizId,
  given: string | readonly string[],
): Promise<void> {
  const user = interaction.user.id;
  const acted = await bot.play.act(round, { kind: 'answer', user, question, given });
  const message = answered(bot, acted, user, given);
  const isOwn = interaction.message?.flags.has(MessageFlags.Ephemeral) ?? false;
  if (isOwn) await updateAtOnce(interaction, message ?? reply(said.answered), bot.log);
  else await (message ? replyAtOnce(interaction, message, bot.log) : deferUpdate(interaction, bot.log));
}

/** What to tell the one who answered; undefined where everybody sees it anyway. */
function answered(
  bot: Bot,
  acted: Acted | undefined,
  user: string,
  given: string | readonly string[],
): Reply | undefined {
  if (acted?.reply === 'taken') return reply(said.taken(answerText(given)));
  if (acted?.reply !== 'right' && acted?.reply !== 'wrong') return reply(refusalText(acted));
  if (acted.round.kind === 'solo') return undefined;
  const own = acted.round.answers.findLast((answer) => answer.user === user);
  return own && renderVerdict(acted.round, own, bot.notesBaseUrl);
}

/** Options chosen one after the other, in a message of one's own; the last one is the answer. */
export async function putInOrder(
  bot: Bot,
  interaction: MessageComponentInteraction,
  round: Round,
  id: QuizId,
  chosen: readonly number[],
): Promise<void> {
  const refused = refuse(round, { user: interaction.user.id, question: id.question }, bot.now());
  const options = currentItem(round).options;
  const isWhole = chosen.length > 0 && chosen.length >= options.length - 1;
  if (refused === undefined && isWhole) {
    // What is left goes last.
    const all = [...chosen, ...options.flatMap((_, i) => (chosen.includes(i) ? [] : [i]))];
    return answer(
      bot,
      interaction,
      round,
      id,
      all.flatMap((i) => options[i] ?? []),
    );
  }
  const message = refused ? reply(refusalText(refused)) : renderOrder(round, chosen);
  const isOwn = interaction.message.flags.has(MessageFlags.Ephemeral);
  await (isOwn ? updateAtOnce(interaction, message, bot.log) : replyAtOnce(interaction, message, bot.log));
}

/** Opens the modal to write an answer in, for whom it is still open. */
export async function write(
  bot: Bot,
  interaction: MessageComponentInteraction,
  round: Round,
  id: QuizId,
): Promise<void> {
  const refused = refuse(round, { user: interaction.user.id, question: id.question }, bot.now());
  if (refused !== undefined) {
    await replyAtOnce(interaction, refusalText(refused), bot.log);
    return;
  }
  const field = {
    type: ComponentType.TextInput as const,
    custom_id: FIELD,
    style: TextInputStyle.Short as const,
    required: true,
    max_length: LONGEST_ANSWER,
  };
  await openModal(
    interaction,
    {
      custom_id: writeQuizId({ ...id, action: { kind: 'written' } }),
      title: modalWords.title(id.question + 1),
      components: [{ type: ComponentType.Label, label: modalWords.label, component: field }],
    },
    bot.log,
  );
}

/** Why nothing changed. */
export function refusalText(acted: { readonly reply: Acted['reply'] } | undefined): string {
  switch (acted?.reply) {
    case 'stranger':
    case 'twice':
    case 'late':
    case 'old':
    case 'over':
    case 'not-starter':
      return refusal[acted.reply];
    default:
      return refusal.gone;
  }
}
