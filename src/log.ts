import { createConsola } from 'consola';
import type { LogLevel } from './config.ts';

/** What happens, on standard error. Never given a token, a message's text or a whole error object of Discord's. */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

const LEVELS: Record<LogLevel, number> = { silent: -999, error: 0, warn: 1, info: 3, debug: 4 };

/** Opens the log: readable lines on a terminal, plain ones in a file or a service's journal. */
export function openLog(level: LogLevel): Log {
  const log = createConsola({
    level: LEVELS[level],
    stdout: process.stderr,
    stderr: process.stderr,
    fancy: process.stderr.isTTY === true,
    formatOptions: { date: process.stderr.isTTY !== true },
  });
  return {
    debug: (message) => log.debug(message),
    info: (message) => log.info(message),
    warn: (message) => log.warn(message),
    error: (message) => log.error(message),
  };
}
