import type { IncomingMessage } from 'node:http';
import { apiError } from '../api-error.ts';
import type { UploadedFile } from '../model/files.ts';

/** A request's body as the handlers take it. */
export interface ParsedBody {
  /** Undefined where there is none. */
  readonly json: unknown;
  readonly files: readonly UploadedFile[];
}

/** Discord takes no more than this in one request, of whatever kind. */
const MAX_REQUEST_BYTES = 100 * 1024 * 1024;

/** Reads everything that the request sends. */
export async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_REQUEST_BYTES) throw apiError('requestTooLarge');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw apiError('invalidJson');
  }
}

/** Parses JSON, or a form of `payload_json` and `files[n]`; throws Discord's answer to anything else. */
export async function parseBody(raw: Buffer, contentType: string): Promise<ParsedBody> {
  if (raw.length === 0) return { json: undefined, files: [] };
  if (!contentType.startsWith('multipart/form-data')) return { json: parseJson(raw.toString('utf8')), files: [] };
  const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': contentType } })
    .formData()
    .catch(() => {
      throw apiError('invalidJson');
    });
  const files: UploadedFile[] = [];
  let json: unknown;
  for (const [key, value] of form) {
    const index = /^files\[(\d+)\]$/.exec(key)?.[1];
    if (key === 'payload_json' && typeof value === 'string') json = parseJson(value);
    if (index === undefined || typeof value === 'string') continue;
    const bytes = new Uint8Array(await value.arrayBuffer());
    files.push({ index, name: value.name, contentType: value.type || 'application/octet-stream', bytes });
  }
  return { json: json ?? {}, files };
}
