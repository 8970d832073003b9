import { ChannelType, type MessageComponentInteraction, Routes, ThreadAutoArchiveDuration } from 'discord.js';
import { z } from 'zod';
import type { Exchange } from '../store/exchanges.ts';
import type { Bot } from './bot.ts';
import { rememberThread } from './conversation.ts';
import { CODES, codeOf, describeError, isPermissionFault } from './discord-errors.ts';
import { clean, inert } from './inert.ts';
import { clip, type Reply, reply } from './payload.ts';
import { refused } from './permissions.ts';
import { texts } from './texts.ts';

/** Discord's limit on a thread's name. */
const LONGEST_NAME = 100;
const LONGEST_QUOTE = 200;
const Thread = z.object({ id: z.string() });

/** Opens a thread under an answer, in which questions lean on it; where none can be opened, says how to go on. */
export async function continueInThread(
  bot: Bot,
  interaction: MessageComponentInteraction,
  exchange: Exchange,
): Promise<Reply> {
  const { channel, channelId, message } = interaction;
  if (interaction.guildId === null) return reply(texts.thread.inDirectMessage);
  if (channel?.isThread()) return reply(texts.thread.inThread(howToAsk(bot)));
  // The thread of a message has the message's number.
  if (message.hasThread) return reply(texts.thread.exists(`<#${message.id}>`));
  const isPossible = channel?.type === ChannelType.GuildText || channel?.type === ChannelType.GuildAnnouncement;
  if (channel && !isPossible) return reply(texts.thread.impossible);

  const thread = await openThread(bot, channelId, message.id, exchange);
  if (typeof thread !== 'string') return thread;
  await rememberThread(bot.store, exchange.scope, thread, exchange.id);
  await greet(bot, channelId, thread, exchange);
  return reply(texts.thread.opened(`<#${thread}>`));
}

/** The number of the new thread, or what to tell the user instead. */
async function openThread(bot: Bot, channel: string, message: string, { question }: Exchange): Promise<string | Reply> {
  try {
    const name = clip(clean(question), LONGEST_NAME);
    const body = { name, auto_archive_duration: ThreadAutoArchiveDuration.OneDay };
    return Thread.parse(await bot.client.rest.post(Routes.threads(channel, message), { body })).id;
  } catch (error) {
    if (codeOf(error) === CODES.threadExists) return reply(texts.thread.exists(`<#${message}>`));
    if (codeOf(error) === CODES.wrongChannelType) return reply(texts.thread.impossible);
    if (!isPermissionFault(error)) throw error;
    bot.notePermissions(channel, [refused(error, 'CreatePublicThreads')]);
    return reply(texts.refusal.noPermission);
  }
}

/** The first message of the thread: what it is about and how to go on. Without it, the thread works all the same. */
async function greet(bot: Bot, channel: string, thread: string, { question }: Exchange): Promise<void> {
  const { content, allowedMentions } = reply(texts.thread.opening(inert(clip(question, LONGEST_QUOTE)), howToAsk(bot)));
  const body = { content, allowed_mentions: { parse: allowedMentions.parse } };
  try {
    await bot.client.rest.post(Routes.channelMessages(thread), { body });
  } catch (error) {
    // A thread has no settings of its own.
    if (isPermissionFault(error)) bot.notePermissions(channel, [refused(error, 'SendMessagesInThreads')]);
    else bot.log.warn(texts.log.fault('thread', describeError(error)));
  }
}

function howToAsk({ readsContent, client }: Bot): string {
  return readsContent ? texts.thread.justWrite : texts.thread.mentionMe(`<@${client.user.id}>`);
}
