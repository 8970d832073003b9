import { AllowedMentionsTypes, type APIAllowedMentions, PermissionFlagsBits } from 'discord-api-types/v10';
import type { FormIssue } from './api-error.ts';
import { mayIn } from './permissions.ts';
import type { ChannelRecord, Pings, World } from './world.ts';

/** What decides who a message pings. */
export interface MentionSource {
  readonly channel: ChannelRecord;
  readonly authorId: string;
  /** Content and text components; embeds never ping. */
  readonly text: string;
  readonly allowed: APIAllowedMentions | null | undefined;
  /** The author of the message that is replied to. */
  readonly repliedUserId?: string | undefined;
}

const CODE = /```[\s\S]*?```|``[^`]*``|`[^`\n]*`/g;

function idsOf(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))];
}

/** Who the message pings, as Discord decides it: what stands in the text, what `allowed_mentions` lets through, and permissions. */
export function pingsOf(world: World, { channel, authorId, text, allowed, repliedUserId }: MentionSource): Pings {
  const plain = text.replace(CODE, ' ');
  const guild = channel.guildId === undefined ? undefined : world.guilds.get(channel.guildId);
  const mayPingAll = guild !== undefined && mayIn(world, channel, authorId, PermissionFlagsBits.MentionEveryone);
  const allows = (type: AllowedMentionsTypes): boolean => !allowed || (allowed.parse ?? []).includes(type);

  const users = idsOf(plain, /<@!?(\d+)>/g).filter(
    (id) =>
      (guild ? guild.members.has(id) : world.users.has(id)) &&
      (allows(AllowedMentionsTypes.User) || allowed?.users?.includes(id)),
  );
  const roles = idsOf(plain, /<@&(\d+)>/g).filter((id) => {
    const role = guild?.roles.get(id);
    const permitted = role !== undefined && (role.mentionable || mayPingAll);
    return permitted && (allows(AllowedMentionsTypes.Role) || allowed?.roles?.includes(id));
  });
  const pingsReplied = repliedUserId !== undefined && (allowed ? allowed.replied_user === true : true);
  return {
    everyone: mayPingAll && allows(AllowedMentionsTypes.Everyone) && /@(everyone|here)\b/.test(plain),
    users: pingsReplied ? [...new Set([...users, repliedUserId])] : users,
    roles,
  };
}

/** Everybody pinged by either of the two. */
export function joinPings(a: Pings, b: Pings): Pings {
  return {
    everyone: a.everyone || b.everyone,
    users: [...new Set([...a.users, ...b.users])],
    roles: [...new Set([...a.roles, ...b.roles])],
  };
}

/** Discord refuses to be told both "all of a kind" and "these of the kind". */
export function allowedMentionsIssues(allowed: APIAllowedMentions | null | undefined): FormIssue[] {
  const kinds = [
    [AllowedMentionsTypes.User, allowed?.users],
    [AllowedMentionsTypes.Role, allowed?.roles],
  ] as const;
  return kinds
    .filter(([kind, ids]) => ids && ids.length > 0 && allowed?.parse?.includes(kind))
    .map(([kind]) => ({
      path: ['allowed_mentions'],
      code: 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
      message: `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
    }));
}
