import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { config as readDotenv } from 'dotenv';
import { z } from 'zod';
import { UserError } from './errors.ts';
import { BUNDLED_MODEL, PROJECT_ROOT } from './paths.ts';

/** An empty line in `.env` means the same as no line. */
const optional = z
  .string()
  .trim()
  .optional()
  .transform((value) => value || undefined);

const url = optional.refine(
  (value) => value === undefined || /^https?:\/\/[^\s]+$/.test(value),
  'http:// 또는 https://로 시작하는 주소여야 해요',
);

function isTimeZone(value: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const Environment = z.object({
  DISCORD_TOKEN: optional,
  DISCORD_API_URL: url,
  DISCORD_GUILD_ID: optional.refine(
    (value) => value === undefined || /^\d{17,20}$/.test(value),
    '서버 ID는 17~20자리 숫자예요',
  ),
  NOTES_DIR: optional,
  DATA_DIR: optional,
  EMBEDDING_MODEL: optional,
  HF_ENDPOINT: url,
  NOTES_BASE_URL: url,
  TIMEZONE: optional.refine(
    (value) => value === undefined || isTimeZone(value),
    'Asia/Seoul처럼 시간대의 이름이어야 해요',
  ),
  HEALTH_PORT: optional.refine(
    (value) => value === undefined || (/^\d{1,5}$/.test(value) && Number(value) > 0 && Number(value) < 65_536),
    '1–65535 사이의 포트 번호여야 해요',
  ),
  LOG_LEVEL: optional.refine(
    (value) => value === undefined || ['debug', 'info', 'warn', 'error', 'silent'].includes(value),
    'debug, info, warn, error, silent 가운데 하나여야 해요',
  ),
});

/** How much is logged, from everything to nothing. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

export interface Config {
  readonly discord: {
    readonly token: string | undefined;
    /** REST base without `/v10`; undefined is Discord's own. */
    readonly apiUrl: string | undefined;
    /** Commands are registered in this server only, at once, instead of everywhere. */
    readonly guildId: string | undefined;
  };
  /** Absolute. */
  readonly notesDir: string;
  /** Absolute. */
  readonly dataDir: string;
  /** A hub id or an absolute path to a model folder. */
  readonly model: string;
  readonly hubUrl: string | undefined;
  /** Citations link to `NOTES_BASE_URL/<file>`; without a trailing slash. */
  readonly notesBaseUrl: string | undefined;
  /** What decides what a day is. */
  readonly timeZone: string;
  /** Where `/healthz` and `/metrics` are served; undefined for nowhere. */
  readonly healthPort: number | undefined;
  readonly logLevel: LogLevel;
}

/** An absolute path; `~/` is the home folder, which no shell has put in where a line of `.env` says so. */
const path = (value: string) => resolve(/^~(\/|$)/.test(value) ? join(homedir(), value.slice(1)) : value);

/** A path stays a path (`./m`, `../m`, `/m`, `~/m`), a name of the form `owner/name` is a hub id. */
function modelReference(value: string | undefined): string {
  if (value === undefined) return resolve(PROJECT_ROOT, 'models', BUNDLED_MODEL);
  return /^(\.{1,2}(\/|$)|[/~])/.test(value) || value.split('/').length !== 2 ? path(value) : value;
}

/**
 * Environment and `.env` → Config; the only reader of `process.env`.
 * `overrides` are the command line's folders. Throws UserError naming the variable that is wrong.
 */
export function readConfig(overrides: { notes?: string | undefined; data?: string | undefined } = {}): Config {
  readDotenv({ quiet: true });
  const parsed = Environment.safeParse(process.env);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new UserError(`환경 변수를 고쳐 주세요. ${problems.join(' / ')}`);
  }
  const env = parsed.data;
  const notes = overrides.notes ?? env.NOTES_DIR;
  return Object.freeze<Config>({
    discord: { token: env.DISCORD_TOKEN, apiUrl: env.DISCORD_API_URL, guildId: env.DISCORD_GUILD_ID },
    notesDir: path(notes ?? resolve(PROJECT_ROOT, 'corpus')),
    dataDir: path(overrides.data ?? env.DATA_DIR ?? resolve(PROJECT_ROOT, 'data')),
    model: modelReference(env.EMBEDDING_MODEL),
    hubUrl: env.HF_ENDPOINT?.replace(/\/+$/, ''),
    notesBaseUrl: env.NOTES_BASE_URL?.replace(/\/+$/, ''),
    timeZone: env.TIMEZONE ?? 'Asia/Seoul',
    healthPort: env.HEALTH_PORT === undefined ? undefined : Number(env.HEALTH_PORT),
    logLevel: (env.LOG_LEVEL as LogLevel | undefined) ?? 'info',
  });
}
