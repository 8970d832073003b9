import { UserError } from '../errors.ts';
import { texts } from './texts.ts';

/** Where Discord keeps what its users send. */
const HOSTS = new Set(['cdn.discordapp.com', 'media.discordapp.net']);
/** What has not come by then, in ms, does not come any more. */
const PATIENCE = 20_000;

/** A file that somebody sent along: its address is not believed, nor its size. */
export interface AttachmentRequest {
  readonly url: string;
  /** Bytes at most. */
  readonly most: number;
  /** REST base that the bot talks to: its own origin serves attachments too (a proxy, a server for tests). */
  readonly apiUrl: string | undefined;
}

/**
 * Fetches a file that somebody sent along: from Discord's own hosts only, following nobody elsewhere, reading no more than
 * is allowed. Throws UserError for an address that is another's, a file too large, or one that does not come.
 */
export async function fetchAttachment({ url, most, apiUrl }: AttachmentRequest): Promise<Uint8Array> {
  if (!isDiscords(url, apiUrl)) throw new UserError(texts.notes.refusal.foreignFile);
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE) }).catch(failed);
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    throw new UserError(texts.notes.refusal.notFetched);
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of response.body as AsyncIterable<Uint8Array>) {
      size += part.byteLength;
      // Leaving the loop ends the transfer.
      if (size > most) break;
      parts.push(part);
    }
  } catch (error) {
    failed(error);
  }
  if (size > most) throw new UserError(texts.notes.refusal.tooLarge);
  return Buffer.concat(parts);
}

function failed(cause: unknown): never {
  throw new UserError(texts.notes.refusal.notFetched, { cause });
}

function isDiscords(address: string, apiUrl: string | undefined): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return false;
  if (apiUrl !== undefined && url.origin === new URL(apiUrl).origin) return true;
  return url.protocol === 'https:' && url.port === '' && HOSTS.has(url.hostname);
}
