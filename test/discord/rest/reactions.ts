import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { apiError } from '../api-error.ts';
import { react } from '../model/reactions.ts';
import { requireBot } from '../permissions.ts';
import { channelOf, messageOf } from './find.ts';
import { type Call, noContent, ok, type Reply, type Route, route } from './route.ts';

const PATH = '/channels/:channel/messages/:message/reactions/:emoji';
/** Emojis of Unicode's with their modifiers, a keycap, or a guild's own as `name:id`. */
const EMOJI =
  /^(?:\w{2,32}:\d{17,20}|(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\u{fe0f}|\u{200d})+|[0-9#*]\u{fe0f}?\u{20e3})$/u;

function set(call: Call<unknown>, userId: string, on: boolean, permissions: bigint): Reply {
  const { world } = call;
  const channel = channelOf(call);
  const record = messageOf(call, channel);
  const emoji = emojiIn(call);
  if (!(on && record.reactions.has(emoji))) requireBot(world, channel, permissions);
  react(world, channel, record, emoji, userId, on);
  return noContent();
}

function emojiIn({ param }: Call<unknown>): string {
  const emoji = param('emoji');
  if (!EMOJI.test(emoji)) throw apiError('unknownEmoji');
  return emoji;
}

/** Reactions on a message. */
export const reactionRoutes: readonly Route[] = [
  route('PUT', `${PATH}/@me`, (call) => set(call, call.world.bot.id, true, P.AddReactions | P.ReadMessageHistory)),
  route('DELETE', `${PATH}/@me`, (call) => set(call, call.world.bot.id, false, 0n)),
  route('DELETE', `${PATH}/:user`, (call) => set(call, call.param('user'), false, P.ManageMessages)),
  route('GET', PATH, (call) => {
    const record = messageOf(call, channelOf(call));
    const ids = [...(record.reactions.get(emojiIn(call)) ?? [])];
    return ok(ids.flatMap((id) => call.world.users.get(id) ?? []).slice(0, call.query.count('limit', 25, 100)));
  }),
];
