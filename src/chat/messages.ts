import { type Message, type MessageCreateOptions, MessageType } from 'discord.js';
import { deliver } from './acknowledge.ts';
import type { Answered } from './answering.ts';
import { answerReply, type Bot } from './bot.ts';
import { type Asked, isOwnThread } from './conversation.ts';
import { CODES, codeOf, isPermissionFault } from './discord-errors.ts';
import { failureText } from './fault-text.ts';
import { classify, type Incoming } from './incoming.ts';
import { type Reply, reply } from './payload.ts';
import { missing, type Needed, refused } from './permissions.ts';
import { texts } from './texts.ts';

/** A message anywhere that the bot sees: answered when it is a question for Seogi. */
export async function onMessage(bot: Bot, message: Message): Promise<void> {
  const verdict = classify(await read(bot, message));
  if (verdict.kind === 'ignore') return;
  if (verdict.kind !== 'ask') {
    // Who goes on all the same need not hear it each time.
    if (!bot.answering.allows(message.author.id)) return;
    const me = `<@${bot.client.user.id}>`;
    const { roleMention, unreadableReply } = texts.refusal;
    return say(bot, message, verdict.kind === 'role-mention' ? roleMention(me) : unreadableReply(me));
  }
  const refusal = bot.answering.refuse(message.author.id, verdict.question);
  if (refusal !== undefined) return refusal.isRepeated ? undefined : say(bot, message, refusal.text);

  const { embeds, canWrite } = abilities(bot, message);
  if (!canWrite) return;
  const answered = await answer(bot, message, {
    scope: message.guildId ?? 'shared',
    place: placeOf(message),
    channel: message.channelId,
    user: message.author.id,
    question: verdict.question,
    private: false,
    repliesTo: replyTarget(message),
  });
  if (typeof answered === 'string') return say(bot, message, answered);
  const { id } = answered.exchange;
  const plain = answerReply(bot, answered, false);
  const sent = await send(bot, message, embeds ? [answerReply(bot, answered), plain] : [plain], id);
  if (sent !== undefined) await bot.answering.sent(answered, sent);
}

/** An answer, or a text for the user: also where something went wrong, which is thrown on. */
async function answer(bot: Bot, message: Message, asked: Asked): Promise<Answered | string> {
  try {
    return await bot.answering.answer(asked);
  } catch (error) {
    await say(bot, message, failureText(error));
    throw error;
  }
}

async function read(bot: Bot, message: Message): Promise<Incoming> {
  const scope = message.guildId ?? 'shared';
  const me = bot.client.user.id;
  const place = placeOf(message);
  const target = replyTarget(message);
  return {
    isAutomatic: message.author.bot || message.webhookId !== null || message.system,
    place,
    isOwnThread: place === 'thread' && (await isOwnThread(bot.store, scope, message.channelId)),
    content: message.content,
    me,
    myRole: message.guild?.members.me?.roles.botRole?.id,
    mentionedRoles: [...message.mentions.roles.keys()],
    mentionedUsers: [...message.mentions.users.keys()],
    repliesTo: target === undefined ? undefined : message.mentions.repliedUser?.id === me ? 'me' : 'other',
    hasAttachments: message.attachments.size + message.stickers.size > 0,
  };
}

function placeOf(message: Message): Incoming['place'] {
  if (message.guildId === null) return 'direct';
  return message.channel.isThread() ? 'thread' : 'channel';
}

/** The message that this one answers to; a forwarded one is none. */
function replyTarget({ type, reference }: Message): string | undefined {
  return type === MessageType.Reply ? reference?.messageId : undefined;
}

/** What the bot may do where the message stands; what is missing is noted in the log. */
function abilities(bot: Bot, message: Message): { canWrite: boolean; embeds: boolean } {
  if (message.guildId === null) return { canWrite: true, embeds: true };
  const { channel } = message;
  const write = writing(message);
  const held = 'permissionsFor' in channel ? channel.permissionsFor(bot.client.user) : undefined;
  const lacking = missing(held, ['ViewChannel', write, 'EmbedLinks', 'ReadMessageHistory']);
  bot.notePermissions(settingsOf(message), lacking);
  return { canWrite: !lacking.includes(write), embeds: !lacking.includes('EmbedLinks') };
}

const writing = ({ channel }: Message): Needed => (channel.isThread() ? 'SendMessagesInThreads' : 'SendMessages');

/** The channel whose settings decide: a thread has none of its own. */
function settingsOf({ channel, channelId }: Message): string {
  return (channel.isThread() && channel.parentId) || channelId;
}

async function say(bot: Bot, message: Message, text: string): Promise<void> {
  if (abilities(bot, message).canWrite) await send(bot, message, [reply(text)], message.id);
}

/**
 * Answers a message without a ping, with the first of the forms that Discord permits. Returns the new message's id;
 * undefined where permissions are missing.
 */
async function send(bot: Bot, message: Message, forms: readonly Reply[], nonce: string): Promise<string | undefined> {
  // Permissions that changed a moment ago, or that Discord reckons otherwise.
  let refusal: unknown;
  for (const [i, form] of forms.entries()) {
    try {
      const sent = await post(bot, message, form, `${nonce}${i}`);
      // The forms differ in their embeds only.
      if (refusal !== undefined) bot.notePermissions(settingsOf(message), ['EmbedLinks']);
      return sent;
    } catch (error) {
      if (!isPermissionFault(error)) throw error;
      refusal = error;
    }
  }
  bot.notePermissions(settingsOf(message), [refused(refusal, writing(message))]);
  return undefined;
}

/** The nonce keeps Discord from making two messages of one that is sent again. */
async function post(bot: Bot, message: Message, form: Reply, nonce: string): Promise<string> {
  const { id, channel } = message;
  if (!channel.isSendable()) throw new Error(`Messages of a channel of type ${channel.type} cannot be answered`);
  const options: MessageCreateOptions = { ...form, nonce: nonce.slice(-25), enforceNonce: true };
  const once = async (what: MessageCreateOptions) => (await channel.send(what)).id;
  try {
    return await deliver(() => once({ ...options, reply: { messageReference: id, failIfNotExists: false } }));
  } catch (error) {
    if (codeOf(error) !== CODES.cannotReplyWithoutHistory) throw error;
    bot.notePermissions(settingsOf(message), ['ReadMessageHistory']);
    return await deliver(() => once(options));
  }
}
