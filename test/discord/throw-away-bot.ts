// A real discord.js client for a test, connected and taken down again.
import { Client, type ClientOptions, Events, GatewayIntentBits, Partials } from 'discord.js';
import type { DiscordServer } from './server.ts';

/** The options that point discord.js at the server; without the 5 s wait between two identifies. */
function clientOptions(server: DiscordServer, options: Partial<ClientOptions> = {}): ClientOptions {
  const intents = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];
  return {
    intents,
    ...options,
    rest: { api: server.apiUrl, version: '10', ...options.rest },
    ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => undefined }), ...options.ws },
  };
}

/** Logs a client in and waits until it is ready; `prepare` adds its listeners before that. */
export async function startBot(
  server: DiscordServer,
  options: Partial<ClientOptions> = {},
  prepare: (client: Client<true>) => void = () => undefined,
): Promise<Client<true>> {
  const client = new Client<true>(clientOptions(server, options));
  prepare(client);
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  await client.login(server.token);
  await ready;
  return client;
}

/** A client that notes the contents of all messages that it is told of. */
export async function startListener(server: DiscordServer, intents: readonly GatewayIntentBits[]) {
  const heard: string[] = [];
  const bot = await startBot(server, { intents: [...intents], partials: [Partials.Channel] }, (created) =>
    created.on(Events.MessageCreate, (message) => void heard.push(message.content)),
  );
  return { bot, heard, hears: (content: string) => server.waitFor(() => heard.includes(content)) };
}
