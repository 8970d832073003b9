// The question before everything about somebody is deleted, and its answer.
import { ButtonStyle } from 'discord.js';
import { type OnMessage, replyAtOnce, updateAtOnce } from './acknowledge.ts';
import type { Bot } from './bot.ts';
import { buttonFor, type Reply, reply, row } from './payload.ts';
import { texts } from './texts.ts';

const { delete: words } = texts.privacy;
const YES = 'p1:delete';
const NO = 'p1:keep';

/** Whether this is the id of a button of this question's, of whatever version. */
export const isPrivacyId = (id: string): boolean => /^p\d+:/.test(id);

/** Asks whether everything is really to be deleted. */
export function deletionQuestion(): Reply {
  const yes = buttonFor(YES, words.yes, { style: ButtonStyle.Danger });
  return reply(words.ask, { components: [row(yes, buttonFor(NO, words.no))] });
}

/** The answer. It is about whoever pressed, whoever was asked. */
export async function onPrivacyButton(bot: Bot, interaction: OnMessage): Promise<void> {
  const { customId, user } = interaction;
  if (customId !== YES && customId !== NO) {
    await replyAtOnce(interaction, texts.refusal.unknownButton, bot.log);
    return;
  }
  if (customId === YES) await bot.store.forgetUser(user.id);
  await updateAtOnce(interaction, reply(customId === YES ? words.done : words.kept), bot.log);
}
