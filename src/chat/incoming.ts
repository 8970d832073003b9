/** What a message is to Seogi, taken from Discord's event. */
export interface Incoming {
  /** Written by a bot, a webhook or Discord itself. */
  readonly isAutomatic: boolean;
  readonly place: 'direct' | 'thread' | 'channel';
  /** In a thread that Seogi opened. */
  readonly isOwnThread: boolean;
  /** '' also where Discord withholds it. */
  readonly content: string;
  readonly me: string;
  /** The role that Discord made for the bot in this server. */
  readonly myRole: string | undefined;
  readonly mentionedRoles: readonly string[];
  /** Users mentioned, the one replied to among them. */
  readonly mentionedUsers: readonly string[];
  readonly repliesTo: 'me' | 'other' | undefined;
  readonly hasAttachments: boolean;
}

/** What is to be done about a message. */
export type Verdict =
  | { readonly kind: 'ignore' }
  | { readonly kind: 'ask'; readonly question: string }
  /** The content was withheld; say how to be heard. */
  | { readonly kind: 'role-mention' | 'unreadable-reply' };

const IGNORE: Verdict = { kind: 'ignore' };
const EVERYBODY = /@(?:everyone|here)\b/;

/** Decides what a message is: a question, one whose words Discord withholds, or none of Seogi's business. */
export function classify(message: Incoming): Verdict {
  if (message.isAutomatic) return IGNORE;
  const question = questionOf(message.content);
  const ask: Verdict = question === '' ? IGNORE : { kind: 'ask', question };
  const isWithheld = message.content === '' && !message.hasAttachments;

  if (message.place === 'direct' || isNamed(message)) return ask;
  if (message.repliesTo === 'me') return isWithheld ? { kind: 'unreadable-reply' } : ask;
  if (message.myRole !== undefined && message.mentionedRoles.includes(message.myRole)) {
    return isWithheld ? { kind: 'role-mention' } : ask;
  }
  return message.isOwnThread && !isForOthers(message) ? ask : IGNORE;
}

/** Whether other people are spoken to: one of them, a role, everybody. */
function isForOthers({ repliesTo, mentionedUsers, mentionedRoles, content }: Incoming): boolean {
  return repliesTo === 'other' || mentionedUsers.length + mentionedRoles.length > 0 || EVERYBODY.test(content);
}

/** Whether the bot itself is called by name; being replied to is not that. */
function isNamed({ content, me }: Incoming): boolean {
  return content.includes(`<@${me}>`) || content.includes(`<@!${me}>`);
}

/** The words of a message without mentions and emoji of Discord's; '' where no letter or number is left. */
export function questionOf(content: string): string {
  const words = content
    .replace(/<(?:@[!&]?|#|a?:\w{1,40}:|\/[^:>]{1,120}:)\d{15,20}>/g, ' ')
    .replace(/@(?:everyone|here)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return /[\p{L}\p{N}]/u.test(words) ? words : '';
}
