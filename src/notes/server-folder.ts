import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Scope } from '../domain.ts';

/** A server's number, as it names its scope and its folder. */
const SERVER = /^\d{17,20}$/;

/** The folder that all servers' own notes are below. */
export const serversFolder = (dataDir: string): string => join(dataDir, 'servers');

/** Where a server's own notes are. Throws for a scope that is no server's: it must never lead anywhere else. */
export function serverNotes(dataDir: string, scope: Scope): string {
  if (!SERVER.test(scope)) throw new Error('Not a server');
  return join(serversFolder(dataDir), scope, 'notes');
}

/** The servers that have notes of their own, or had. */
export async function listServers(dataDir: string): Promise<Scope[]> {
  const names = await readdir(serversFolder(dataDir)).catch(() => []);
  return names.filter((name) => SERVER.test(name)).sort();
}

/** Whose notes the file at a path is one of; undefined for anything else. */
export function serverOfPath(dataDir: string, path: string): Scope | undefined {
  const [scope = ''] = relative(serversFolder(dataDir), path).split(sep);
  return SERVER.test(scope) ? scope : undefined;
}
