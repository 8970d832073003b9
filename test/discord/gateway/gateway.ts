// The gateway's protocol (version 10, JSON): hello, identify, heartbeat, resume, and what a test can do to connections.
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  GatewayCloseCodes,
  GatewayDispatchEvents,
  type GatewayIdentifyData,
  GatewayIntentBits,
  GatewayOpcodes,
  type GatewayRequestGuildMembersData,
  type GatewayResumeData,
} from 'discord-api-types/v10';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { shardOf } from '../snowflake.ts';
import type { World } from '../world.ts';
import { guildCreatePayload, readyPayload } from './payloads.ts';
import type { GatewayFrame, Session, Sessions } from './sessions.ts';

export const GATEWAY_PATH = '/gateway';
/** Another path than for new sessions, so that tests see whether the bot resumes where it was told to. */
export const RESUME_PATH = '/gateway/resume';

const ALL_INTENTS = Object.values(GatewayIntentBits).reduce<number>(
  (all, bit) => (typeof bit === 'number' ? all | bit : all),
  0,
);
const PRIVILEGED_INTENTS =
  GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences | GatewayIntentBits.MessageContent;
/** A connection may send this many frames a minute. */
const FRAMES_A_MINUTE = 120;
const MINUTE_MS = 60_000;

const AUTHENTICATING: readonly GatewayOpcodes[] = [GatewayOpcodes.Identify, GatewayOpcodes.Resume];
/** What a bot may ask for without any effect here. */
const IGNORED: readonly GatewayOpcodes[] = [GatewayOpcodes.PresenceUpdate, GatewayOpcodes.VoiceStateUpdate];

/** What a test can do to the bot's connection. */
export interface GatewayControl {
  /** Every frame in both directions, oldest first. */
  readonly frames: readonly GatewayFrame[];
  /** Connections that are identified or resumed right now. */
  readonly connections: () => number;
  /** Cuts every connection without a word, as a network does. */
  readonly dropSockets: () => void;
  /** Closes every connection with this code. */
  readonly closeSockets: (code: number) => void;
  /** Hangs up on the next `times` connections; 0 to take them again. */
  readonly refuseConnections: (times?: number) => void;
  /** Tells the bot that its session is over. Not resumable: it has to identify again and what it missed is lost. */
  readonly invalidateSession: (resumable: boolean) => void;
  /** Lets the next resume fail, as after too long an absence. */
  readonly forgetSessions: () => void;
  /** Asks the bot to reconnect (op 7). */
  readonly requestReconnect: () => void;
  /** False: heartbeats are no longer acknowledged. */
  readonly acknowledgeHeartbeats: (on: boolean) => void;
}

/** A breach of the protocol by the bot: the close code that it got, and why. */
export type GatewayBreach = (code: GatewayCloseCodes, reason: string, data: unknown) => void;

