// The gateway's protocol (version 10, JSON) with one client: hello, identify, heartbeat, resume.
import type { IncomingMessage } from 'node:http';
import {
  GatewayCloseCodes,
  GatewayDispatchEvents,
  type GatewayIdentifyData,
  GatewayIntentBits,
  GatewayOpcodes,
  type GatewayRequestGuildMembersData,
  type GatewayResumeData,
} from 'discord-api-types/v10';
import type { RawData, WebSocket } from 'ws';
import { shardOf } from '../snowflake.ts';
import type { World } from '../world.ts';
import { guildCreatePayload, readyPayload } from './payloads.ts';
import type { Session, Sessions } from './sessions.ts';

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

/** What a connection needs of the gateway. */
export interface GatewayParts {
  readonly world: World;
  readonly sessions: Sessions;
  /** Sends a frame that is no event. */
  readonly tell: (socket: WebSocket, op: GatewayOpcodes, data: unknown) => void;
  /** Whether heartbeats are acknowledged. */
  readonly acknowledging: () => boolean;
  /** Notes a breach of the protocol by the bot: the close code that it got, and why. */
  readonly breach: (code: GatewayCloseCodes, reason: string, data: unknown) => void;
  readonly changed: () => void;
}

/** Opens a session; or the code to close with. */
function identify(
  { world, sessions }: GatewayParts,
  socket: WebSocket,
  data: GatewayIdentifyData,
): Session | GatewayCloseCodes {
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
}

/** Takes a session up again; or the code to close with; or undefined where there is no such session. */
function resume(
  { world, sessions }: GatewayParts,
  socket: WebSocket,
  data: GatewayResumeData,
): Session | GatewayCloseCodes | undefined {
  if (data?.token !== world.token) return GatewayCloseCodes.AuthenticationFailed;
  const session = sessions.all.get(data.session_id);
  if (!session?.resumable) return undefined;
  if (data.seq > session.sent.length) return GatewayCloseCodes.InvalidSeq;
  session.socket?.terminate();
  session.socket = socket;
  sessions.replay(session, data.seq);
  sessions.dispatch(session, GatewayDispatchEvents.Resumed, undefined);
  return session;
}

function sendMembers({ world, sessions }: GatewayParts, session: Session, data: GatewayRequestGuildMembersData): void {
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
}

/** Speaks with one client from hello to goodbye. */
export function serveConnection(parts: GatewayParts, socket: WebSocket, request: IncomingMessage): void {
  const { world, sessions, tell } = parts;
  let session: Session | undefined;
  let recent: number[] = [];
  const fail = (code: GatewayCloseCodes, data: unknown): void => {
    parts.breach(code, GatewayCloseCodes[code] ?? String(code), data);
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
    else if (op === GatewayOpcodes.Identify) start(identify(parts, socket, data as GatewayIdentifyData), data);
    else start(resume(parts, socket, data as GatewayResumeData), data);
  };
  const obey = (op: GatewayOpcodes, data: unknown): void => {
    const sender = current();
    if (!sender) fail(GatewayCloseCodes.NotAuthenticated, data);
    else if (op === GatewayOpcodes.RequestGuildMembers)
      sendMembers(parts, sender, data as GatewayRequestGuildMembersData);
    else if (!IGNORED.includes(op)) fail(GatewayCloseCodes.UnknownOpcode, data);
  };
  const receive = (raw: RawData): void => {
    const frame = parsed(raw);
    recent = [...recent.filter((at) => at > world.now() - MINUTE_MS), world.now()];
    if (frame) sessions.frames.push({ from: 'bot', op: frame.op, data: frame.d, at: world.now() });
    if (recent.length > FRAMES_A_MINUTE) fail(GatewayCloseCodes.RateLimited, frame);
    else if (!frame) fail(GatewayCloseCodes.DecodeError, String(raw));
    else if (frame.op === GatewayOpcodes.Heartbeat) {
      if (parts.acknowledging()) tell(socket, GatewayOpcodes.HeartbeatAck, null);
    } else if (AUTHENTICATING.includes(frame.op)) authenticate(frame.op, frame.d);
    else obey(frame.op, frame.d);
  };
  socket.on('message', (raw) => {
    receive(raw);
    parts.changed();
  });
  socket.on('error', () => undefined);
  socket.on('close', (code) => {
    if (session?.socket === socket) session.socket = undefined;
    // A client that says goodbye in the ordinary way gives up its session.
    if (session && (code === 1000 || code === 1001)) session.resumable = false;
    parts.changed();
  });
  const query = new URL(request.url ?? '', world.origin()).searchParams;
  if (query.get('v') !== '10') fail(GatewayCloseCodes.InvalidAPIVersion, request.url);
  else tell(socket, GatewayOpcodes.Hello, { heartbeat_interval: world.limits.heartbeatMs });
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
