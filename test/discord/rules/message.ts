// What Discord's schemas leave out about messages.
import {
  type APIAllowedMentions,
  type APIEmbed,
  type APIMessageTopLevelComponent,
  MessageFlags,
} from 'discord-api-types/v10';
import { apiError, type FormIssue, invalidForm } from '../api-error.ts';
import { allowedMentionsIssues } from '../mentions.ts';
import { componentIssues } from './components.ts';

const MAX_CONTENT = 2_000;
const MAX_EMBEDS_TOTAL = 6_000;
const MAX_FILES = 10;

/** A message as it would be after the request. */
export interface MessageForm {
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly flags: number;
  readonly allowedMentions: APIAllowedMentions | null | undefined;
  /** The files that it has in the end. */
  readonly fileCount: number;
  /** Of the files that come with the request. */
  readonly uploadBytes: number;
  readonly hasSticker: boolean;
}

/** Characters that count towards the limit over all embeds: titles, descriptions, fields, footers and authors. */
function embedLength(embed: APIEmbed): number {
  const parts = [
    embed.title,
    embed.description,
    embed.footer?.text,
    embed.author?.name,
    ...(embed.fields ?? []).flatMap((field) => [field.name, field.value]),
  ];
  return parts.reduce((sum, part) => sum + (part ?? '').length, 0);
}

/** Where an embed may hold an address. */
const embedUrls = (embed: APIEmbed): readonly (readonly [path: string, url: string | undefined])[] => [
  ['url', embed.url],
  ['author.url', embed.author?.url],
  ['author.icon_url', embed.author?.icon_url],
  ['footer.icon_url', embed.footer?.icon_url],
  ['image.url', embed.image?.url],
  ['thumbnail.url', embed.thumbnail?.url],
];

/** Discord knows no hosts without a dot, such as `localhost`. */
const isUnknownHost = (url: string | undefined): boolean => /^https?:\/\/[^./]+(?:\/|$)/.test(url ?? '');

function embedIssues(embeds: readonly APIEmbed[]): FormIssue[] {
  const required = (path: (string | number)[]): FormIssue => ({
    path: ['embeds', ...path],
    code: 'BASE_TYPE_REQUIRED',
    message: 'This field is required',
  });
  const issues = embeds.flatMap((embed, index) => {
    const blank = embedLength(embed) === 0 && !embed.image && !embed.thumbnail && !embed.url;
    const fields = (embed.fields ?? []).flatMap((field, at) =>
      (['name', 'value'] as const)
        .filter((key) => field[key].trim() === '')
        .map((key) => required([index, 'fields', at, key])),
    );
    const urls = embedUrls(embed)
      .filter(([, url]) => isUnknownHost(url))
      .map(([path]): FormIssue => {
        const place = ['embeds', index, ...path.split('.')];
        return { path: place, code: 'URL_TYPE_INVALID_URL', message: 'Not a well formed URL.' };
      });
    return [...(blank ? [required([index, 'description'])] : []), ...fields, ...urls];
  });
  if (embeds.reduce((sum, embed) => sum + embedLength(embed), 0) > MAX_EMBEDS_TOTAL) {
    const message = `Embed size exceeds maximum size of ${MAX_EMBEDS_TOTAL}`;
    issues.push({ path: ['embeds'], code: 'MAX_EMBED_SIZE_EXCEEDED', message });
  }
  return issues;
}

/** Throws Discord's answer to a message that is empty, too large, or put together wrongly. */
export function requireValidMessage(form: MessageForm, maxBytes: number): void {
  if (form.uploadBytes > maxBytes) throw apiError('requestTooLarge');
  const v2 = (form.flags & MessageFlags.IsComponentsV2) !== 0;
  const issues = [
    ...componentIssues(form.components, v2),
    ...embedIssues(form.embeds),
    ...allowedMentionsIssues(form.allowedMentions),
  ];
  if (form.content.length > MAX_CONTENT) {
    const message = `Must be ${MAX_CONTENT} or fewer in length.`;
    issues.push({ path: ['content'], code: 'BASE_TYPE_MAX_LENGTH', message });
  }
  if (form.fileCount > MAX_FILES) {
    const message = `Must be ${MAX_FILES} or fewer in length.`;
    issues.push({ path: ['attachments'], code: 'BASE_TYPE_MAX_LENGTH', message });
  }
  if (v2 && (form.content !== '' || form.embeds.length > 0)) {
    const message = 'The content and embeds cannot be used with the IS_COMPONENTS_V2 flag';
    issues.push({ path: ['flags'], code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', message });
  }
  if (issues.length > 0) throw invalidForm(issues);
  const empty =
    form.content.trim() === '' &&
    form.embeds.length === 0 &&
    form.components.length === 0 &&
    form.fileCount === 0 &&
    !form.hasSticker;
  if (empty) throw apiError('emptyMessage');
}
