import * as spec from 'discord-api-spec/zod';
import type {
  RESTPatchAPIApplicationCommandJSONBody,
  RESTPatchAPIChannelJSONBody,
  RESTPatchAPIChannelMessageJSONBody,
  RESTPostAPIApplicationCommandsJSONBody,
  RESTPostAPIChannelMessageJSONBody,
  RESTPostAPIChannelMessagesThreadsJSONBody,
  RESTPostAPIChannelThreadsJSONBody,
  RESTPostAPICurrentUserCreateDMChannelJSONBody,
  RESTPostAPIInteractionCallbackJSONBody,
  RESTPostAPIInteractionFollowupJSONBody,
  RESTPutAPIApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import * as z from 'zod/mini';
import { invalidForm } from '../api-error.ts';
import { formIssues } from './issues.ts';

/** Checks a request's body against Discord's own schema; throws the 50035 answer. Typed as the API's documentation types it. */
export type BodySchema<T> = (body: unknown) => T;

function bodyOf<T>(schema: z.ZodMiniType, prepare: (body: unknown) => unknown = (body) => body): BodySchema<T> {
  return (body) => {
    const result = schema.safeParse(prepare(body), { reportInput: true });
    if (!result.success) throw invalidForm(formIssues(result.error.issues));
    // The body itself, not zod's copy: Discord ignores fields that it does not know, and the record should show them.
    return body as T;
  };
}

/** Discord takes `default_member_permissions` as a string of digits, which its schema forbids. */
function withNumericPermissions(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(withNumericPermissions);
  if (typeof body !== 'object' || body === null || !('default_member_permissions' in body)) return body;
  const permissions = body.default_member_permissions;
  const digits = typeof permissions === 'string' && /^\d{1,19}$/.test(permissions);
  return digits ? { ...body, default_member_permissions: 0 } : body;
}

/** At most this many commands in one bulk overwrite: 100 slash commands, 15 for users, 15 for messages. */
const MAX_BULK_COMMANDS = 130;

export const messageCreate = bodyOf<RESTPostAPIChannelMessageJSONBody>(spec.MessageCreateRequestSchema);
export const messageEdit = bodyOf<RESTPatchAPIChannelMessageJSONBody>(spec.MessageEditRequestPartialSchema);
export const bulkDelete = bodyOf<{ messages: string[] }>(
  z.object({ messages: z.array(spec.SnowflakeTypeSchema).check(z.minLength(2), z.maxLength(100)) }),
);
export const dmCreate = bodyOf<RESTPostAPICurrentUserCreateDMChannelJSONBody>(spec.CreatePrivateChannelRequestSchema);
export const threadFromMessage = bodyOf<RESTPostAPIChannelMessagesThreadsJSONBody>(
  spec.CreateTextThreadWithMessageRequestSchema,
);
export const threadCreate = bodyOf<RESTPostAPIChannelThreadsJSONBody>(spec.CreateTextThreadWithoutMessageRequestSchema);
export const channelEdit = bodyOf<RESTPatchAPIChannelJSONBody>(
  z.union([spec.UpdateThreadRequestPartialSchema, spec.UpdateGuildChannelRequestPartialSchema]),
);
export const commandCreate = bodyOf<RESTPostAPIApplicationCommandsJSONBody>(
  spec.ApplicationCommandCreateRequestSchema,
  withNumericPermissions,
);
export const commandEdit = bodyOf<RESTPatchAPIApplicationCommandJSONBody>(
  spec.ApplicationCommandPatchRequestPartialSchema,
  withNumericPermissions,
);
export const commandsPut = bodyOf<RESTPutAPIApplicationCommandsJSONBody>(
  z.array(spec.ApplicationCommandUpdateRequestSchema).check(z.maxLength(MAX_BULK_COMMANDS)),
  withNumericPermissions,
);
export const interactionCallback = bodyOf<RESTPostAPIInteractionCallbackJSONBody>(
  z.union([
    spec.CreateMessageInteractionCallbackRequestSchema,
    spec.UpdateMessageInteractionCallbackRequestSchema,
    spec.ApplicationCommandAutocompleteCallbackRequestSchema,
    spec.ModalInteractionCallbackRequestSchema,
    spec.PongInteractionCallbackRequestSchema,
  ]),
);
export const followUp = bodyOf<RESTPostAPIInteractionFollowupJSONBody>(spec.IncomingWebhookRequestPartialSchema);
export const followUpEdit = bodyOf<RESTPatchAPIChannelMessageJSONBody>(spec.IncomingWebhookUpdateRequestPartialSchema);
