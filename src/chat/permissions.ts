import { OAuth2Scopes, PermissionFlagsBits, PermissionsBitField } from 'discord.js';
import type { Log } from '../log.ts';
import { CODES, codeOf } from './discord-errors.ts';
import { texts } from './texts.ts';

/** A permission that Seogi needs somewhere. */
export type Needed = keyof typeof texts.permission;

/** All of them. */
export const NEEDED = Object.keys(texts.permission) as Needed[];

/** The address where somebody invites the bot into their server, with what it needs and no more. */
export function inviteUrl(applicationId: string): string {
  const permissions = new PermissionsBitField(NEEDED.map((name) => PermissionFlagsBits[name]));
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands].join(' '),
    permissions: permissions.bitfield.toString(),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}

/** Permissions as people find them in Discord's settings, each with its name in the API. */
export const permissionText = (permissions: readonly Needed[]): string =>
  permissions.map((name) => `${texts.permission[name]}(${name})`).join(', ');

/** Which of the needed permissions are missing among those held; none where nobody knows what is held. */
export function missing(held: Readonly<PermissionsBitField> | null | undefined, needed: readonly Needed[]): Needed[] {
  return held ? needed.filter((name) => !held.has(PermissionFlagsBits[name])) : [];
}

/** What a refusal of Discord's says is missing: seeing the channel at all, or else what was needed in it. */
export function refused(error: unknown, needed: Needed): Needed {
  return codeOf(error) === CODES.missingAccess ? 'ViewChannel' : needed;
}

/** Says once for each channel and permission what is missing and what to do. */
export function openPermissionNotes(log: Log): (channel: string, permissions: readonly Needed[]) => void {
  const said = new Set<string>();
  return (channel, permissions) => {
    const fresh = permissions.filter((name) => !said.has(`${channel} ${name}`));
    if (fresh.length === 0) return;
    for (const name of fresh) said.add(`${channel} ${name}`);
    log.warn(texts.log.missingPermission(channel, permissionText(fresh)));
  };
}
