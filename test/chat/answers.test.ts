// The bot as people meet it, in servers and direct messages, without any privileged intent.
import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { describe, expect, it, vi } from 'vitest';
import { openSqliteStore } from '../../src/adapters/sqlite-store.ts';
import type { Store } from '../../src/store/store.ts';
import type { GuildHandle } from '../discord/handles/guild.ts';
import type { DiscordServer } from '../discord/server.ts';
import type { Home } from './support/bot-process.ts';
import { activeParts } from './support/discord-markdown.ts';
import { QUESTIONS } from './support/notes.ts';
import { oneBot } from './support/one-bot.ts';

let server: DiscordServer;
let home: Home;
let guild: GuildHandle;
oneBot(
  (stage) => {
    ({ server, home, guild } = stage);
  },
  { botName: '서기' },
  { NOTES_BASE_URL: 'https://notes.example/main' },
);

const { table, list, mentions, formats, long, followUp, unknown } = QUESTIONS;

const withStore = async <T>(read: (store: Store) => Promise<T>): Promise<T> => {
  const store = openSqliteStore(home.data);
  const result = await read(store);
  await store.close();
  return result;
};
/** What was searched for to write this answer: with the subject of the question before, for a follow-up. */
const searchedFor = (message: string, scope: string = guild.id) =>
  // It is kept right after it is sent.
  vi.waitFor(async () => {
    const exchange = await withStore((store) => store.exchangeOfMessage(scope, message));
    if (exchange === undefined) throw new Error('Not kept');
    return exchange.query;
  });
let people = 0;
/** A new member, whose cooldown nobody has used, in a new channel. */
const scene = () => {
  people += 1;
  return { member: guild.addMember(`사람${people}`), channel: guild.addChannel(`채널${people}`) };
};

describe('/ask', () => {
  it('answers: acknowledged at once, a line of words, one embed with its source, buttons', async () => {
    const { member, channel } = scene();
    const asked = await member.slash(channel, 'ask', { question: table.ask });
    await asked.acknowledged();
    expect(asked.latencyMs).toBeLessThan(3000);
    const answer = await asked.response();
    expect(answer.content).toContain(table.says);
    expect(answer.embeds).toHaveLength(1);
    expect(answer.embeds[0]?.author?.name).toBe('컴퓨팅/람다.md › 람다 정리 › 한도 (5–8줄)');
    expect(answer.embeds[0]?.author?.url).toBe(
      `https://notes.example/main/${encodeURIComponent('컴퓨팅')}/${encodeURIComponent('람다.md')}#L5-L8`,
    );
    expect(answer.embeds[0]?.description).toBe(
      '- 항목: 람다 함수 실행 시간\n  - 값: 15분(900초)\n  - 비고: 기본값은 3초',
    );
    expect(answer.controls.map(({ customId }) => customId?.split(':')[3])).toEqual([
      'passages',
      'section',
      'good',
      'bad',
      'continue',
    ]);
    expect(answer.ephemeral).toBe(false);
  });

  it('is /질문 in Korean, with Korean options', () => {
    const command = server.commands.find(({ name }) => name === 'ask');
    expect(command?.name_localizations).toEqual({ ko: '질문' });
    expect(command?.options?.map((option) => option.name_localizations)).toEqual([{ ko: '질문' }, { ko: '나만보기' }]);
  });

  it('answers one person alone who wishes so, without a thread for others', async () => {
    const { member, channel } = scene();
    const answer = await (await member.slash(channel, 'ask', { question: list.ask, private: true })).response();
    expect(answer.ephemeral).toBe(true);
    expect(answer.content).toContain(list.says);
    expect(answer.controls.map(({ label }) => label)).not.toContain('이어서 묻기');
  });

  it('says where the notes hold no answer, and names the nearest sections', async () => {
    const { member, channel } = scene();
    const answer = await (await member.slash(channel, 'ask', { question: unknown.ask })).response();
    expect(answer.content).toBe('노트에서 답을 찾지 못했어요.');
    expect(answer.embeds[0]?.description).toContain(' › ');
  });

  it('asks for a question where there is none', async () => {
    const { member, channel } = scene();
    const answer = await (await member.slash(channel, 'ask', { question: '?!' })).response();
    expect(answer.ephemeral).toBe(true);
    expect(answer.content).toContain('무엇이 궁금한지');
  });

  it('asks for patience who asks faster than the cooldown, with a number of seconds', async () => {
    const { member, channel } = scene();
    const asked = await Promise.all(
      Array.from({ length: 7 }, () => member.slash(channel, 'ask', { question: list.ask })),
    );
    const answers = await Promise.all(asked.map((one) => one.response()));
    const refused = answers.filter(({ content }) => /\d+초 뒤에/.test(content));
    expect(refused.length).toBeGreaterThanOrEqual(1);
    expect(refused.every(({ ephemeral }) => ephemeral)).toBe(true);
    expect(answers.filter(({ content }) => content.includes(list.says)).length).toBeGreaterThanOrEqual(5);
  });
});

