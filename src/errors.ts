/** An error meant for the person at the other end: its message is Korean, complete, and shown as it is. */
export class UserError extends Error {
  override readonly name: string = 'UserError';
}

/** The command line was used wrongly (exit code 2). */
export class UsageError extends UserError {
  override readonly name = 'UsageError';
}
