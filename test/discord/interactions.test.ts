import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  type Client,
  DiscordAPIError,
  Events,
  type Interaction,
  InteractionResponseType,
  MessageFlags,
  ModalBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
  UserSelectMenuBuilder,
} from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { ask } from './raw.ts';
import { type DiscordServer, startDiscordServer } from './server.ts';
import { startBot } from './throw-away-bot.ts';
import type { Limits } from './world.ts';

let server: DiscordServer;
let client: Client<true>;

afterEach(async () => {
  await client.destroy();
  await server.close();
});

const COMMANDS = [
  {
    name: 'ask',
    description: 'Ask',
    options: [
      { type: 3, name: 'question', description: 'What', required: true, autocomplete: true },
      { type: 6, name: 'who', description: 'Whom' },
      { type: 11, name: 'file', description: 'A file' },
    ],
  },
  { name: 'go', description: 'Go' },
  { name: 'Quote', type: 3 },
  { name: 'Greet', type: 2 },
];

/** A guild with a member, and a bot that gives this answer. */
async function scene(answer: (interaction: Interaction) => Promise<unknown>, limits: Partial<Limits> = {}) {
  server = await startDiscordServer({ limits });
  const guild = server.addGuild('Study');
  const channel = guild.addChannel('general');
  const alice = guild.addMember('Alice');
  await ask(server, `PUT /applications/${server.bot.id}/commands`, COMMANDS);
  const errors: unknown[] = [];
  const listen = (it: Interaction) => void answer(it).catch((error) => errors.push(error));
  client = await startBot(server, {}, (bot) => bot.on(Events.InteractionCreate, listen));
  return { guild, channel, alice, errors };
}

