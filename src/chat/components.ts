import type { MessageComponentInteraction } from 'discord.js';
import { findSection } from '../answer/section.ts';
import type { Exchange } from '../store/exchanges.ts';
import { deferReply, deferUpdate, finish, replyAtOnce } from './acknowledge.ts';
import type { Bot } from './bot.ts';
import { type Action, readCustomId, writeCustomId } from './custom-id.ts';
import { type Reply, reply } from './payload.ts';
import { renderPassage } from './render.ts';
import { renderSection } from './render-section.ts';
import { texts } from './texts.ts';
import { continueInThread } from './threads.ts';

/** A button pressed or something chosen from a menu, under an answer of whatever age. */
export async function onComponent(bot: Bot, interaction: MessageComponentInteraction): Promise<void> {
  const id = readCustomId(interaction.customId);
  // A scope that is not this server's: a message that was forwarded, or an id that somebody made up.
  if (id === undefined || id.scope !== (interaction.guildId ?? 'shared')) {
    await replyAtOnce(interaction, texts.refusal.unknownButton, bot.log);
    return;
  }
  const inPlace = id.action.kind === 'page';
  if (!(await (inPlace ? deferUpdate(interaction, bot.log) : deferReply(interaction, true, bot.log)))) return;
  const exchange = await bot.store.exchange(id.scope, id.exchange);
  const answer = exchange ? await act(bot, interaction, exchange, id.action) : reply(texts.refusal.forgotten);
  await finish(interaction, answer);
}

async function act(
  bot: Bot,
  interaction: MessageComponentInteraction,
  exchange: Exchange,
  action: Action,
): Promise<Reply> {
  switch (action.kind) {
    case 'section':
      return section(bot, exchange, action.passage, 0);
    case 'page':
      return section(bot, exchange, action.passage, action.page);
    case 'passages':
      return passage(bot, exchange, interaction.isStringSelectMenu() ? Number(interaction.values[0]) : Number.NaN);
    case 'good':
    case 'bad':
      return judge(bot, exchange, interaction.user.id, action.kind);
    case 'continue':
      return continueInThread(bot, interaction, exchange);
  }
}

function section(bot: Bot, exchange: Exchange, number: number, page: number): Reply {
  const cited = exchange.passages[number];
  if (cited === undefined) return reply(texts.refusal.unknownButton);
  const found = findSection(bot.seogi.sources(exchange.scope), cited);
  const { scope, id } = exchange;
  const turn = (to: number) =>
    writeCustomId({ scope, exchange: id, action: { kind: 'page', passage: number, page: to } });
  return renderSection(found, cited, { turn, page, notesBaseUrl: bot.notesBaseUrl });
}

function passage(bot: Bot, exchange: Exchange, number: number): Reply {
  const cited = exchange.passages[number];
  if (cited === undefined) return reply(texts.refusal.unknownButton);
  return renderPassage(cited, number, exchange, bot.notesBaseUrl);
}

async function judge(bot: Bot, { scope, id }: Exchange, user: string, verdict: 'good' | 'bad'): Promise<Reply> {
  await bot.store.saveFeedback({ scope, exchange: id, user, verdict, at: bot.now() });
  return reply(texts.feedback[verdict]);
}
