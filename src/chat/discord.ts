import { randomBytes } from 'node:crypto';
import { Client, Events, GatewayIntentBits, type Interaction, Options, Partials, REST } from 'discord.js';
import type { Log } from '../log.ts';
import type { Seogi } from '../seogi.ts';
import type { Store } from '../store/store.ts';
import { replyAtOnce } from './acknowledge.ts';
import { openAnswering } from './answering.ts';
import { readApplication, startFault } from './application.ts';
import type { Bot } from './bot.ts';
import { askCommand } from './commands/ask.ts';
import type { Command } from './commands/command.ts';
import { onComponent } from './components.ts';
import { watchConnection } from './connection.ts';
import { openCooldown } from './cooldown.ts';
import { describeError } from './discord-errors.ts';
import { openJobs } from './jobs.ts';
import { onMessage } from './messages.ts';
import { inviteUrl, openPermissionNotes } from './permissions.ts';
import { openQueue } from './queue.ts';
import { registerCommands } from './registration.ts';
import { texts } from './texts.ts';

const DISCORD_API = 'https://discord.com/api';
const COMMANDS: readonly Command[] = [askCommand];
/** Questions answered at a time (one is embedded while another is ranked), and those that wait at most. */
const QUEUE = { together: 2, waiting: 200 } as const;
/** Each user may ask this many questions at once and gets one more each so many ms. */
const COOLDOWN = { burst: 5, everyMs: 3000 } as const;
/** What is under way at the end gets this long, in ms. */
const GRACE = 5000;
/** What was asked is kept this long, in ms. */
const MEMORY = 90 * 24 * 3600_000;
/** Servers that do not show up keep the bot from its work this long at most, in ms. */
const SERVERS_WAIT = 3000;

export interface DiscordOptions {
  readonly token: string;
  /** REST base without `/v10`; undefined is Discord's own. */
  readonly apiUrl: string | undefined;
  readonly guildId: string | undefined;
  readonly notesBaseUrl: string | undefined;
  readonly seogi: Pick<Seogi, 'ask' | 'sources'>;
  readonly store: Store;
  readonly log: Log;
}

/** The bot, connected. */
export interface DiscordChat {
  /** Rejects with a UserError when Discord ends the connection for good; never resolves. */
  readonly ended: Promise<never>;
  /** Takes nothing new, finishes what is under way (5 s at most), leaves. */
  stop(): Promise<void>;
}

/** Connects to Discord and answers there. Throws UserError where the token, the network or Discord forbid it. */
export async function startDiscord(options: DiscordOptions): Promise<DiscordChat> {
  const { token, guildId, store, log } = options;
  // People copy addresses with the version that discord.js adds by itself.
  const api = (options.apiUrl ?? DISCORD_API).replace(/\/+(?:v\d+\/*)?$/, '');
  const rest = new REST({ api, version: '10' }).setToken(token);
  const application = await readApplication(rest, api);
  await store.forgetExchanges(Date.now() - MEMORY);

  const client = openClient(api, application.mayReadContent);
  const jobs = openJobs((where, error) => log.error(texts.log.fault(where, describeError(error))));
  const ended = watchConnection(client, log, new URL(api).host);
  listen(client, jobs, {
    client,
    seogi: options.seogi,
    store,
    log,
    notesBaseUrl: options.notesBaseUrl,
    readsContent: application.mayReadContent,
    notePermissions: openPermissionNotes(log),
    now: Date.now,
    answering: openAnswering({
      seogi: options.seogi,
      store,
      log,
      queue: openQueue(QUEUE),
      cooldown: openCooldown({ ...COOLDOWN, now: Date.now }),
      now: Date.now,
      newId: () => randomBytes(9).toString('base64url'),
    }),
  });

  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  const login = client.login(token).catch((error: unknown) => {
    throw startFault(error, api);
  });
  const connected = await Promise.race([login.then(() => ready), ended]);

  log.info(texts.log.ready(connected.user.username, connected.guilds.cache.size));
  log.info(application.mayReadContent ? texts.log.contentRead : texts.log.contentWithheld);
  log.info(texts.log.invite(inviteUrl(application.id)));
  // Behind all else: Discord may let it wait for long, and mentions and direct messages need no commands.
  jobs.run('commands', 'commands', () =>
    registerCommands({
      rest,
      store,
      log,
      application: application.id,
      guild: guildId,
      guilds: [...connected.guilds.cache.keys()],
      definitions: COMMANDS.map(({ definition }) => definition),
    }),
  );

  return {
    ended,
    async stop() {
      log.info(texts.log.stopping);
      const left = await jobs.close(GRACE);
      if (left > 0) log.warn(texts.log.abandoned(left));
      await Promise.race([client.destroy(), new Promise((done) => setTimeout(done, 1000).unref())]);
    },
  };
}

/** A client with the least intents: message contents only where the application has them. */
function openClient(api: string, readsContent: boolean): Client {
  return new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(readsContent ? [GatewayIntentBits.MessageContent] : []),
    ],
    // Discord tells of a direct message without having told of its channel.
    partials: [Partials.Channel],
    rest: { api, version: '10' },
    allowedMentions: { parse: [], repliedUser: false },
    waitGuildTimeout: SERVERS_WAIT,
    makeCache: Options.cacheWithLimits({ ...Options.DefaultMakeCacheSettings, MessageManager: 0, ReactionManager: 0 }),
  });
}

function listen(
  client: Client,
  jobs: ReturnType<typeof openJobs>,
  parts: Omit<Bot, 'client'> & { client: Client },
): void {
  // No event arrives before the client is ready.
  const bot = parts as Bot;
  client.on(Events.MessageCreate, (message) => {
    jobs.run('message', message.id, () => onMessage(bot, message));
  });
  client.on(Events.InteractionCreate, (interaction) => {
    const isTaken = jobs.run('interaction', interaction.id, () => onInteraction(bot, interaction));
    if (!isTaken && (interaction.isChatInputCommand() || interaction.isMessageComponent())) {
      void replyAtOnce(interaction, texts.refusal.stopping, bot.log);
    }
  });
}

async function onInteraction(bot: Bot, interaction: Interaction): Promise<void> {
  if (!interaction.isChatInputCommand() && !interaction.isMessageComponent()) return;
  try {
    if (interaction.isMessageComponent()) await onComponent(bot, interaction);
    else await COMMANDS.find(({ definition }) => definition.name === interaction.commandName)?.run(bot, interaction);
  } catch (error) {
    if (interaction.deferred) await interaction.editReply(texts.refusal.failed).catch(() => undefined);
    else if (!interaction.replied) await replyAtOnce(interaction, texts.refusal.failed, bot.log);
    throw error;
  }
}