describe('interactions with a real client', () => {
  it('carries options to the bot and its answer back', async () => {
    const { alice, channel } = await scene(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const { options, locale, guildLocale, user, createdTimestamp } = interaction;
      const file = await fetch(options.getAttachment('file', true).url);
      const parts = [options.getString('question', true), options.getUser('who', true).username, await file.text()];
      const fresh = Date.now() - createdTimestamp < 2_000 ? 'fresh' : 'old';
      await interaction.reply([...parts, locale, guildLocale, user.username, fresh].join(' '));
    });
    const file = { name: 'notes.md', content: '# Notes' };
    const asked = await alice.slash(channel, 'ask', { question: 'why?', who: alice, file });
    const answer = await asked.response();
    expect(answer.content).toBe('why? Alice # Notes ko ko Alice fresh');
    expect(answer.data.interaction_metadata).toMatchObject({ id: asked.id, user: { id: alice.id } });
    expect(channel.messages).toEqual([answer]);
    expect(asked.latencyMs).toBeLessThan(3_000);
    expect(server.violations).toEqual([]);
  });

  it('follows a deferred ephemeral answer to its edit', async () => {
    const { alice, channel, guild } = await scene(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      const loading = await interaction.fetchReply();
      await interaction.editReply(`was loading: ${loading.flags.has(MessageFlags.Loading)}`);
      await interaction.followUp({ content: 'more', flags: MessageFlags.Ephemeral });
    });
    const bob = guild.addMember('Bob');
    const asked = await alice.slash(channel, 'go');
    expect(await asked.acknowledged()).toBe(InteractionResponseType.DeferredChannelMessageWithSource);
    const answer = await asked.response();
    expect(answer).toMatchObject({ content: 'was loading: true', ephemeral: true, loading: false });
    expect((await asked.followUp()).content).toBe('more');
    expect(channel.messages).toEqual([]);
    expect(alice.sees(channel)).toHaveLength(2);
    expect(bob.sees(channel)).toEqual([]);
    const events = server.gateway.frames.map((frame) => frame.event);
    expect(events).not.toContain('MESSAGE_CREATE');
  });

  it('plays buttons, updates and deferred updates', async () => {
    const rows = (disabled: boolean) => [
      new ActionRowBuilder<ButtonBuilder>().addComponents(
        new ButtonBuilder().setCustomId('next').setLabel('Next').setStyle(ButtonStyle.Primary).setDisabled(disabled),
        new ButtonBuilder().setCustomId('later').setLabel('Later').setStyle(ButtonStyle.Secondary),
        new ButtonBuilder().setURL('https://example.com/').setLabel('Read').setStyle(ButtonStyle.Link),
      ),
    ];
    const { alice, channel } = await scene(async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.reply({ content: 'first', components: rows(false) });
      if (!interaction.isButton()) return;
      if (interaction.customId === 'next') await interaction.update({ content: 'second', components: rows(true) });
      else {
        await interaction.deferUpdate();
        await interaction.editReply('third');
        await interaction.deleteReply();
      }
    });
    const first = await (await alice.slash(channel, 'go')).response();
    expect(first.controls.map(({ label }) => label)).toEqual(['Next', 'Later', 'Read']);
    const second = await (await alice.click(first, 'Next')).response();
    expect(second).toBe(first);
    expect(second.content).toBe('second');
    expect(second.history.map(({ content }) => content)).toEqual(['first']);
    await expect(alice.click(second, 'next')).rejects.toThrow(/disabled/);
    await expect(alice.click(second, 'Read')).rejects.toThrow(/link/);
    await expect(alice.click(second, 'Nowhere')).rejects.toThrow(/no button "Nowhere" \(buttons: Next, Later, Read\)/);
    await alice.click(second, 'Later');
    await server.waitFor(() => second.deleted);
    await expect(alice.click(second, 'Later')).rejects.toThrow(/do not see/);
    expect(second.content).toBe('third');
  });

  it('finds buttons by what is drawn on them', async () => {
    const button = (id: string) => new ButtonBuilder().setCustomId(id).setStyle(ButtonStyle.Secondary);
    const buttons = [
      button('good').setEmoji('👍'),
      button('book').setEmoji('📖').setLabel('Read'),
      button('own').setEmoji({ id: '100000000000000001', name: 'party' }),
    ];
    const components = [new ActionRowBuilder<ButtonBuilder>().addComponents(buttons)];
    const { alice, channel } = await scene(async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.reply({ content: 'choose', components });
      if (interaction.isButton()) await interaction.reply(interaction.customId);
    });
    const message = await (await alice.slash(channel, 'go')).response();
    for (const [drawn, id] of [
      ['👍', 'good'],
      ['📖', 'book'],
      ['Read', 'book'],
      ['party:100000000000000001', 'own'],
    ] as const) {
      expect((await (await alice.click(message, drawn)).response()).content).toBe(id);
    }
    await expect(alice.click(message, '👎')).rejects.toThrow(/buttons: 👍, Read 📖, party:\d+/);
  });

  it('plays select menus', async () => {
    const { alice, channel } = await scene(async (interaction) => {
      if (interaction.isChatInputCommand()) {
        const strings = new StringSelectMenuBuilder().setCustomId('topic').setMaxValues(2);
        strings.addOptions({ label: 'Queues', value: 'q' }, { label: 'Buckets', value: 'b' });
        const users = new UserSelectMenuBuilder().setCustomId('user');
        const rows = [strings, users].map((menu) => new ActionRowBuilder<typeof menu>().addComponents(menu));
        await interaction.reply({ content: 'choose', components: rows });
      }
      if (interaction.isStringSelectMenu()) await interaction.reply(interaction.values.join('+'));
      if (interaction.isUserSelectMenu())
        await interaction.reply(interaction.users.map((user) => user.username).join());
    });
    const menu = await (await alice.slash(channel, 'go')).response();
    expect((await (await alice.select(menu, 'topic', ['Queues', 'b'])).response()).content).toBe('q+b');
    expect((await (await alice.select(menu, 'user', [alice.id])).response()).content).toBe('Alice');
    await expect(alice.select(menu, 'topic', ['Topics'])).rejects.toThrow(/"Topics" is not among Queues, Buckets/);
    await expect(alice.select(menu, 'topic', [])).rejects.toThrow(/1 to 2 values, not 0/);
    await expect(alice.select(menu, 'other', ['q'])).rejects.toThrow(/no select menu "other"/);
  });

  it('plays modals', async () => {
    const { alice, channel } = await scene(async (interaction) => {
      if (interaction.isChatInputCommand()) {
        const field = new TextInputBuilder().setCustomId('why').setLabel('Why?').setStyle(TextInputStyle.Short);
        const row = new ActionRowBuilder<TextInputBuilder>().addComponents(field.setMaxLength(10));
        await interaction.showModal(new ModalBuilder().setCustomId('m').setTitle('Reasons').addComponents(row));
      }
      if (interaction.isModalSubmit()) await interaction.reply(interaction.fields.getTextInputValue('why'));
    });
    const asked = await alice.slash(channel, 'go');
    await asked.acknowledged();
    expect(asked.modal?.title).toBe('Reasons');
    await expect(asked.response()).rejects.toThrow(/answered with Modal/);
    await expect(alice.submitModal(asked, {})).rejects.toThrow(/"Why\?" is required/);
    await expect(alice.submitModal(asked, { why: 'far too long' })).rejects.toThrow(/0 to 10 characters/);
    await expect(alice.submitModal(asked, { 'Why?': 'so', How: 'x' })).rejects.toThrow(/no field How/);
    const sent = await alice.submitModal(asked, { 'Why?': 'because' });
    expect((await sent.response()).content).toBe('because');
  });

  it('plays autocompletion and context menus', async () => {
    const { alice, channel } = await scene(async (interaction) => {
      if (interaction.isAutocomplete())
        await interaction.respond([{ name: interaction.options.getFocused(), value: 'v' }]);
      if (interaction.isMessageContextMenuCommand()) await interaction.reply(`> ${interaction.targetMessage.content}`);
      if (interaction.isUserContextMenuCommand()) await interaction.reply(`hi ${interaction.targetUser.username}`);
    });
    expect(await alice.autocomplete(channel, 'ask', { question: 'La' }, 'question')).toEqual([
      { name: 'La', value: 'v' },
    ]);
    const said = await alice.say(channel, 'words');
    expect((await (await alice.messageCommand(said, 'Quote')).response()).content).toBe('> words');
    expect((await (await alice.userCommand(channel, alice, 'Greet')).response()).content).toBe('hi Alice');
  });

  it('works in direct messages', async () => {
    const { alice } = await scene(async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.reply(String(interaction.inGuild()));
    });
    expect((await (await alice.slash(alice.dms, 'go')).response()).content).toBe('false');
    expect(alice.dms.messages).toHaveLength(1);
  });

  it('refuses a late answer with 10062, and the user sees that the application did not respond', async () => {
    let late: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      late = resolve;
    });
    const { alice, channel, errors } = await scene(
      async (interaction) => {
        await released;
        if (interaction.isChatInputCommand()) await interaction.reply('too late');
      },
      { acknowledgeMs: 50 },
    );
    const asked = await alice.slash(channel, 'go');
    await expect(asked.acknowledged()).rejects.toThrow(/did not respond/);
    late();
    await server.waitFor(() => errors.length > 0);
    expect(errors[0]).toBeInstanceOf(DiscordAPIError);
    expect(errors[0]).toMatchObject({ code: 10062, status: 404 });
    expect(channel.messages).toEqual([]);
    expect(server.requests.at(-1)).toMatchObject({ code: 10062, route: '/interactions/:interaction/:token/callback' });
    expect(server.violations).toEqual([]);
  });
});
