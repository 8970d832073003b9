import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { UserError } from '../errors.ts';

/** Codes of Discord's that Seogi knows what to do about. */
export const CODES = {
  unknownInteraction: 10062,
  alreadyAcknowledged: 40060,
  missingAccess: 50001,
  cannotWriteTo: 50007,
  noServerInCommon: 50278,
  unknownChannel: 10003,
  unknownUser: 10013,
  unknownGuild: 10004,
  unknownMessage: 10008,
  wrongChannelType: 50024,
  missingPermissions: 50013,
  cannotReplyWithoutHistory: 160002,
  archivedThread: 50083,
  threadExists: 160004,
} as const;

/** The code of Discord's answer; undefined for anything that is not one. */
export function codeOf(error: unknown): number | undefined {
  return error instanceof DiscordAPIError && typeof error.code === 'number' ? error.code : undefined;
}

/** Whether Discord says that the bot lacks a permission, or sees nothing of the channel. */
export function isPermissionFault(error: unknown): boolean {
  const code = codeOf(error);
  return code === CODES.missingPermissions || code === CODES.missingAccess;
}

/** Whether the connection failed, so that nobody knows if the request took effect. */
export function isConnectionFault(error: unknown): boolean {
  if (error instanceof DiscordAPIError || error instanceof HTTPError || error instanceof RateLimitError) return false;
  return (
    /^(?:UND_ERR_|E(?:CONN|PIPE|TIMEDOUT|NOTFOUND|AI_AGAIN|HOSTUNREACH|NETUNREACH))/.test(systemCode(error)) ||
    isTimeout(error)
  );
}

/** Of REST, or of the gateway's handshake, which has no code. */
const isTimeout = (error: unknown) =>
  error instanceof Error && (error.name === 'AbortError' || error.message === 'Opening handshake has timed out');

function systemCode(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause === error ? '' : systemCode(error.cause);
}

/**
 * What may be logged about an error: codes, status, method and route, where it arose. Never its message or address, in
 * which Discord's tokens or people's words can stand.
 */
export function describeError(error: unknown): string {
  if (error instanceof DiscordAPIError) {
    return `Discord ${error.code}, HTTP ${error.status}, ${error.method} ${routeOf(error.url)}`;
  }
  if (error instanceof HTTPError) return `HTTP ${error.status}, ${error.method} ${routeOf(error.url)}`;
  if (error instanceof RateLimitError) return `429, ${error.method} ${error.route}`;
  // Written for people to read, of their settings and files.
  if (error instanceof UserError) return error.message;
  if (!(error instanceof Error)) return typeof error;
  const name = nameOf(error);
  if (isConnectionFault(error)) return name;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [name, ...frames.slice(0, 6).map((line) => line.trim())].join('\n  ');
}

/** The least that may be logged about an error: its kind and its code. */
export function nameOf(error: Error): string {
  return [error.name, systemCode(error)].filter(Boolean).join(' ');
}

/** A request's path with ids and tokens left out. */
export function routeOf(url: string): string {
  const path = url.replace(/^https?:\/\/[^/]+/, '').replace(/\?.*$/, '');
  return path
    .replace(/^.*?\/v\d+(?=\/)/, '')
    .replace(/\/(interactions|webhooks)\/[^/]+\/[^/]+/, '/$1/:id/:token')
    .replace(/\/\d{15,}/g, '/:id');
}