describe('a message', () => {
  it('that calls the bot is answered as a reply without a ping', async () => {
    const { member, channel } = scene();
    const said = await member.say(channel, `${server.bot.mention} ${table.ask}`);
    const answer = await said.answer();
    expect(answer.content).toContain(table.says);
    expect(answer.pings).toEqual({ everyone: false, users: [], roles: [] });
  });

  it('is answered in direct messages, for somebody the bot has never met', async () => {
    const stranger = server.addUser('낯선 사람');
    const said = await stranger.dm(list.ask);
    expect((await said.answer()).content).toContain(list.says);
  });

  it('is ignored from bots, to everybody, without words, or to nobody', async () => {
    const { member, channel } = scene();
    await member.say(channel, `@everyone ${table.ask}`);
    await member.say(channel, `@here ${table.ask}`);
    await member.say(channel, server.bot.mention);
    await member.say(channel, `${server.bot.mention} ??`);
    await member.say(channel, table.ask);
    // The bot takes events in order: once this one is answered, the others have been passed over.
    await (await member.say(channel, `${server.bot.mention} ${list.ask}`)).answer();
    expect(channel.messages.filter(({ byBot }) => byBot)).toHaveLength(1);
  });

  it('that calls the bot’s role is asked to call the bot: Discord withholds its words', async () => {
    const { channel } = scene();
    const member = guild.addMember('방장', { roles: [guild.addRole('방장', { permissions: P.MentionEveryone })] });
    const answer = await (await member.say(channel, `${guild.botRole.mention} ${table.ask}`)).answer();
    expect(answer.content).toContain(server.bot.mention);
    expect(answer.content).toContain('역할이 아니라');
    expect(answer.pings.users).toEqual([]);
  });

  it('that answers the bot goes on from its answer', async () => {
    const { member, channel } = scene();
    const first = await (await member.say(channel, `${server.bot.mention} ${table.ask}`)).answer();
    const next = await (await member.say(channel, followUp.ask, { replyTo: first })).answer();
    expect(await searchedFor(next.id)).toMatch(/^.+ 메모리는\?$/);
  });

  it('is answered five times at once, then asked once for patience', async () => {
    const { member, channel } = scene();
    for (let i = 0; i < 9; i++) await member.say(channel, `${server.bot.mention} ${list.ask}`);
    // Somebody else's question comes after all of these.
    await (await guild.addMember('다음 사람').say(channel, `${server.bot.mention} ${list.ask}`)).answer();
    await server.waitFor(() => channel.messages.filter(({ byBot }) => byBot).length >= 7);
    const refusals = channel.messages.filter(({ content }) => /초 뒤에/.test(content));
    expect(refusals).toHaveLength(1);
  });

  it('in a channel stands for itself: everybody talks at once there', async () => {
    const { member, channel } = scene();
    await (await member.say(channel, `${server.bot.mention} ${table.ask}`)).answer();
    const next = await (await member.say(channel, `${server.bot.mention} ${followUp.ask}`)).answer();
    expect(await searchedFor(next.id)).toBe(followUp.ask);
  });

  it('in direct messages goes on from the one before', async () => {
    const stranger = server.addUser('꼬치꼬치');
    await (await stranger.dm(table.ask)).answer();
    const next = await (await stranger.dm(followUp.ask)).answer();
    expect(await searchedFor(next.id, 'shared')).toMatch(/^.+ 메모리는\?$/);
  });

  it('that answers the bot without a ping is told how to be heard, not each time', async () => {
    const { member, channel } = scene();
    const first = await (await member.say(channel, `${server.bot.mention} ${table.ask}`)).answer();
    const reply = () => member.say(channel, list.ask, { replyTo: first, pingReplied: false });
    expect((await (await reply()).answer()).content).toContain('답글의 알림을 켜거나');
    for (let i = 0; i < 9; i++) await reply();
    await (await guild.addMember('그다음 사람').say(channel, `${server.bot.mention} ${list.ask}`)).answer();
    const hints = channel.messages.filter(({ content }) => content.includes('답글의 알림을 켜거나'));
    expect(hints.length).toBeLessThan(8);
  });
});

describe('notes full of Discord’s own signs', () => {
  it.each([mentions, formats])('are quoted inert: $says', async ({ ask, says }) => {
    const { member, channel } = scene();
    const answer = await (await member.say(channel, `${server.bot.mention} ${ask}`)).answer();
    expect(answer.content).toContain(says);
    expect(answer.pings).toEqual({ everyone: false, users: [], roles: [] });
    for (const text of [answer.content, answer.embeds[0]?.description ?? '']) expect(activeParts(text)).toEqual([]);
  });
});

