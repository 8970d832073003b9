// The sessions of the bots: which events each hears, and what has to be told again after a lost connection.
import {
  GatewayDispatchEvents,
  type GatewayIdentifyData,
  GatewayIntentBits,
  GatewayOpcodes,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import type { WebSocket } from 'ws';
import { withheld } from '../model/message-payload.ts';
import { mayIn } from '../permissions.ts';
import { shardOf } from '../snowflake.ts';
import type { Audience, EventData, World } from '../world.ts';

/** One frame over a gateway connection, for tests to look at. */
export interface GatewayFrame {
  readonly from: 'bot' | 'server';
  readonly op: GatewayOpcodes;
  /** The event's name, of a dispatch. */
  readonly event?: string;
  /** The sequence number, of a dispatch. */
  readonly sequence?: number;
  readonly data: unknown;
  readonly at: number;
}

/** What the bot asked for when it identified, and all it was told since. */
export interface Session {
  readonly id: string;
  readonly intents: number;
  readonly shard: readonly [id: number, count: number];
  /** Every dispatch so far; the sequence number is the place, from 1. */
  readonly sent: GatewayFrame[];
  socket: WebSocket | undefined;
  /** False: a resume is answered with INVALID_SESSION. */
  resumable: boolean;
}

export interface Sessions {
  readonly all: Map<string, Session>;
  /** Every frame in both directions, oldest first. */
  readonly frames: GatewayFrame[];
  readonly open: (identify: GatewayIdentifyData, socket: WebSocket) => Session;
  readonly dispatch: <T extends GatewayDispatchEvents>(session: Session, event: T, data: EventData<T>) => void;
  /** Tells the event to every session that hears it. */
  readonly publish: World['publish'];
  /** Tells the session's socket what came after that sequence number. */
  readonly replay: (session: Session, after: number) => void;
}

const MESSAGE_EVENTS: readonly string[] = [GatewayDispatchEvents.MessageCreate, GatewayDispatchEvents.MessageUpdate];

function hears(world: World, session: Session, { intents, guildId, channel }: Audience): boolean {
  if (!session.socket && !session.resumable) return false;
  const [shard, count] = session.shard;
  if ((guildId === undefined ? 0 : shardOf(guildId, count)) !== shard) return false;
  if (intents !== undefined && !(session.intents & intents)) return false;
  return !channel || mayIn(world, channel, world.bot.id, PermissionFlagsBits.ViewChannel);
}

/** What this session gets to see of the event: message contents and members only with the intents for them. */
function seen<T extends GatewayDispatchEvents>(
  world: World,
  session: Session,
  event: T,
  data: EventData<T>,
): EventData<T> {
  const { bot } = world;
  if (MESSAGE_EVENTS.includes(event) && !(session.intents & GatewayIntentBits.MessageContent)) {
    const message = data as EventData<GatewayDispatchEvents.MessageCreate>;
    return message.guild_id ? (withheld(message, bot.id) as EventData<T>) : data;
  }
  if (event === GatewayDispatchEvents.GuildCreate && !(session.intents & GatewayIntentBits.GuildMembers)) {
    const guild = data as EventData<GatewayDispatchEvents.GuildCreate>;
    return { ...guild, members: guild.members.filter(({ user }) => user.id === bot.id) } as EventData<T>;
  }
  return data;
}

/** Keeps the sessions of one server. `changed` is called after each frame. */
export function createSessions(world: () => World, changed: () => void): Sessions {
  const all = new Map<string, Session>();
  const frames: GatewayFrame[] = [];

  const send = (session: Session, frame: GatewayFrame): void => {
    if (!session.socket) return;
    frames.push(frame);
    session.socket.send(JSON.stringify({ op: frame.op, t: frame.event, s: frame.sequence, d: frame.data }));
  };
  const dispatch: Sessions['dispatch'] = (session, event, data) => {
    const sequence = session.sent.length + 1;
    // A copy: what was told stays as it was, also when it is told again.
    const told = structuredClone(seen(world(), session, event, data) ?? null);
    const frame: GatewayFrame = {
      from: 'server',
      op: GatewayOpcodes.Dispatch,
      event,
      sequence,
      data: told,
      at: world().now(),
    };
    session.sent.push(frame);
    send(session, frame);
    changed();
  };

  return {
    all,
    frames,
    dispatch,
    open: ({ intents, shard }, socket) => {
      const id = world().nextId();
      const session: Session = { id, intents, shard: shard ?? [0, 1], sent: [], socket, resumable: true };
      all.set(id, session);
      return session;
    },
    publish: (event, data, audience) => {
      for (const session of all.values()) {
        if (hears(world(), session, audience)) dispatch(session, event, data);
      }
      changed();
    },
    replay: (session, after) => {
      for (const frame of session.sent.slice(after)) send(session, { ...frame, at: world().now() });
    },
  };
}
