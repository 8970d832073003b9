// How a client loses its connection, and what it is told when it is back.
import { type Client, GatewayIntentBits as Intents, Status } from 'discord.js';
import { GatewayOpcodes } from 'discord-api-types/v10';
import { afterEach, describe, expect, it } from 'vitest';
import type { ServerMessage } from './handles/message.ts';
import { type DiscordServer, type ServerOptions, startDiscordServer } from './server.ts';
import { startListener } from './throw-away-bot.ts';

let server: DiscordServer;
let client: Client<true>;

afterEach(async () => {
  await client.destroy();
  await server.close();
});

/** A guild with a member, and a bot that notes what it hears. */
async function scene(options: ServerOptions = {}) {
  server = await startDiscordServer(options);
  const guild = server.addGuild('Study');
  const channel = guild.addChannel('general');
  const alice = guild.addMember('Alice');
  const { bot, heard, hears } = await startListener(server, [Intents.Guilds, Intents.GuildMessages]);
  client = bot;
  return { channel, alice, heard, hears, bot };
}

const sentByBot = (op: GatewayOpcodes) =>
  server.gateway.frames.filter((frame) => frame.from === 'bot' && frame.op === op);
const resumes = () => sentByBot(GatewayOpcodes.Resume).length;
const identifies = () => sentByBot(GatewayOpcodes.Identify).length;
const events = (name: string) => server.gateway.frames.filter((frame) => frame.event === name);

describe('lost connections', () => {
  it('are resumed, and what was missed is told again', async () => {
    const { alice, channel, heard, hears } = await scene();
    await alice.say(channel, `${server.bot.mention} before`);
    server.gateway.dropSockets();
    await server.waitFor(() => server.gateway.connections() === 0);
    const missed: ServerMessage = await alice.say(channel, `${server.bot.mention} meanwhile`);
    await hears(missed.content);
    const after = await alice.say(channel, `${server.bot.mention} after`);
    await hears(after.content);
    expect(heard).toEqual([`${server.bot.mention} before`, missed.content, after.content]);
    expect([identifies(), resumes()]).toEqual([1, 1]);
    expect(events('RESUMED')).toHaveLength(1);
    const sequences = events('MESSAGE_CREATE').map(({ sequence }) => sequence);
    expect(sequences).toEqual([...sequences].sort());
  });

  it('are resumed when the server asks for it', async () => {
    await scene();
    server.gateway.requestReconnect();
    await server.waitFor(() => events('RESUMED').length === 1);
    expect(identifies()).toBe(1);
  });

  it('begin anew once the session is forgotten; what was missed is lost', async () => {
    const { alice, channel, heard, hears, bot } = await scene();
    server.gateway.forgetSessions();
    server.gateway.dropSockets();
    await server.waitFor(() => server.gateway.connections() === 0);
    await alice.say(channel, `${server.bot.mention} lost`);
    await server.waitFor(
      () => identifies() === 2 && bot.ws.status === Status.Ready && server.gateway.connections() === 1,
    );
    const after = await alice.say(channel, `${server.bot.mention} after`);
    await hears(after.content);
    expect(heard).toEqual([after.content]);
  });

  it.each([
    [true, 1, 1],
    [false, 2, 0],
  ])('come of an invalidated session (resumable: %s)', async (resumable, identified, resumed) => {
    const { alice, channel, hears } = await scene();
    server.gateway.invalidateSession(resumable);
    await server.waitFor(() => server.gateway.connections() === 1);
    const after = await alice.say(channel, `${server.bot.mention} after`);
    await hears(after.content);
    expect([identifies(), resumes()]).toEqual([identified, resumed]);
  });

  it('come of refused connections, until they are taken again', async () => {
    const { alice, channel, hears } = await scene();
    server.gateway.refuseConnections(2);
    server.gateway.dropSockets();
    await server.waitFor(() => server.gateway.connections() === 0);
    await server.waitFor(() => server.gateway.connections() === 1);
    const after = await alice.say(channel, `${server.bot.mention} after`);
    await hears(after.content);
  });

  it('come of heartbeats that nobody acknowledges', async () => {
    await scene({ limits: { heartbeatMs: 100 } });
    await server.waitFor(() => server.gateway.frames.some(({ op }) => op === GatewayOpcodes.HeartbeatAck));
    server.gateway.acknowledgeHeartbeats(false);
    await server.waitFor(() => resumes() === 1);
    server.gateway.acknowledgeHeartbeats(true);
    expect(identifies()).toBe(1);
  });

  it('come of a close code, too', async () => {
    await scene();
    server.gateway.closeSockets(4000);
    await server.waitFor(() => events('RESUMED').length === 1);
    server.gateway.closeSockets(4009);
    await server.waitFor(() => events('RESUMED').length === 2);
  });
});