/** Serves the gateway on the HTTP server. */
export function startGateway(
  server: Server,
  world: World,
  sessions: Sessions,
  hooks: { changed: () => void; breach: GatewayBreach },
): GatewayControl & { readonly close: () => void } {
  const sockets = new WebSocketServer({ noServer: true });
  let refusals = 0;
  let acknowledging = true;

  const live = (): Session[] => [...sessions.all.values()].filter((session) => session.socket);
  const tell = (socket: WebSocket, op: GatewayOpcodes, data: unknown): void => {
    sessions.frames.push({ from: 'server', op, data, at: world.now() });
    socket.send(JSON.stringify({ op, d: data, s: null, t: null }));
  };

  const identify = (socket: WebSocket, data: GatewayIdentifyData): Session | GatewayCloseCodes => {
    if (data?.token !== world.token) return GatewayCloseCodes.AuthenticationFailed;
    if (!Number.isInteger(data.intents) || data.intents & ~ALL_INTENTS) return GatewayCloseCodes.InvalidIntents;
    if (data.intents & PRIVILEGED_INTENTS & ~world.privilegedIntents) return GatewayCloseCodes.DisallowedIntents;
    const [shard, count] = data.shard ?? [0, 1];
    if (shard < 0 || shard >= count) return GatewayCloseCodes.InvalidShard;
    const session = sessions.open(data, socket);
    const guilds = [...world.guilds.values()].filter(({ id }) => shardOf(id, count) === shard);
    const url = `${world.origin().replace('http', 'ws')}${RESUME_PATH}`;
    sessions.dispatch(session, GatewayDispatchEvents.Ready, readyPayload(world, session, guilds, url));
    if (!(data.intents & GatewayIntentBits.Guilds)) return session;
    for (const guild of guilds) {
      sessions.dispatch(session, GatewayDispatchEvents.GuildCreate, guildCreatePayload(world, guild));
    }
    return session;
  };

  const resume = (socket: WebSocket, data: GatewayResumeData): Session | GatewayCloseCodes | undefined => {
    if (data?.token !== world.token) return GatewayCloseCodes.AuthenticationFailed;
    const session = sessions.all.get(data.session_id);
    if (!session?.resumable) return undefined;
    if (data.seq > session.sent.length) return GatewayCloseCodes.InvalidSeq;
    session.socket?.terminate();
    session.socket = socket;
    sessions.replay(session, data.seq);
    sessions.dispatch(session, GatewayDispatchEvents.Resumed, undefined);
    return session;
  };

  const sendMembers = (session: Session, data: GatewayRequestGuildMembersData): void => {
    const guild = world.guilds.get(String(data.guild_id));
    if (!guild) return;
    const ids = 'user_ids' in data && data.user_ids ? [data.user_ids].flat() : undefined;
    const prefix = 'query' in data ? (data.query ?? '').toLowerCase() : '';
    const members = [...guild.members.values()]
      .filter(({ user }) => (ids ? ids.includes(user.id) : user.username.toLowerCase().startsWith(prefix)))
      .slice(0, ('limit' in data && data.limit) || undefined);
    const nonce = data.nonce === undefined ? {} : { nonce: data.nonce };
    const chunk = { guild_id: guild.id, members, chunk_index: 0, chunk_count: 1, ...nonce };
    sessions.dispatch(session, GatewayDispatchEvents.GuildMembersChunk, chunk);
  };

  sockets.on('connection', (socket, request) => {
    let session: Session | undefined;
    let recent: number[] = [];
    const fail = (code: GatewayCloseCodes, data: unknown): void => {
      hooks.breach(code, GatewayCloseCodes[code] ?? String(code), data);
      socket.close(code, GatewayCloseCodes[code]);
    };
    const start = (outcome: Session | GatewayCloseCodes | undefined, data: unknown): void => {
      if (outcome === undefined) tell(socket, GatewayOpcodes.InvalidSession, false);
      else if (typeof outcome === 'number') fail(outcome, data);
      else session = outcome;
    };
    // An invalidated session has left its socket, on which the bot may identify or resume anew.
    const current = (): Session | undefined => (session?.socket === socket ? session : undefined);
    const authenticate = (op: GatewayOpcodes, data: unknown): void => {
      if (current()) fail(GatewayCloseCodes.AlreadyAuthenticated, data);
      else if (op === GatewayOpcodes.Identify) start(identify(socket, data as GatewayIdentifyData), data);
      else start(resume(socket, data as GatewayResumeData), data);
    };
    const obey = (op: GatewayOpcodes, data: unknown): void => {
      const sender = current();
      if (!sender) fail(GatewayCloseCodes.NotAuthenticated, data);
      else if (op === GatewayOpcodes.RequestGuildMembers) sendMembers(sender, data as GatewayRequestGuildMembersData);
      else if (!IGNORED.includes(op)) fail(GatewayCloseCodes.UnknownOpcode, data);
    };
    const receive = (raw: RawData): void => {
      const frame = parsed(raw);
      recent = [...recent.filter((at) => at > world.now() - MINUTE_MS), world.now()];
      if (frame) sessions.frames.push({ from: 'bot', op: frame.op, data: frame.d, at: world.now() });
      if (recent.length > FRAMES_A_MINUTE) fail(GatewayCloseCodes.RateLimited, frame);
      else if (!frame) fail(GatewayCloseCodes.DecodeError, String(raw));
      else if (frame.op === GatewayOpcodes.Heartbeat) {
        if (acknowledging) tell(socket, GatewayOpcodes.HeartbeatAck, null);
      } else if (AUTHENTICATING.includes(frame.op)) authenticate(frame.op, frame.d);
      else obey(frame.op, frame.d);
    };
    socket.on('message', (raw) => {
      receive(raw);
      hooks.changed();
    });
    socket.on('error', () => undefined);
    socket.on('close', (code) => {
      if (session?.socket === socket) session.socket = undefined;
      // A client that says goodbye in the ordinary way gives up its session.
      if (session && (code === 1000 || code === 1001)) session.resumable = false;
      hooks.changed();
    });
    const query = new URL(request.url ?? '', world.origin()).searchParams;
    if (query.get('v') !== '10') return fail(GatewayCloseCodes.InvalidAPIVersion, request.url);
    tell(socket, GatewayOpcodes.Hello, { heartbeat_interval: world.limits.heartbeatMs });
  });

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const { pathname } = new URL(request.url ?? '', world.origin());
    socket.on('error', () => undefined);
    if (refusals > 0 || ![GATEWAY_PATH, RESUME_PATH].includes(pathname.replace(/\/$/, ''))) {
      refusals = Math.max(0, refusals - 1);
      socket.destroy();
      hooks.changed();
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => sockets.emit('connection', webSocket, request));
  });

  const dropSockets = (): void => {
    for (const socket of sockets.clients) socket.terminate();
  };
  return {
    frames: sessions.frames,
    connections: () => live().length,
    dropSockets,
    closeSockets: (code) => {
      for (const socket of sockets.clients) socket.close(code);
    },
    refuseConnections: (times = Number.POSITIVE_INFINITY) => {
      refusals = times;
    },
    invalidateSession: (resumable) => {
      for (const session of live()) {
        session.resumable = resumable;
        if (session.socket) tell(session.socket, GatewayOpcodes.InvalidSession, resumable);
        session.socket = undefined;
      }
    },
    forgetSessions: () => {
      for (const session of sessions.all.values()) session.resumable = false;
    },
    requestReconnect: () => {
      for (const { socket } of live()) if (socket) tell(socket, GatewayOpcodes.Reconnect, null);
    },
    acknowledgeHeartbeats: (on) => {
      acknowledging = on;
    },
    close: dropSockets,
  };
}

function parsed(raw: RawData): { op: GatewayOpcodes; d: unknown } | undefined {
  try {
    const frame: unknown = JSON.parse(String(raw));
    const valid = typeof frame === 'object' && frame !== null && 'op' in frame && typeof frame.op === 'number';
    return valid ? (frame as { op: GatewayOpcodes; d: unknown }) : undefined;
  } catch {
    return undefined;
  }
}
