import { constants, setPriority } from 'node:os';

/** Lets this worker thread have what processor time the others leave. Only on Linux is a priority a thread's own. */
export function stayBehind(): void {
  if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW);
}
