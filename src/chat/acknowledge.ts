import {
  type APIModalInteractionResponseCallbackData,
  type ChatInputCommandInteraction,
  type MessageComponentInteraction,
  MessageFlags,
  type ModalMessageModalSubmitInteraction,
  type ModalSubmitInteraction,
} from 'discord.js';
import type { Log } from '../log.ts';
import { CODES, codeOf, describeError, isConnectionFault } from './discord-errors.ts';
import { type Reply, reply } from './payload.ts';
import { texts } from './texts.ts';

/** What people start and Discord wants to be told about within three seconds. */
export type Acknowledgeable = ChatInputCommandInteraction | OnMessage | ModalSubmitInteraction;

/** What people start from a message: by a component, or by a modal that a component opened. */
export type OnMessage = MessageComponentInteraction | ModalMessageModalSubmitInteraction;

/** Says at once that an answer follows. False when it is too late for one: then nothing more can be said. */
export function deferReply(interaction: Acknowledgeable, isPrivate: boolean, log: Log): Promise<boolean> {
  return acknowledge(interaction, log, () =>
    interaction.deferReply(isPrivate ? { flags: MessageFlags.Ephemeral } : {}),
  );
}

/** Says at once that the message of the button will change. */
export function deferUpdate(interaction: OnMessage, log: Log): Promise<boolean> {
  return acknowledge(interaction, log, () => interaction.deferUpdate());
}

/** Answers at once, for this person only. */
export function replyAtOnce(interaction: Acknowledgeable, answer: string | Reply, log: Log): Promise<boolean> {
  const message = typeof answer === 'string' ? reply(answer) : answer;
  return acknowledge(interaction, log, () => interaction.reply({ ...message, flags: MessageFlags.Ephemeral }));
}

/** Changes the message at once. */
export function updateAtOnce(interaction: OnMessage, message: Reply, log: Log): Promise<boolean> {
  return acknowledge(interaction, log, () => interaction.update({ ...message }));
}

/** Opens a modal. */
export function openModal(
  interaction: ChatInputCommandInteraction | MessageComponentInteraction,
  modal: APIModalInteractionResponseCallbackData,
  log: Log,
): Promise<boolean> {
  return acknowledge(interaction, log, () => interaction.showModal(modal));
}

async function acknowledge(interaction: Acknowledgeable, log: Log, send: () => Promise<unknown>): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await send();
      return true;
    } catch (error) {
      if (codeOf(error) === CODES.alreadyAcknowledged) {
        // An attempt did arrive, only its answer was lost.
        interaction.deferred = true;
        return true;
      }
      if (attempt === 1 && isConnectionFault(error)) continue;
      if (codeOf(error) === CODES.unknownInteraction) log.warn(texts.log.late(describeError(error)));
      else log.error(texts.log.fault('acknowledge', describeError(error)));
      return false;
    }
  }
}

/** Pauses before a failed delivery is tried again, in ms. */
const PAUSES = [300, 1500] as const;

/** Sends what may be sent twice without harm, again where the connection or Discord failed. */
export async function deliver<T>(send: () => Promise<T>): Promise<T> {
  for (const pause of PAUSES) {
    try {
      return await send();
    } catch (error) {
      if (!isConnectionFault(error) && !isServerFault(error)) throw error;
      await new Promise((done) => setTimeout(done, pause));
    }
  }
  return send();
}

const isServerFault = (error: unknown) =>
  error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status >= 500;

/** Puts the answer where the acknowledgement stands. Returns the id of its message. */
export async function finish(interaction: Acknowledgeable, answer: Reply): Promise<string> {
  const message = await deliver(() => interaction.editReply({ ...answer }));
  return message.id;
}
