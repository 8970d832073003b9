import { MessageFlags, type RESTPostAPIInteractionCallbackJSONBody } from 'discord-api-types/v10';
import { apiError } from '../api-error.ts';
import { messagePayload } from '../model/message-payload.ts';
import { deleteAnswer, editAnswer, followUp, interactionByToken, ownMessage, respond } from '../model/responses.ts';
import * as bodies from '../schema/bodies.ts';
import { bodyRoute, type Call, noContent, ok, orFail, type Reply, type Route, route } from './route.ts';

const WEBHOOK = '/webhooks/:application/:token';
const WEBHOOK_MESSAGE = `${WEBHOOK}/messages/:message?`;

function callback({ world, param, query, body, files }: Call<RESTPostAPIInteractionCallbackJSONBody>): Reply {
  const record = orFail(world.interactions.get(param('interaction')), 'unknownInteraction');
  if (record.token !== param('token')) throw apiError('invalidWebhookToken');
  const withResponse = query.flag('with_response');
  const message = respond(world, record, body, files);
  if (!withResponse) return noContent();
  const shown = message && messagePayload(world, message);
  return ok({
    interaction: {
      id: record.id,
      type: record.type,
      ...(shown && {
        response_message_id: shown.id,
        response_message_loading: ((shown.flags ?? 0) & MessageFlags.Loading) !== 0,
        response_message_ephemeral: record.ephemeral,
      }),
    },
    resource: { type: body.type, ...(shown && { message: shown }) },
  });
}

function interactionOf({ world, param }: Call<unknown>) {
  if (param('application') !== world.bot.id) throw apiError('unknownWebhook');
  return interactionByToken(world, param('token'));
}

/** Answers to interactions; the token in the path is their authorization. */
export const interactionRoutes: readonly Route[] = [
  bodyRoute('POST', '/interactions/:interaction/:token/callback', bodies.interactionCallback, callback, false),
  bodyRoute(
    'POST',
    WEBHOOK,
    bodies.followUp,
    (call) => ok(messagePayload(call.world, followUp(call.world, interactionOf(call), call.body, call.files))),
    false,
  ),
  route(
    'GET',
    WEBHOOK_MESSAGE,
    (call) => ok(messagePayload(call.world, ownMessage(call.world, interactionOf(call), call.param('message')))),
    false,
  ),
  bodyRoute(
    'PATCH',
    WEBHOOK_MESSAGE,
    bodies.followUpEdit,
    (call) => {
      const { world, body, files } = call;
      const record = interactionOf(call);
      const message = ownMessage(world, record, call.param('message'));
      editAnswer(world, record, message, { ...body, uploads: files, allowedMentions: body.allowed_mentions });
      return ok(messagePayload(world, message));
    },
    false,
  ),
  route(
    'DELETE',
    WEBHOOK_MESSAGE,
    (call) => {
      const record = interactionOf(call);
      deleteAnswer(call.world, record, ownMessage(call.world, record, call.param('message')));
      return noContent();
    },
    false,
  ),
];
