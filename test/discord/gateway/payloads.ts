import {
  ApplicationFlags,
  type GatewayGuildCreateDispatchData,
  GatewayIntentBits,
  type GatewayReadyDispatchData,
  GuildDefaultMessageNotifications,
  GuildExplicitContentFilter,
  GuildMFALevel,
  GuildNSFWLevel,
  GuildPremiumTier,
  GuildVerificationLevel,
} from 'discord-api-types/v10';
import { channelPayload, threadPayload } from '../model/channels.ts';
import type { GuildRecord, World } from '../world.ts';
import type { Session } from './sessions.ts';

/** The application's flags say which privileged intents it has. */
export function applicationFlags(world: World): number {
  const flags = [
    [GatewayIntentBits.GuildPresences, ApplicationFlags.GatewayPresenceLimited],
    [GatewayIntentBits.GuildMembers, ApplicationFlags.GatewayGuildMembersLimited],
    [GatewayIntentBits.MessageContent, ApplicationFlags.GatewayMessageContentLimited],
  ] as const;
  return flags.reduce((sum, [intent, flag]) => (world.privilegedIntents & intent ? sum | flag : sum), 0);
}

/** What READY tells: who the bot is and in which guilds, whose details follow one by one. */
export function readyPayload(
  world: World,
  session: Session,
  guilds: readonly GuildRecord[],
  url: string,
): GatewayReadyDispatchData {
  return {
    v: 10,
    user: world.bot,
    guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
    session_id: session.id,
    resume_gateway_url: url,
    shard: [...session.shard],
    application: { id: world.bot.id, flags: applicationFlags(world), flags_new: String(applicationFlags(world)) },
  };
}

/** The guild as REST answers with it. */
export function guildPayload(guild: GuildRecord) {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    banner: null,
    description: null,
    owner_id: guild.ownerId,
    afk_channel_id: null,
    afk_timeout: 300 as const,
    verification_level: GuildVerificationLevel.None,
    default_message_notifications: GuildDefaultMessageNotifications.OnlyMentions,
    explicit_content_filter: GuildExplicitContentFilter.Disabled,
    roles: [...guild.roles.values()],
    emojis: [],
    stickers: [],
    features: [],
    mfa_level: GuildMFALevel.None,
    application_id: null,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    vanity_url_code: null,
    premium_tier: GuildPremiumTier.None,
    premium_progress_bar_enabled: false,
    preferred_locale: guild.locale,
    public_updates_channel_id: null,
    safety_alerts_channel_id: null,
    nsfw_level: GuildNSFWLevel.Default,
    hub_type: null,
    incidents_data: null,
    approximate_member_count: guild.members.size,
  };
}

/** What GUILD_CREATE tells. */
export function guildCreatePayload(world: World, guild: GuildRecord): GatewayGuildCreateDispatchData {
  const channels = [...world.channels.values()].filter((channel) => channel.guildId === guild.id && !channel.deleted);
  const members = [...guild.members.values()];
  const texts = channels.filter((channel) => !channel.thread).map((channel) => channelPayload(world, channel));
  return {
    ...guildPayload(guild),
    joined_at: guild.joinedAt,
    large: false,
    unavailable: false,
    member_count: members.length,
    voice_states: [],
    members,
    channels: texts as GatewayGuildCreateDispatchData['channels'],
    threads: channels
      .filter((channel) => channel.thread && !channel.thread.archived)
      .map((channel) => threadPayload(world, channel)),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}
