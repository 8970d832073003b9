// Users, roles, channels and files that an interaction names, with what Discord tells about each.
import type {
  APIAttachment,
  APIInteractionDataResolved,
  APIInteractionDataResolvedChannel,
} from 'discord-api-types/v10';
import { channelPayload } from '../model/channels.ts';
import { permissionsIn } from '../permissions.ts';
import type { ChannelRecord, GuildRecord, World } from '../world.ts';

/** Gathers what is named in one interaction. */
export interface Resolved {
  /** False where nobody has that id. */
  readonly user: (id: string) => boolean;
  readonly role: (id: string) => boolean;
  readonly channel: (id: string) => boolean;
  readonly attachment: (attachment: APIAttachment) => void;
  readonly data: APIInteractionDataResolved;
}

/** Starts gathering for an interaction of the user in the channel. */
export function createResolved(
  world: World,
  guild: GuildRecord | undefined,
  where: ChannelRecord,
  userId: string,
): Resolved {
  const data: APIInteractionDataResolved = {};
  return {
    data,
    user: (id) => {
      const user = world.users.get(id);
      if (!user) return false;
      data.users = { ...data.users, [id]: user };
      const member = guild?.members.get(id);
      if (!member) return true;
      const { user: _, deaf: __, mute: ___, ...rest } = member;
      data.members = { ...data.members, [id]: { ...rest, permissions: String(permissionsIn(world, where, id)) } };
      return true;
    },
    role: (id) => {
      const role = guild?.roles.get(id);
      if (role) data.roles = { ...data.roles, [id]: role };
      return role !== undefined;
    },
    channel: (id) => {
      const channel = world.channels.get(id);
      if (!channel || channel.guildId !== guild?.id) return false;
      const permissions = String(permissionsIn(world, channel, userId));
      const payload = { ...channelPayload(world, channel), permissions } as APIInteractionDataResolvedChannel;
      data.channels = { ...data.channels, [id]: payload };
      return true;
    },
    attachment: (attachment) => {
      data.attachments = { ...data.attachments, [attachment.id]: attachment };
    },
  };
}
