// A Discord server of our own: REST and gateway, version 10, on this machine only.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type APIApplicationCommand, type GatewayIntentBits, Locale } from 'discord-api-types/v10';
import { type Actor, createActor } from './actors/actor.ts';
import { createFaults, type Faults } from './faults.ts';
import { type GatewayControl, startGateway } from './gateway/gateway.ts';
import { createSessions } from './gateway/sessions.ts';
import { type GuildHandle, guildHandle } from './handles/guild.ts';
import { messageHandle, type ServerMessage } from './handles/message.ts';
import { addGuild, addUser } from './model/guilds.ts';
import { channelRoutes } from './rest/channels.ts';
import { commandRoutes } from './rest/commands.ts';
import { interactionRoutes } from './rest/interactions.ts';
import { meRoutes } from './rest/me.ts';
import { messageRoutes } from './rest/messages.ts';
import { reactionRoutes } from './rest/reactions.ts';
import type { RecordedRequest, Violation } from './rest/record.ts';
import { createRouter } from './rest/router.ts';
import { createSnowflakes } from './snowflake.ts';
import { type Changes, createChanges } from './wait.ts';
import type { Limits, World } from './world.ts';

/** How the server differs from the usual. */
export interface ServerOptions {
  readonly botName?: string;
  /** The privileged intents that are switched on for the application; none unless told otherwise. */
  readonly privilegedIntents?: readonly GatewayIntentBits[];
  /** Shorter limits for tests; Discord's own unless told otherwise. */
  readonly limits?: Partial<Limits>;
  /** ms since 1970. */
  readonly now?: () => number;
}

export interface DiscordServer {
  /** For `new Client({ rest: { api: server.apiUrl, version: '10' } })`. */
  readonly apiUrl: string;
  /** The bot's token. */
  readonly token: string;
  readonly bot: { readonly id: string; readonly name: string; readonly mention: string };
  /** A new guild with the bot in it. Everybody may write; `botPermissions` come on top for the bot. */
  readonly addGuild: (name: string, options?: { locale?: Locale; botPermissions?: bigint }) => GuildHandle;
  /** A user who shares no guild with the bot. */
  readonly addUser: (name: string, options?: { locale?: Locale }) => Actor;
  /** All messages ever, in order, also deleted and ephemeral ones. */
  readonly messages: readonly ServerMessage[];
  /** What the bot has registered, global and per guild. */
  readonly commands: readonly APIApplicationCommand[];
  /** All requests of the bot, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** Requests and frames that are wrong under any circumstances; a test expects none. */
  readonly violations: readonly Violation[];
  readonly faults: Faults;
  readonly gateway: GatewayControl;
  /** Asks the predicate again after each change until it returns something truthy. */
  readonly waitFor: Changes['waitFor'];
  readonly close: () => Promise<void>;
}

const DISCORD_LIMITS: Limits = {
  acknowledgeMs: 3_000,
  tokenMs: 15 * 60_000,
  heartbeatMs: 41_250,
  attachmentBytes: 10 * 1024 * 1024,
};

const ROUTES = [
  ...meRoutes,
  ...channelRoutes,
  ...messageRoutes,
  ...reactionRoutes,
  ...commandRoutes,
  ...interactionRoutes,
];

function serveFile(world: World, url: string, response: ServerResponse): void {
  const file = world.files.get(url.split('/')[3] ?? '');
  response.writeHead(file ? 200 : 404, { 'content-type': file?.contentType ?? 'text/plain' });
  response.end(file?.bytes);
}

/** Starts the server on a free port of 127.0.0.1. */
export async function startDiscordServer(options: ServerOptions = {}): Promise<DiscordServer> {
  const now = options.now ?? Date.now;
  const nextId = createSnowflakes(now);
  const waiting = createChanges(() => recently());
  const sessions = createSessions(() => world, waiting.announce);
  const http = createServer();
  const faults = createFaults();

  const bot = { id: nextId(), username: options.botName ?? 'bot', discriminator: '0', global_name: null, avatar: null };
  const world: World = {
    now,
    nextId,
    limits: { ...DISCORD_LIMITS, ...options.limits },
    token: `${Buffer.from(bot.id).toString('base64url')}.local.token-of-the-test-server`,
    bot: { ...bot, bot: true },
    privilegedIntents: (options.privilegedIntents ?? []).reduce((all, intent) => all | intent, 0),
    origin: () => `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    users: new Map([[bot.id, { ...bot, bot: true }]]),
    closedDms: new Set(),
    guilds: new Map(),
    channels: new Map(),
    messages: new Map(),
    files: new Map(),
    commands: new Map(),
    interactions: new Map(),
    publish: sessions.publish,
  };
  const router = createRouter(world, ROUTES, faults, waiting.announce);
  const recently = (): string => {
    const last = router.requests
      .slice(-5)
      .map(({ method, route, path, status }) => `${method} ${route ?? path} ${status}`);
    const wrong = router.violations.map(({ path, message, errors }) => `${path} ${message} ${JSON.stringify(errors)}`);
    return `last requests: ${last.join(', ') || 'none'}; violations: ${wrong.join(', ') || 'none'}`;
  };

  http.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const url = request.url ?? '/';
    if (url.startsWith('/attachments/')) return serveFile(world, url, response);
    router.handle(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const gateway = startGateway(http, world, sessions, {
    changed: waiting.announce,
    breach: (code, message, body) =>
      router.violations.push({ method: 'GATEWAY', path: '', status: 0, code, message, errors: undefined, body }),
  });

  return {
    apiUrl: `${world.origin()}/api`,
    token: world.token,
    bot: { id: bot.id, name: bot.username, mention: `<@${bot.id}>` },
    addGuild: (name, settings = {}) => guildHandle(world, waiting, addGuild(world, name, settings)),
    addUser: (name, { locale = Locale.Korean } = {}) => createActor(world, waiting, addUser(world, name), locale),
    get messages() {
      return [...world.messages.values()].map((record) => messageHandle(world, waiting, record));
    },
    get commands() {
      return [...world.commands.values()];
    },
    requests: router.requests,
    violations: router.violations,
    faults,
    gateway,
    waitFor: waiting.waitFor,
    close: async () => {
      waiting.stop();
      gateway.dropSockets();
      const closed = new Promise((resolve) => http.close(resolve));
      http.closeAllConnections();
      await closed;
    },
  };
}
