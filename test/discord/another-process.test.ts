import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { startDiscordServer } from './server.ts';

const BOT = `
import { Client, GatewayIntentBits } from 'discord.js';
const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  rest: { api: process.env.DISCORD_API_URL, version: '10' },
});
client.on('interactionCreate', (interaction) => interaction.reply('from process ' + process.pid));
client.on('clientReady', () => client.application.commands.set([{ name: 'go', description: 'Go' }]));
process.on('SIGTERM', () => client.destroy());
await client.login(process.env.DISCORD_TOKEN);
`;

describe('a bot in another process', () => {
  it('works, and leaves when it is told to', async () => {
    const server = await startDiscordServer();
    const guild = server.addGuild('Study');
    const alice = guild.addMember('Alice');
    const channel = guild.addChannel('general');
    const bot = spawn(process.execPath, ['--input-type=module', '--eval', BOT], {
      cwd: fileURLToPath(new URL('.', import.meta.url)),
      env: { ...process.env, DISCORD_TOKEN: server.token, DISCORD_API_URL: server.apiUrl },
      stdio: 'inherit',
    });
    await server.waitFor(() => server.commands.length === 1, 20_000);
    const asked = await alice.slash(channel, 'go');
    expect((await asked.response()).content).toBe(`from process ${bot.pid}`);
    const exited = once(bot, 'exit');
    bot.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
    await server.waitFor(() => server.gateway.connections() === 0);
    expect(server.violations).toEqual([]);
    await server.close();
  });
});
