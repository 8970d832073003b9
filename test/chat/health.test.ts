// What whoever runs the bot may ask of it.
import { expect, it } from 'vitest';
import type { ChannelHandle } from '../discord/handles/channel.ts';
import type { GuildHandle } from '../discord/handles/guild.ts';
import type { DiscordServer } from '../discord/server.ts';
import { takePort } from '../support/port.ts';
import { freshBots } from './support/fresh-bots.ts';
import { QUESTIONS } from './support/notes.ts';

const { table } = QUESTIONS;
let server: DiscordServer;
let guild: GuildHandle;
let channel: ChannelHandle;
const { start, spawn } = freshBots((stage) => {
  ({ server, guild, channel } = stage);
});

it('says that it is well, counts answers, and tells nothing of what was asked', async () => {
  const { port } = await takePort(false);
  const bot = await start({ HEALTH_PORT: String(port) });
  const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
  const health = await get('/healthz');
  expect([health.status, await health.json()]).toEqual([200, { status: 'ok', connected: true, indexed: true }]);
  const alice = guild.addMember('앨리스');
  await (await alice.slash(channel, 'ask', { question: table.ask })).response();
  await (await alice.slash(channel, 'ask', { question: '피자 맛집 추천해 줘' })).response();
  const metrics = await (await get('/metrics')).text();
  expect(metrics).toContain('seogi_questions_total{by="vectors"} 1');
  expect(metrics).toContain('seogi_questions_total{by="none"} 1');
  expect(metrics).toContain('seogi_answer_seconds_count 2');
  expect(metrics).toContain('seogi_notes 1');
  expect(metrics).toContain('process_resident_memory_bytes');
  for (const secret of ['피자', '람다', alice.id, guild.id, server.token]) expect(metrics).not.toContain(secret);
  expect((await get('/other')).status).toBe(404);

  server.gateway.refuseConnections();
  server.gateway.dropSockets();
  await bot.wrote('연결이 끊겨');
  expect((await get('/healthz')).status).toBe(503);
});

it('does not start where its port is taken, and says so', async () => {
  const { port, release } = await takePort(true);
  const bot = spawn({ HEALTH_PORT: String(port) });
  expect(await bot.exited).toBe(1);
  expect(bot.output).toContain(`HEALTH_PORT ${port}`);
  await release();
});
