import { Client, GatewayIntentBits, Options, Partials } from 'discord.js';

/** Servers that do not show up keep the bot from its work this long at most, in ms. */
const SERVERS_WAIT = 3000;

/** A client with the least intents: message contents only where the application has them. */
export function openClient(api: string, readsContent: boolean): Client {
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
