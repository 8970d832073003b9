// What goes wrong between the bot and Discord, and that people get their answers all the same.
import { GatewayOpcodes } from 'discord-api-types/v10';
import { afterEach, describe, expect, it } from 'vitest';
import type { GuildHandle } from '../discord/handles/guild.ts';
import type { DiscordServer } from '../discord/server.ts';
import type { BotProcess } from './support/bot-process.ts';
import { QUESTIONS } from './support/notes.ts';
import { oneBot } from './support/one-bot.ts';

const { table, list } = QUESTIONS;
let server: DiscordServer;
let bot: BotProcess;
let guild: GuildHandle;
oneBot(
  (stage) => {
    ({ server, guild, bot } = stage);
  },
  { limits: { heartbeatMs: 1500 } },
);
afterEach(() => server.faults.clear());

let people = 0;
const scene = () => {
  people += 1;
  return { member: guild.addMember(`사람${people}`), channel: guild.addChannel(`채널${people}`) };
};
/** Asks by the command and expects the answer, whatever stands in the way. */
const expectAnswer = async () => {
  const { member, channel } = scene();
  const asked = await member.slash(channel, 'ask', { question: table.ask });
  expect((await asked.response(10_000)).content).toContain(table.says);
  return asked;
};

describe('an acknowledgement', () => {
  const CALLBACK = 'POST /interactions/*/*/callback';

  it('whose connection breaks is sent again', async () => {
    const fault = server.faults.hangUp(CALLBACK);
    await expectAnswer();
    expect(fault.hits()).toBe(1);
  });

  it('that arrived, but whose answer was lost, counts: the second is told 40060', async () => {
    server.faults.hangUp(CALLBACK, { performed: true });
    await expectAnswer();
    expect(server.requests.filter(({ code }) => code === 40060)).toHaveLength(1);
  });

  it('that Discord fails on is sent again', async () => {
    const fault = server.faults.fail(CALLBACK, { times: 2 });
    await expectAnswer();
    expect(fault.hits()).toBe(2);
  });

  it('that Discord performs and yet fails on counts', async () => {
    server.faults.fail(CALLBACK, { performed: true });
    await expectAnswer();
  });

  it('that comes too often waits as it is told to', async () => {
    const fault = server.faults.rateLimit(CALLBACK, { retryAfter: 0.2 });
    await expectAnswer();
    expect(fault.hits()).toBe(1);
  });

  it('whose answer is slow is waited for', async () => {
    server.faults.delay(CALLBACK, 1000, { performed: true });
    expect((await expectAnswer()).latencyMs).toBeLessThan(3000);
  });
});

