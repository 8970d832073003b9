import { ApplicationFlags, DiscordAPIError, HTTPError, type REST, Routes } from 'discord.js';
import { z } from 'zod';
import { UserError } from '../errors.ts';
import { isConnectionFault } from './discord-errors.ts';
import { texts } from './texts.ts';

const Application = z.object({ id: z.string(), flags: z.number().default(0) });

/** What the bot's application is allowed. */
export interface BotApplication {
  readonly id: string;
  /** Whether its owner switched the message content intent on. */
  readonly mayReadContent: boolean;
}

/** Asks Discord who this token belongs to. Throws UserError for a wrong token or no way to Discord. */
export async function readApplication(rest: REST, apiUrl: string): Promise<BotApplication> {
  try {
    const { id, flags } = Application.parse(await rest.get(Routes.currentApplication()));
    const content = ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited;
    return { id, mayReadContent: (flags & content) !== 0 };
  } catch (error) {
    throw startFault(error, apiUrl);
  }
}

/** The sentence for what keeps the bot from starting; the error itself where there is none. */
export function startFault(error: unknown, apiUrl: string): unknown {
  if (error instanceof DiscordAPIError && error.status === 401)
    return new UserError(texts.fatal.token, { cause: error });
  if (error instanceof DiscordAPIError || error instanceof HTTPError) {
    return new UserError(texts.fatal.serverFault(error.status), { cause: error });
  }
  if (!isConnectionFault(error)) return error;
  return new UserError(texts.fatal.noNetwork(new URL(apiUrl).host), { cause: error });
}
