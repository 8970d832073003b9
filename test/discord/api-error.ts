/** One complaint about one field, as Discord words it in a 50035 answer. */
export interface FormIssue {
  /** From the body's root to the field; empty for the body itself. */
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: string;
}

/** What the nested `errors` of a 50035 answer looks like. */
export type ErrorTree = { [key: string]: ErrorTree | { code: string; message: string }[] };

/** An answer that Discord gives instead of doing what was asked. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: ErrorTree | undefined;

  constructor(status: number, code: number, message: string, errors?: ErrorTree) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}

const CATALOGUE = {
  notFound: [404, 0, '404: Not Found'],
  unauthorized: [401, 0, '401: Unauthorized'],
  methodNotAllowed: [405, 0, '405: Method Not Allowed'],
  unknownApplication: [404, 10002, 'Unknown Application'],
  unknownChannel: [404, 10003, 'Unknown Channel'],
  unknownGuild: [404, 10004, 'Unknown Guild'],
  unknownMember: [404, 10007, 'Unknown Member'],
  unknownMessage: [404, 10008, 'Unknown Message'],
  unknownRole: [404, 10011, 'Unknown Role'],
  unknownUser: [404, 10013, 'Unknown User'],
  unknownEmoji: [400, 10014, 'Unknown Emoji'],
  unknownWebhook: [404, 10015, 'Unknown Webhook'],
  unknownInteraction: [404, 10062, 'Unknown interaction'],
  unknownCommand: [404, 10063, 'Unknown application command'],
  tooManyCommands: [400, 30032, 'Maximum number of application commands reached (100).'],
  requestTooLarge: [413, 40005, 'Request entity too large'],
  alreadyAcknowledged: [400, 40060, 'Interaction has already been acknowledged.'],
  missingAccess: [403, 50001, 'Missing Access'],
  cannotActOnDm: [400, 50003, 'Cannot execute action on a DM channel'],
  notTheAuthor: [403, 50005, 'Cannot edit a message authored by another user'],
  emptyMessage: [400, 50006, 'Cannot send an empty message'],
  cannotDm: [403, 50007, 'Cannot send messages to this user'],
  missingPermissions: [403, 50013, 'Missing Permissions'],
  invalidWebhookToken: [401, 50027, 'Invalid Webhook Token'],
  invalidApiVersion: [400, 50041, 'Invalid API version'],
  threadArchived: [400, 50083, 'Thread is archived'],
  invalidJson: [400, 50109, 'The request body contains invalid JSON.'],
  noHistoryToReply: [403, 160002, 'Cannot reply without permission to read message history'],
  threadExists: [400, 160004, 'A thread has already been created for this message'],
} as const satisfies Record<string, readonly [number, number, string]>;

/** Discord's answer of that name, ready to throw. */
export function apiError(name: keyof typeof CATALOGUE): ApiError {
  const [status, code, message] = CATALOGUE[name];
  return new ApiError(status, code, message);
}

/** Discord's 400 / 50035 answer: the body (or query) breaks the form. */
export function invalidForm(issues: readonly FormIssue[]): ApiError {
  const tree: ErrorTree = {};
  for (const { path, code, message } of issues) {
    let node = tree;
    for (const key of path) {
      const next = node[String(key)];
      const child = next !== undefined && !Array.isArray(next) ? next : {};
      node[String(key)] = child;
      node = child;
    }
    const listed = node._errors;
    node._errors = [...(Array.isArray(listed) ? listed : []), { code, message }];
  }
  return new ApiError(400, 50035, 'Invalid Form Body', tree);
}
