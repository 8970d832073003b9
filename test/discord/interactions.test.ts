import { type Client, Events, type Interaction, MessageFlags } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { type DiscordServer, startDiscordServer } from './server.ts';
import { startBot } from './throw-away-bot.ts';

let server: DiscordServer;
let client: Client<true>;

afterEach(async () => {
  await client.destroy();
  await server.close();
});

async function scene(answer: (interaction: Interaction) => Promise<unknown>, limits = {}) {
  server = await startDiscordServer({ limits });
  const guild = server.addGuild('Study');
  const channel = guild.addChannel('general');
  const alice = guild.addMember('Alice');
  client = await startBot(server, {}, (bot) => bot.on(Events.InteractionCreate, (it) => void answer(it)));
  await client.application.commands.set([
    { name: 'ask', description: 'Ask', options: [{ type: 3, name: 'question', description: 'What', required: true }] },
  ]);
  return { guild, channel, alice };
}

describe('slash commands', () => {
  it('carries the options to the bot and its answer back', async () => {
    const { alice, channel } = await scene(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.reply(`You asked: ${interaction.options.getString('question', true)}`);
    });
    const asked = await alice.slash(channel, 'ask', { question: 'why?' });
    const answer = await asked.response();
    expect(answer.content).toBe('You asked: why?');
    expect(channel.messages).toEqual([answer]);
    expect(server.violations).toEqual([]);
  });

  it('follows a deferred ephemeral answer to its edit', async () => {
    const { alice, channel } = await scene(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.editReply('for you');
      await interaction.followUp({ content: 'more', flags: MessageFlags.Ephemeral });
    });
    const asked = await alice.slash(channel, 'ask', { question: 'why?' });
    const answer = await asked.response();
    expect(answer).toMatchObject({ content: 'for you', ephemeral: true });
    expect((await asked.followUp()).content).toBe('more');
    expect(channel.messages).toEqual([]);
    expect(alice.sees(channel)).toHaveLength(2);
    expect(server.violations).toEqual([]);
  });
});
