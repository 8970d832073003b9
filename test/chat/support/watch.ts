import { InteractionResponseType } from 'discord-api-types/v10';
import { afterEach, expect } from 'vitest';
import type { DiscordServer } from '../../discord/server.ts';
import { written } from './bot-process.ts';
import { QUESTIONS } from './notes.ts';

interface MessageBody {
  readonly content?: string | null;
  readonly embeds?: readonly unknown[];
  readonly components?: readonly unknown[];
  readonly allowed_mentions?: { readonly parse?: readonly string[]; readonly replied_user?: boolean };
  readonly data?: MessageBody;
  readonly type?: number;
}

/** Tokens of interactions as they stand in the paths of requests. */
const tokensIn = (path: string) => /^\/(?:interactions|webhooks)\/\d+\/([^/]+)/.exec(path)?.slice(1) ?? [];

/** Requests that could ping somebody: any message whose `allowed_mentions` allows anything, or says nothing. */
function pingingRequests(server: DiscordServer): unknown[] {
  return server.requests.flatMap(({ method, path, body }) => {
    const whole = (body ?? {}) as MessageBody;
    const message = path.endsWith('/callback') ? whole.data : whole;
    const isModal = path.endsWith('/callback') && whole.type === InteractionResponseType.Modal;
    const isMessage = !isModal && message && ('content' in message || 'embeds' in message || 'components' in message);
    if (!isMessage) return [];
    const allowed = message.allowed_mentions;
    const isSilent =
      allowed?.parse?.length === 0 && allowed.replied_user !== true && !('users' in allowed || 'roles' in allowed);
    return isSilent ? [] : [{ method, path: path.replace(/\d{15,}/g, ':id'), allowed }];
  });
}

/** What must never stand in a log: the bot's token, tokens of interactions, people's words and the bot's to them. */
function secretsOf(server: DiscordServer): string[] {
  const said = server.messages.flatMap(({ content, text }) => [content, ...text.split('\n')]);
  const asked = Object.values(QUESTIONS).map(({ ask }) => ask);
  return [server.token, ...server.requests.flatMap(({ path }) => tokensIn(path)), ...asked, ...said].filter(
    (secret) => secret.trim().length >= 8,
  );
}

/** After each test: nothing that Discord would refuse, nothing that pings, nothing secret written. */
export function watchAfterEach(server: () => DiscordServer): void {
  afterEach(() => {
    expect(server().violations).toEqual([]);
    expect(pingingRequests(server())).toEqual([]);
    const output = written.join('\n');
    expect([...new Set(secretsOf(server()))].filter((secret) => output.includes(secret))).toEqual([]);
  });
}
