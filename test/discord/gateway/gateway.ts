// The gateway as a whole: it takes connections, and a test can disturb them.
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { GatewayOpcodes } from 'discord-api-types/v10';
import { WebSocketServer } from 'ws';
import type { World } from '../world.ts';
import { type GatewayParts, RESUME_PATH, serveConnection } from './connection.ts';
import type { GatewayFrame, Session, Sessions } from './sessions.ts';

export const GATEWAY_PATH = '/gateway';

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

/** Serves the gateway on the HTTP server. */
export function startGateway(
  server: Server,
  world: World,
  sessions: Sessions,
  hooks: Pick<GatewayParts, 'changed' | 'breach'>,
): GatewayControl {
  const sockets = new WebSocketServer({ noServer: true });
  let refusals = 0;
  let acknowledging = true;

  const live = (): Session[] => [...sessions.all.values()].filter((session) => session.socket);
  const tell: GatewayParts['tell'] = (socket, op, data) => {
    sessions.frames.push({ from: 'server', op, data, at: world.now() });
    socket.send(JSON.stringify({ op, d: data, s: null, t: null }));
  };
  const parts: GatewayParts = { world, sessions, tell, acknowledging: () => acknowledging, ...hooks };

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const { pathname } = new URL(request.url ?? '', world.origin());
    socket.on('error', () => undefined);
    if (refusals > 0 || ![GATEWAY_PATH, RESUME_PATH].includes(pathname.replace(/\/$/, ''))) {
      refusals = Math.max(0, refusals - 1);
      socket.destroy();
      hooks.changed();
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => serveConnection(parts, webSocket, request));
  });

  return {
    frames: sessions.frames,
    connections: () => live().length,
    dropSockets: () => {
      for (const socket of sockets.clients) socket.terminate();
    },
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
  };
}
