import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DiscordServer, startDiscordServer } from '../discord/server.ts';
import { type BotProcess, type Home, makeHome, startBot } from './support/bot-process.ts';

let server: DiscordServer;
let home: Home;
let bot: BotProcess;
beforeAll(async () => {
  server = await startDiscordServer();
  home = await makeHome();
});
afterAll(async () => {
  await bot?.stop();
  await server.close();
  await home.remove();
});

it('answers /ask', async () => {
  const guild = server.addGuild('Study');
  const channel = guild.addChannel('general');
  const alice = guild.addMember('Alice');
  bot = await startBot(server, home);
  const asked = await alice.slash(channel, 'ask', { question: '람다 함수 실행 시간 15분 900초 기본값 3초' });
  const answer = await asked.response();
  expect(answer.text).toContain('15분');
});
