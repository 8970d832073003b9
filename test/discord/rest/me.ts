import { GatewayIntentBits } from 'discord-api-types/v10';
import { apiError } from '../api-error.ts';
import { GATEWAY_PATH } from '../gateway/gateway.ts';
import { applicationFlags, guildPayload } from '../gateway/payloads.ts';
import { channelPayload, dmWith, threadPayload } from '../model/channels.ts';
import { guildPermissions } from '../permissions.ts';
import { dmCreate } from '../schema/bodies.ts';
import type { World } from '../world.ts';
import { guildOf } from './find.ts';
import { bodyRoute, type Call, ok, orFail, type Route, route } from './route.ts';

function application({ bot, privilegedIntents, ...world }: World) {
  return {
    id: bot.id,
    name: bot.username,
    icon: null,
    description: '',
    bot,
    bot_public: false,
    bot_require_code_grant: false,
    flags: applicationFlags({ bot, privilegedIntents, ...world }),
    verify_key: '0'.repeat(64),
    owner: { ...bot, bot: false },
    team: null,
    summary: '',
  };
}

function gatewayUrl(world: World): string {
  return `${world.origin().replace('http', 'ws')}${GATEWAY_PATH}`;
}

function requireMembersIntent(world: World): void {
  if (!(world.privilegedIntents & GatewayIntentBits.GuildMembers)) throw apiError('missingAccess');
}

function openDm({ world, body }: Call<{ recipient_id?: string | null }>) {
  const userId = body.recipient_id ?? '';
  // Bots cannot write to bots, to themselves, or to nobody.
  if (!world.users.has(userId) || world.users.get(userId)?.bot) throw apiError('cannotDm');
  return ok(channelPayload(world, dmWith(world, userId)));
}

/** The bot itself, its gateway, its guilds and their members. */
export const meRoutes: readonly Route[] = [
  route('GET', '/gateway', ({ world }) => ok({ url: gatewayUrl(world) }), false),
  route('GET', '/gateway/bot', ({ world }) =>
    ok({
      url: gatewayUrl(world),
      shards: 1,
      session_start_limit: { total: 1_000, remaining: 999, reset_after: 86_400_000, max_concurrency: 1 },
    }),
  ),
  route('GET', '/users/@me', ({ world }) => ok(world.bot)),
  route('GET', '/users/@me/guilds', ({ world, query }) => {
    const after = BigInt(query.text('after') ?? 0);
    const guilds = [...world.guilds.values()].filter(({ id }) => BigInt(id) > after);
    return ok(
      guilds.slice(0, query.count('limit', 1, 200)).map((guild) => ({
        ...{ id: guild.id, name: guild.name, icon: null, banner: null, features: [] },
        ...{ owner: guild.ownerId === world.bot.id, permissions: String(guildPermissions(guild, world.bot.id)) },
      })),
    );
  }),
  bodyRoute('POST', '/users/@me/channels', dmCreate, openDm),
  route('GET', '/users/:user', ({ world, param }) => ok(orFail(world.users.get(param('user')), 'unknownUser'))),
  route('GET', '/applications/@me', ({ world }) => ok(application(world))),
  route('GET', '/oauth2/applications/@me', ({ world }) => ok(application(world))),
  route('GET', '/guilds/:guild', (call) => ok(guildPayload(guildOf(call)))),
  route('GET', '/guilds/:guild/channels', (call) => {
    const { id } = guildOf(call);
    const channels = [...call.world.channels.values()].filter((channel) => channel.guildId === id && !channel.deleted);
    return ok(channels.filter((channel) => !channel.thread).map((channel) => channelPayload(call.world, channel)));
  }),
  route('GET', '/guilds/:guild/threads/active', (call) => {
    const { id } = guildOf(call);
    const channels = [...call.world.channels.values()].filter((channel) => channel.guildId === id && !channel.deleted);
    const threads = channels.filter((channel) => channel.thread && !channel.thread.archived);
    return ok({ threads: threads.map((channel) => threadPayload(call.world, channel)), members: [] });
  }),
  route('GET', '/guilds/:guild/roles', (call) => ok([...guildOf(call).roles.values()])),
  route('GET', '/guilds/:guild/members', (call) => {
    requireMembersIntent(call.world);
    return ok([...guildOf(call).members.values()].slice(0, call.query.count('limit', 1, 1_000)));
  }),
  route('GET', '/guilds/:guild/members/search', (call) => {
    const prefix = (call.query.text('query') ?? '').toLowerCase();
    const members = [...guildOf(call).members.values()];
    const found = members.filter(({ user }) => user.username.toLowerCase().startsWith(prefix));
    return ok(found.slice(0, call.query.count('limit', 1, 1_000)));
  }),
  route('GET', '/guilds/:guild/members/:user', (call) => {
    const { members } = guildOf(call);
    orFail(call.world.users.get(call.param('user')), 'unknownUser');
    return ok(orFail(members.get(call.param('user')), 'unknownMember'));
  }),
];
