import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from '../errors.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** The folders every command takes. */
export const FOLDER_OPTIONS = { notes: { type: 'string' }, data: { type: 'string' } } as const satisfies Options;

/** Reads the command line. Throws UsageError with the usage where an option is unknown or lacks its value. */
export function readArguments<const T extends Options>(options: T, usage: string) {
  try {
    const read = parseArgs({ options, allowPositionals: true, strict: true });
    // `--notes=$UNSET` must not mean the current folder.
    if (Object.values(read.values).includes('')) throw new Error('empty value');
    return read;
  } catch (cause) {
    throw new UsageError(`명령을 이렇게 써 주세요: ${usage}`, { cause });
  }
}
