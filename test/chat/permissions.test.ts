// The bot where it may not do all that it needs, whether it knows of that or is told by Discord's refusal.
import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { ChannelHandle } from '../discord/handles/channel.ts';
import type { GuildHandle } from '../discord/handles/guild.ts';
import type { DiscordServer } from '../discord/server.ts';
import type { BotProcess } from './support/bot-process.ts';
import { QUESTIONS } from './support/notes.ts';
import { oneBot } from './support/one-bot.ts';

const { table, list } = QUESTIONS;
let server: DiscordServer;
let bot: BotProcess;
let guild: GuildHandle;
oneBot((stage) => {
  ({ server, guild, bot } = stage);
});

let people = 0;
/** A new member, whose cooldown nobody has used, in a new channel. */
const scene = () => {
  people += 1;
  return { member: guild.addMember(`사람${people}`), channel: guild.addChannel(`채널${people}`) };
};

describe('without permissions', () => {
  /** How often the log says that this is missing in the channel. */
  const noted = ({ id }: ChannelHandle, permission: string) =>
    bot.output.split('\n').filter((line) => line.includes(`채널 ${id}에서`) && line.includes(`(${permission})`)).length;
  const posts = ({ id }: ChannelHandle) => server.requests.filter(({ path }) => path === `/channels/${id}/messages`);
  /** Takes a permission away after the bot has looked and before Discord does. */
  const answeredMeanwhile = async (deny: bigint) => {
    const { member, channel } = scene();
    server.faults.delay(`POST /channels/${channel.id}/messages`, 200);
    await member.say(channel, `${server.bot.mention} ${table.ask}`);
    await server.waitFor(() => posts(channel).length > 0);
    channel.setPermissions('bot', { deny });
    return channel;
  };

  it('to embed, the answer is all words, and the log says once what to do', async () => {
    const { member, channel } = scene();
    channel.setPermissions('bot', { deny: P.EmbedLinks });
    const answer = await (await member.say(channel, `${server.bot.mention} ${table.ask}`)).answer();
    expect(answer.embeds).toEqual([]);
    expect(answer.content).toContain('15분(900초)');
    expect(answer.content).toContain('컴퓨팅/람다.md › 람다 정리 › 한도');
    await (await member.say(channel, `${server.bot.mention} ${list.ask}`)).answer();
    expect(bot.output).toContain(`채널 ${channel.id}에서 권한이 모자라요: 링크 첨부(EmbedLinks)`);
    expect(noted(channel, 'EmbedLinks')).toBe(1);
    expect(posts(channel).map(({ status }) => status)).toEqual([200, 200]);
  });

  it('to embed any more, the answer is sent again as words', async () => {
    const channel = await answeredMeanwhile(P.EmbedLinks);
    const answer = await channel.waitForMessage(({ byBot }) => byBot);
    expect(answer.content).toContain('15분(900초)');
    expect(answer.embeds).toEqual([]);
    await server.waitFor(() => noted(channel, 'EmbedLinks') === 1);
    expect(posts(channel).map(({ code }) => code)).toEqual([50013, undefined]);
  });

  it('to write, /ask still answers, and the log says what is missing', async () => {
    const { member, channel } = scene();
    channel.setPermissions('bot', { deny: P.SendMessages });
    await member.say(channel, `${server.bot.mention} ${table.ask}`);
    await bot.wrote(`채널 ${channel.id}에서 권한이 모자라요: 메시지 보내기(SendMessages)`);
    const answer = await (await member.slash(channel, 'ask', { question: table.ask })).response();
    expect(answer.content).toContain(table.says);
    expect(posts(channel)).toEqual([]);
  });

  it.each([
    ['write', 'SendMessages', P.SendMessages],
    ['see the channel', 'ViewChannel', P.ViewChannel],
  ] as const)('to %s any more, the log says just that', async (_, permission, deny) => {
    const channel = await answeredMeanwhile(deny);
    await server.waitFor(() => noted(channel, permission) === 1);
    expect(noted(channel, 'EmbedLinks')).toBe(0);
    expect(channel.messages.filter(({ byBot }) => byBot)).toEqual([]);
  });

  it('to write in threads, the log says so once for their channel, which has the settings', async () => {
    const { member, channel } = scene();
    channel.setPermissions('bot', { deny: P.SendMessagesInThreads });
    const threads = [await member.startThread(channel, '하나'), await member.startThread(channel, '둘')] as const;
    for (const thread of threads) await member.say(thread, `${server.bot.mention} ${table.ask}`);
    await (await member.say(channel, `${server.bot.mention} ${list.ask}`)).answer();
    expect(noted(channel, 'SendMessagesInThreads')).toBe(1);
    expect(threads.map((thread) => noted(thread, 'SendMessagesInThreads'))).toEqual([0, 0]);
  });

  it('to read the history, the answer stands without its reference', async () => {
    const { member, channel } = scene();
    channel.setPermissions('bot', { deny: P.ReadMessageHistory });
    await member.say(channel, `${server.bot.mention} ${table.ask}`);
    const answer = await channel.waitForMessage(({ byBot }) => byBot);
    expect(answer.content).toContain(table.says);
    expect(answer.replyTo).toBeUndefined();
  });

  it('to read the history any more, the answer stands without its reference, and the log says so', async () => {
    const channel = await answeredMeanwhile(P.ReadMessageHistory);
    const answer = await channel.waitForMessage(({ byBot }) => byBot);
    expect(answer.content).toContain(table.says);
    await server.waitFor(() => noted(channel, 'ReadMessageHistory') === 1);
  });

  it.each([
    ['open threads', '공개 스레드 만들기(CreatePublicThreads)', P.CreatePublicThreads],
    ['see the channel', '채널 보기(ViewChannel)', P.ViewChannel],
  ] as const)('to %s, who wants a thread is told, and the log says what is missing', async (_, words, deny) => {
    const { member, channel } = scene();
    channel.setPermissions('bot', { deny });
    const answer = await (await member.slash(channel, 'ask', { question: table.ask })).response();
    const reply = await (await member.click(answer, '이어서 묻기')).response();
    expect(reply.content).toContain('권한이 모자라서');
    await bot.wrote(`채널 ${channel.id}에서 권한이 모자라요: ${words}`);
  });
});

it('prints an invite with the scopes and permissions it needs, no more', () => {
  const url = new URL(/https:\/\/discord\.com\/oauth2\/authorize\S+/.exec(bot.output)?.[0] ?? '');
  expect(url.searchParams.get('scope')).toBe('bot applications.commands');
  expect(BigInt(url.searchParams.get('permissions') ?? 0)).toBe(
    P.ViewChannel |
      P.SendMessages |
      P.SendMessagesInThreads |
      P.CreatePublicThreads |
      P.EmbedLinks |
      P.AttachFiles |
      P.ReadMessageHistory,
  );
});
