import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from '../errors.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** The folders every command takes. */
export const FOLDER_OPTIONS = { notes: { type: 'string' }, data: { type: 'string' } } as const satisfies Options;

/** Reads the command line. Throws UsageError with the usage where an option is unknown or lacks its value. */
export function readArguments<const T extends Options>(options: T, usage: string) {
  try {
    return parseArgs({ options, allowPositionals: true, strict: true });
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message.split('.')[0] : '';
    throw new UsageError(`명령을 이렇게 써 주세요: ${usage}\n(${detail})`);
  }
}