describe('the buttons', () => {
  const answered = async (ask: string) => {
    const { member, channel } = scene();
    return { member, channel, answer: await (await member.slash(channel, 'ask', { question: ask })).response() };
  };

  it('show the whole section, page by page, to the one who asks', async () => {
    const { member, answer } = await answered(long.ask);
    const section = await (await member.click(answer, '원문 보기')).response();
    expect(section.ephemeral).toBe(true);
    expect(section.text).toContain('지렁이 1번째 줄');
    expect(section.text).toMatch(/1 \/ \d+쪽/);
    await (await member.click(section, '다음')).acknowledged();
    await server.waitFor(() => /2 \/ \d+쪽/.test(section.text));
    expect(section.text).not.toContain('지렁이 1번째 줄');
    await member.click(section, '이전');
    await server.waitFor(() => section.text.includes('지렁이 1번째 줄'));
  });

  it('show the other passages, each with the way to its section', async () => {
    const { member, answer } = await answered(table.ask);
    const menu = answer.controls.find(({ kind }) => kind === 'select');
    const last = menu?.options.at(-1)?.value ?? '';
    const passage = await (await member.select(answer, menu?.customId ?? '', [last])).response();
    expect(passage.ephemeral).toBe(true);
    expect(passage.embeds[0]?.author?.name).toMatch(/ › .* \(\d+/);
    const section = await (await member.click(passage, '원문 보기')).response();
    expect(section.embeds[0]?.description).toBeTruthy();
  });

  it('take a verdict, and another one after it', async () => {
    const { member, answer } = await answered(table.ask);
    expect((await (await member.click(answer, '👍')).response()).content).toContain('고마워요');
    const second = await (await member.click(answer, '👎')).response();
    expect(second.ephemeral).toBe(true);
    expect(second.content).toContain('알려 줘서');
    await searchedFor(answer.id);
    const kept = await withStore((store) => store.exchangeOfMessage(guild.id, answer.id));
    expect(kept).toMatchObject({ question: table.ask, user: member.id, answered: true });
    expect(kept?.passages[0]).toMatchObject({ file: '컴퓨팅/람다.md', startLine: 5, endLine: 8 });
    const verdicts = await withStore((store) => store.feedback(guild.id, kept?.id ?? ''));
    expect(verdicts).toEqual([expect.objectContaining({ user: member.id, verdict: 'bad' })]);
  });

  it.each([
    ['of an older version', 's0:shared:exchange-1:good', '더 쓸 수 없어요'],
    ['of another server', 's1:100000000000000001:exchange-1:good', '더 쓸 수 없어요'],
    ['of an answer long forgotten', undefined, '너무 오래되어'],
  ])('%s say so', async (_, customId, words) => {
    const { member, channel } = scene();
    // Written past the bot, as an earlier one would have.
    const button = { type: 2, style: 2, label: '옛날 버튼', custom_id: customId ?? `s1:${guild.id}:exchange-1:good` };
    await fetch(`${server.apiUrl}/v10/channels/${channel.id}/messages`, {
      method: 'POST',
      headers: { authorization: `Bot ${server.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        content: '옛날 답',
        components: [{ type: 1, components: [button] }],
        allowed_mentions: { parse: [] },
      }),
    });
    const old = await channel.waitForMessage(({ byBot }) => byBot);
    const answer = await (await member.click(old, '옛날 버튼')).response();
    expect(answer.ephemeral).toBe(true);
    expect(answer.content).toContain(words);
  });
});

describe('a thread', () => {
  it('opens from an answer and goes on from it, for who calls the bot or uses /ask', async () => {
    const { member, channel } = scene();
    const answer = await (await member.say(channel, `${server.bot.mention} ${table.ask}`)).answer();
    const opened = await (await member.click(answer, '이어서 묻기')).response();
    expect(opened.ephemeral).toBe(true);
    const [thread] = channel.threads;
    if (thread === undefined) throw new Error('No thread');
    expect(opened.content).toContain(thread.mention);
    expect(thread.name).toBe(table.ask);
    const opening = await thread.waitForMessage(({ byBot }) => byBot);
    expect(opening.content).toContain(server.bot.mention);

    const next = await (await member.say(thread, `${server.bot.mention} ${followUp.ask}`)).answer();
    expect(await searchedFor(next.id)).toMatch(/^.+ 메모리는\?$/);
    const slash = await (await member.slash(thread, 'ask', { question: followUp.ask })).response();
    expect(await searchedFor(slash.id)).toMatch(/^.+ 메모리는\?$/);
    const again = await (await member.slash(thread, 'ask', { question: table.ask })).response();
    expect(again.content).toContain(table.says);
    const inThread = await (await member.click(again, '이어서 묻기')).response();
    expect(inThread.content).toContain('이미 스레드예요');

    const twice = await (await member.click(answer, '이어서 묻기')).response();
    expect(twice.content).toContain(thread.mention);
    expect(channel.threads).toHaveLength(1);
  });

  it('is not needed in direct messages', async () => {
    const stranger = server.addUser('또 다른 사람');
    const answer = await (await stranger.dm(table.ask)).answer();
    const reply = await (await stranger.click(answer, '이어서 묻기')).response();
    expect(reply.content).toContain('그냥 이어서 물어보면');
  });
});
