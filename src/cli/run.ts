import { UsageError, UserError } from '../errors.ts';

/** Exit codes of every command: done, failed, wrong usage. */
const FAILED = 1;
const WRONG_USAGE = 2;

/**
 * Runs a command and ends the process with its exit code. A UserError is one sentence on standard error; anything else
 * is a fault of ours and shown with its stack.
 */
export async function runCommand(command: () => Promise<number>): Promise<never> {
  // `… | head` closes the pipe early: that is no fault.
  process.stdout.on('error', () => process.exit(0));
  try {
    const code = await command();
    await new Promise<void>((done) => process.stdout.write('', () => done()));
    process.exit(code);
  } catch (error) {
    process.stderr.write(error instanceof UserError ? `${error.message}\n` : `${describeFault(error)}\n`);
    process.exit(error instanceof UsageError ? WRONG_USAGE : FAILED);
  }
}

function describeFault(error: unknown): string {
  const stack = error instanceof Error ? error.stack : String(error);
  return `서기에 문제가 생겼어요. 아래 내용을 알려 주시면 고칠게요.\n${stack}`;
}
