import { type ChatInputCommandInteraction, PermissionFlagsBits } from 'discord.js';
import type { OnMessage } from '../acknowledge.ts';
import type { Bot } from '../bot.ts';

/** The role whose members may change a server's notes. */
const ROLE = 'notes-role';

type Doer = Pick<ChatInputCommandInteraction | OnMessage, 'guildId' | 'member' | 'memberPermissions'>;

/** Whether somebody may decide who changes notes. */
export const mayManage = ({ memberPermissions }: Pick<Doer, 'memberPermissions'>): boolean =>
  memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false;

/** Whether somebody may change the notes of the server that they are in, as Discord tells of them now. */
export async function mayChange(bot: Pick<Bot, 'store'>, doer: Doer): Promise<boolean> {
  if (doer.guildId === null) return false;
  if (mayManage(doer)) return true;
  const role = await bot.store.setting(doer.guildId, ROLE);
  const roles = doer.member?.roles ?? [];
  const held = Array.isArray(roles) ? roles : [...roles.cache.keys()];
  return role !== undefined && held.includes(role);
}

/** Sets the role whose members may change a server's notes; undefined for nobody's. */
export function setNotesRole({ store }: Pick<Bot, 'store'>, guild: string, role: string | undefined): Promise<void> {
  return store.setSetting(guild, ROLE, role);
}
