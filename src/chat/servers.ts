import { PermissionsBitField, type REST, Routes } from 'discord.js';
import { z } from 'zod';
import { clean } from './inert.ts';
import { missing, NEEDED, type Needed } from './permissions.ts';

/** Servers that Discord tells of at a time, at most. */
const PAGE = 200;

const Servers = z.array(z.object({ id: z.string(), name: z.string(), permissions: z.string() }));

/** A server that the bot is in. */
export interface ServerPermissions {
  readonly id: string;
  /** Fit for a terminal. */
  readonly name: string;
  /** What the bot needs and its roles do not give it; a channel may say otherwise. */
  readonly missing: readonly Needed[];
}

/** All servers that the bot is in, in the order of their ids. */
export async function readServers(rest: REST): Promise<ServerPermissions[]> {
  const found: ServerPermissions[] = [];
  for (;;) {
    const query = new URLSearchParams({ limit: String(PAGE), after: found.at(-1)?.id ?? '0' });
    const page = Servers.parse(await rest.get(Routes.userGuilds(), { query }));
    for (const { id, name, permissions } of page) {
      const held = new PermissionsBitField(BigInt(permissions));
      found.push({ id, name: clean(name), missing: missing(held, NEEDED) });
    }
    if (page.length < PAGE) return found;
  }
}
