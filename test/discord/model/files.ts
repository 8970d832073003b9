import type { APIAttachment, RESTAPIAttachment } from 'discord-api-types/v10';
import { invalidForm } from '../api-error.ts';
import type { StoredFile, World } from '../world.ts';

/** A file as it came with a request: `files[index]`. */
export interface UploadedFile {
  readonly index: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** Keeps the file, so that its url serves it; returns it with the attachment that describes it. */
export function storeFile(
  world: World,
  channelId: string,
  upload: Omit<UploadedFile, 'index'>,
  described?: RESTAPIAttachment,
): { file: StoredFile; attachment: APIAttachment } {
  const id = world.nextId();
  const name = (described?.filename ?? upload.name).replaceAll(/[^\p{L}\p{N}._-]/gu, '_');
  const file: StoredFile = { id, name, contentType: upload.contentType, bytes: upload.bytes };
  world.files.set(id, file);
  const url = `${world.origin()}/attachments/${channelId}/${id}/${encodeURIComponent(name)}`;
  const attachment: APIAttachment = {
    id,
    filename: name,
    size: upload.bytes.byteLength,
    url,
    proxy_url: url,
    content_type: upload.contentType,
    ...(described?.description === undefined ? {} : { description: described.description }),
  };
  return { file, attachment };
}

/** Throws Discord's answer where `attachments` names something that is neither uploaded nor already there. */
export function requireKnownAttachments(
  described: readonly RESTAPIAttachment[],
  uploads: readonly UploadedFile[],
  existing: readonly APIAttachment[],
): void {
  const known = new Set([...uploads.map((upload) => upload.index), ...existing.map((attachment) => attachment.id)]);
  const missing = described.flatMap(({ id }, index) => (known.has(String(id)) ? [] : [index]));
  if (missing.length === 0) return;
  const message = 'The attachment is neither among the files of the request nor on the message';
  throw invalidForm(
    missing.map((index) => ({ path: ['attachments', index, 'id'], code: 'ATTACHMENT_NOT_FOUND', message })),
  );
}

/** Puts the stored files' urls where the message says `attachment://name`; tells which attachments that used. */
export function withUrls<T>(value: T, attachments: readonly APIAttachment[]): { value: T; used: Set<string> } {
  const used = new Set<string>();
  const resolve = (_key: string, part: unknown): unknown => {
    const name = typeof part === 'string' && part.startsWith('attachment://') ? part.slice('attachment://'.length) : '';
    const found = name === '' ? undefined : attachments.find((attachment) => attachment.filename === name);
    if (!found) return part;
    used.add(found.id);
    return found.url;
  };
  return { value: JSON.parse(JSON.stringify(value), resolve) as T, used };
}
