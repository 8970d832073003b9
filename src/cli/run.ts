import { UsageError, UserError } from '../errors.ts';

/** Exit codes of every command: done, failed, wrong usage. */
const FAILED = 1;
const WRONG_USAGE = 2;
/** What is left open gets this long to close, in ms: the process ends anyway. */
const CLOSING = 1000;

/** Registers what is to be closed before the process ends, however the command ends. */
export type Defer = (close: () => Promise<void>) => void;

/**
 * Runs a command and ends the process with its exit code. A UserError is one sentence on standard error; anything else
 * is a fault of ours and shown with its stack.
 */
export async function runCommand(command: (defer: Defer) => Promise<number>): Promise<never> {
  const closers: (() => Promise<void>)[] = [];
  // Ending the process under a thread that computes would abort it.
  let ending = false;
  const end = async (code: number): Promise<never> => {
    if (ending) return new Promise<never>(() => {});
    ending = true;
    const closed = Promise.allSettled(closers.map((close) => close()));
    await Promise.race([closed, new Promise((done) => setTimeout(done, CLOSING))]);
    process.exit(code);
  };
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // `… | head` closes the pipe early: that is no fault.
    if (error.code === 'EPIPE') void end(0);
    else {
      process.stderr.write(`결과를 쓰지 못했어요 (${error.code ?? error.message}).\n`);
      void end(FAILED);
    }
  });
  try {
    const code = await command((close) => closers.push(close));
    await new Promise<void>((done) => process.stdout.write('', () => done()));
    return await end(code);
  } catch (error) {
    // What fails because it was closed on the way out concerns nobody.
    if (!ending) process.stderr.write(error instanceof UserError ? `${error.message}\n` : `${describeFault(error)}\n`);
    return end(error instanceof UsageError ? WRONG_USAGE : FAILED);
  }
}

function describeFault(error: unknown): string {
  const stack = error instanceof Error ? error.stack : String(error);
  return `서기에 문제가 생겼어요. 아래 내용을 알려 주시면 고칠게요.\n${stack}`;
}
