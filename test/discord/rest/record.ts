// What tests look at afterwards: each request with its answer, and what was wrong with it.
import type { ApiError, ErrorTree } from '../api-error.ts';
import type { UploadedFile } from '../model/files.ts';

/** One request of the bot, for tests to look at. */
export interface RecordedRequest {
  readonly method: string;
  /** Below `/api/v10`, decoded, without the query. */
  readonly path: string;
  /** The route's pattern, e.g. `/channels/:channel/messages`; undefined where the server has no such route. */
  readonly route: string | undefined;
  readonly query: Readonly<Record<string, string>>;
  /** Parsed JSON (of a form: its `payload_json`); undefined without a body. */
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
  /** When it arrived, ms since 1970. */
  readonly at: number;
  /** Whether it carried the bot's token. Callbacks and webhooks carry none, rightly. */
  readonly authorized: boolean;
  /** The answer's status; 0 until answered, and after a hang-up. */
  readonly status: number;
  /** The JSON error code of the answer. */
  readonly code: number | undefined;
  /** True: a fault struck it, so that the answer is not the bot's doing. */
  readonly faulty: boolean;
}

/** Something that Discord would refuse whatever the circumstances: the bot is wrong. */
export interface Violation {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly code: number;
  readonly message: string;
  readonly errors: ErrorTree | undefined;
  readonly body: unknown;
}

/** Answers that tell of circumstances (permissions, time, what others deleted), not of a badly made request. */
const CIRCUMSTANCES = [10062, 40060, 50001, 50005, 50007, 50013, 50027, 50083, 160002, 160004];

/** Whether the answer says that the bot is wrong. `known`: the server has such a route. */
export function isViolation({ status, code }: ApiError, known: boolean): boolean {
  if (CIRCUMSTANCES.includes(code)) return false;
  // Codes 10xxx say that something is not there (any more), which happens; an unknown route does not.
  return !known || code < 10_000 || code >= 20_000 || status >= 500;
}
