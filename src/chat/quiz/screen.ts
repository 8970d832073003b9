import { type REST, Routes } from 'discord.js';
import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { wasAbsent } from '../../quiz/round-rules.ts';
import type { Round } from '../../store/rounds.ts';
import { deliver } from '../acknowledge.ts';
import { CODES, codeOf, isPermissionFault } from '../discord-errors.ts';
import type { Reply } from '../payload.ts';
import { renderQuestion } from './render-question.ts';
import { renderResult } from './render-result.ts';
import { renderReveal } from './render-reveal.ts';

/** Where a round is seen. */
export interface Screen {
  /** Shows the current question; returns the message it stands in. */
  ask(round: Round): Promise<string>;
  /** Shows how many have answered. */
  count(round: Round): Promise<void>;
  /** Shows the right answer where the question stands. */
  reveal(round: Round): Promise<void>;
  /** Shows the result. */
  finish(round: Round): Promise<void>;
}

export interface ScreenParts {
  readonly rest: REST;
  readonly clock: Pick<Clock, 'now'>;
  readonly notesBaseUrl: string | undefined;
}

const Message = z.object({ id: z.string() });

/** Rounds on Discord: as messages of their channels, which no interaction has to be open for. */
export function discordScreen({ rest, clock, notesBaseUrl }: ScreenParts): Screen {
  /** The nonce keeps Discord from making two messages of one that is sent again. */
  const post = async ({ channel, id }: Round, name: string, message: Reply): Promise<string> => {
    const body = { ...bodyOf(message), nonce: `${id}.${name}`.slice(-25), enforce_nonce: true };
    return Message.parse(await deliver(() => rest.post(Routes.channelMessages(channel), { body }))).id;
  };

  /** In the round's message; in a new one where there is none, or somebody deleted it. */
  const put = async (round: Round, name: string, message: Reply): Promise<string> => {
    const known = round.message;
    if (known === undefined) return post(round, name, message);
    try {
      const body = bodyOf(message);
      await deliver(() => rest.patch(Routes.channelMessage(round.channel, known), { body }));
      return known;
    } catch (error) {
      if (codeOf(error) !== CODES.unknownMessage) throw error;
      return post(round, name, message);
    }
  };

  return {
    ask: (round) => put(round, String(round.question), renderQuestion(round)),
    async count(round) {
      await put(round, String(round.question), renderQuestion(round));
    },
    async reveal(round) {
      await put(round, String(round.question), renderReveal(round, notesBaseUrl));
    },
    async finish(round) {
      const at = clock.now();
      const result = renderResult(round, at, wasAbsent(round, at));
      // A solo quiz stays in one message, as long as it lasts.
      await (round.kind === 'solo' ? put(round, 'end', result) : post(round, 'end', result));
    },
  };
}

/** Whether the channel is gone, or closed to the bot for good. */
export function isHopeless(error: unknown): boolean {
  const code = codeOf(error);
  return isPermissionFault(error) || code === CODES.unknownChannel || code === CODES.archivedThread;
}

function bodyOf({ content, embeds, components, allowedMentions }: Reply) {
  return { content, embeds, components, allowed_mentions: { parse: allowedMentions.parse } };
}
