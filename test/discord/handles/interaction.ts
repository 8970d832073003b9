// What became of something that a user did: how fast the bot answered, and with what.
import {
  type APIApplicationCommandOptionChoice,
  type APIModalInteractionResponseCallbackData,
  InteractionResponseType,
} from 'discord-api-types/v10';
import type { Changes } from '../wait.ts';
import type { InteractionRecord, World } from '../world.ts';
import { messageHandle, type ServerMessage } from './message.ts';

export interface InteractionHandle {
  readonly id: string;
  readonly token: string;
  /** The kind of the bot's first answer; undefined so far. */
  readonly responseType: InteractionResponseType | undefined;
  /** From the deed to the first answer; undefined so far. */
  readonly latencyMs: number | undefined;
  /** The modal that the bot opened. */
  readonly modal: APIModalInteractionResponseCallbackData | undefined;
  /** The choices that the bot offered to an autocomplete. */
  readonly choices: readonly APIApplicationCommandOptionChoice[] | undefined;
  /** Further messages, oldest first. */
  readonly followUps: readonly ServerMessage[];
  /** Waits for the first answer of any kind; rejects when the time for it has passed. */
  readonly acknowledged: () => Promise<InteractionResponseType>;
  /**
   * Waits for the message that answers: of a deferred answer what it was edited to, of an update the updated message.
   * Rejects when the bot answers with something else or deletes it.
   */
  readonly response: (timeoutMs?: number) => Promise<ServerMessage>;
  /** Waits for the follow-up of that number, from 0. */
  readonly followUp: (index?: number, timeoutMs?: number) => Promise<ServerMessage>;
}

/** Added to the time limit, for a test to notice that it has passed. */
const GRACE_MS = 200;

/** The handle of the record; `deed` is how error messages name it, e.g. `/ask`. */
export function interactionHandle(
  world: World,
  waiting: Changes,
  record: InteractionRecord,
  deed: string,
): InteractionHandle & { readonly record: InteractionRecord } {
  const handle = (id: string): ServerMessage | undefined => {
    const message = world.messages.get(id);
    return message && messageHandle(world, waiting, message);
  };
  const followUps = (): ServerMessage[] => record.followUpIds.flatMap((id) => handle(id) ?? []);
  return {
    record,
    id: record.id,
    token: record.token,
    get responseType() {
      return record.response;
    },
    get latencyMs() {
      return record.acknowledgedAt === undefined ? undefined : record.acknowledgedAt - record.createdAt;
    },
    get modal() {
      return record.modal;
    },
    get choices() {
      return record.choices;
    },
    get followUps() {
      return followUps();
    },
    acknowledged: () => {
      const left = Math.max(0, record.createdAt + world.limits.acknowledgeMs + GRACE_MS - world.now());
      return waiting.waitFor(() => record.response, left, `an answer to ${deed} ("the application did not respond")`);
    },
    response: (timeoutMs) =>
      waiting.waitFor(
        () => {
          if (record.response === undefined) return undefined;
          if (record.originalId === undefined) {
            throw new Error(
              `${deed} was answered with ${InteractionResponseType[record.response]}, not with a message`,
            );
          }
          const message = handle(record.originalId);
          if (message?.deleted) throw new Error(`The bot deleted its answer to ${deed}`);
          return record.loading ? undefined : message;
        },
        timeoutMs,
        `the message that answers ${deed}`,
      ),
    followUp: (index = 0, timeoutMs) =>
      waiting.waitFor(() => followUps()[index], timeoutMs, `follow-up ${index} to ${deed}`),
  };
}
