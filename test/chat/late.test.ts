// Discord's two clocks, wound faster: three seconds to acknowledge, fifteen minutes to answer.
import { expect, it } from 'vitest';
import type { ChannelHandle } from '../discord/handles/channel.ts';
import type { GuildHandle } from '../discord/handles/guild.ts';
import type { DiscordServer } from '../discord/server.ts';
import type { BotProcess } from './support/bot-process.ts';
import { QUESTIONS } from './support/notes.ts';
import { oneBot } from './support/one-bot.ts';

let server: DiscordServer;
let bot: BotProcess;
let guild: GuildHandle;
let channel: ChannelHandle;
oneBot(
  (stage) => {
    ({ server, guild, bot } = stage);
    channel = guild.addChannel('일반');
  },
  { limits: { acknowledgeMs: 1000, tokenMs: 2000 } },
);

const question = QUESTIONS.table.ask;
const codes = () => server.requests.map(({ code }) => code);

it('an acknowledgement that comes too late is noted, and nothing more is sent for it', async () => {
  server.faults.delay('POST /interactions/**', 1300);
  await guild.addMember('앨리스').slash(channel, 'ask', { question });
  await server.waitFor(() => codes().includes(10062));
  await bot.wrote('3초 안에 알리지 못한');
  const sent = server.requests.length;
  // The next one is answered, and between them was nothing.
  const answer = await (await guild.addMember('밥').slash(channel, 'ask', { question })).response();
  expect(answer.content).toContain(QUESTIONS.table.says);
  expect(server.requests.slice(sent).map(({ method }) => method)).toEqual(['POST', 'PATCH']);
});

it('an answer that comes too late is noted, and the next one comes', async () => {
  server.faults.delay('PATCH /webhooks/**', 2300);
  await guild.addMember('캐럴').slash(channel, 'ask', { question });
  await server.waitFor(() => codes().includes(50027));
  await bot.wrote('Discord 50027');
  const answer = await (await guild.addMember('데이브').slash(channel, 'ask', { question })).response();
  expect(answer.content).toContain(QUESTIONS.table.says);
});