describe('an answer', () => {
  const EDIT = 'PATCH /webhooks/**';

  it.each([false, true])('whose connection breaks is sent again (performed: %s)', async (performed) => {
    const fault = server.faults.hangUp(EDIT, { performed });
    await expectAnswer();
    await server.waitFor(() => fault.hits() === 1);
  });

  it('that Discord fails on many times is sent again and again', async () => {
    const fault = server.faults.fail(EDIT, { times: 6 });
    await expectAnswer();
    expect(fault.hits()).toBe(6);
  });

  it.each([true, false])('that comes too often waits as it is told to (everywhere: %s)', async (global) => {
    const fault = server.faults.rateLimit(EDIT, { retryAfter: 0.3, global });
    await expectAnswer();
    expect(fault.hits()).toBe(1);
  });

  it('to a message is sent again after a broken connection, an error, a limit: once', async () => {
    const { member, channel } = scene();
    const POST = 'POST /channels/*/messages';
    server.faults.hangUp(POST);
    server.faults.fail(POST);
    server.faults.rateLimit(POST, { retryAfter: 0.2 });
    const answer = await (await member.say(channel, `${server.bot.mention} ${table.ask}`)).answer(10_000);
    expect(answer.content).toContain(table.says);
    expect(channel.messages.filter(({ byBot }) => byBot)).toHaveLength(1);
    const posts = server.requests.filter(
      ({ method, path }) => method === 'POST' && path.endsWith(`${channel.id}/messages`),
    );
    expect(posts).toHaveLength(4);
    // What lets Discord know that they are one.
    expect(new Set(posts.map(({ body }) => (body as { nonce?: string }).nonce)).size).toBe(1);
    expect(posts.every(({ body }) => (body as { enforce_nonce?: boolean }).enforce_nonce)).toBe(true);
  });

  it('to a message that arrived, although the connection broke before Discord said so, stays one', async () => {
    const { member, channel } = scene();
    server.faults.hangUp('POST /channels/*/messages', { performed: true });
    const answer = await (await member.say(channel, `${server.bot.mention} ${table.ask}`)).answer();
    const again = await server.waitFor(() =>
      server.requests.find(({ path, status }) => path === `/channels/${channel.id}/messages` && status !== 0),
    );
    expect(again).toMatchObject({ status: 200, body: { content: answer.content } });
    expect(channel.messages.filter(({ byBot }) => byBot)).toEqual([answer]);
  });

  it('that never gets through is noted in the log by its route only, and the next one does', async () => {
    const { member, channel } = scene();
    const fault = server.faults.fail(EDIT, { times: Number.POSITIVE_INFINITY });
    const before = bot.output.length;
    await member.slash(channel, 'ask', { question: table.ask });
    await server.waitFor(
      () => bot.output.slice(before).includes('HTTP 500, PATCH /webhooks/:id/:token/messages'),
      10_000,
    );
    fault.clear();
    await expectAnswer();
  });

  it('to a question that was deleted meanwhile stands by itself', async () => {
    const { member, channel } = scene();
    server.faults.delay('POST /channels/*/messages', 300);
    const said = await member.say(channel, `${server.bot.mention} ${table.ask}`);
    await member.remove(said);
    expect((await channel.waitForMessage(({ byBot }) => byBot)).content).toContain(table.says);
  });
});

describe('the connection', () => {
  const frames = (ops: readonly GatewayOpcodes[]) =>
    server.gateway.frames.filter(({ from, op }) => from === 'bot' && ops.includes(op)).length;
  /** Waits until the bot came back by one of these kinds of frames. */
  const back = async (ops: readonly GatewayOpcodes[], work: () => void) => {
    const before = frames(ops);
    work();
    await server.waitFor(() => frames(ops) > before && server.gateway.connections() === 1, 15_000);
  };

  it('that breaks is resumed, and what was asked meanwhile is answered, once', async () => {
    const { member, channel } = scene();
    await back([GatewayOpcodes.Resume], () => {
      server.gateway.dropSockets();
      void member.say(channel, `${server.bot.mention} ${list.ask}`);
    });
    const answer = await channel.waitForMessage(({ byBot }) => byBot);
    expect(answer.text).toContain(list.says);
    await expectAnswer();
    expect(channel.messages.filter(({ byBot }) => byBot)).toHaveLength(1);
    expect(bot.output).toContain('다시 연결됐어요');
  });

  it('is taken up elsewhere when Discord asks for it', async () => {
    await back([GatewayOpcodes.Resume], () => server.gateway.requestReconnect());
    await expectAnswer();
  });

  it('is taken up after some that are refused', async () => {
    // Resumed or begun anew, as discord.js sees fit.
    await back([GatewayOpcodes.Resume, GatewayOpcodes.Identify], () => {
      server.gateway.refuseConnections(2);
      server.gateway.dropSockets();
    });
    await expectAnswer();
  });

  it('whose session is invalid, but may be resumed, is resumed', async () => {
    await back([GatewayOpcodes.Resume], () => server.gateway.invalidateSession(true));
    await expectAnswer();
  });

  it('whose session is over begins anew', async () => {
    await back([GatewayOpcodes.Identify], () => server.gateway.invalidateSession(false));
    await expectAnswer();
  });

  it('that is silent is given up and taken up again', async () => {
    await back([GatewayOpcodes.Resume], () => server.gateway.acknowledgeHeartbeats(false));
    server.gateway.acknowledgeHeartbeats(true);
    await expectAnswer();
  });
});
