import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../src/paths.ts';

/** What a command that has ended left behind. */
export interface CommandResult {
  /** Exit code; null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** What is piped in; nothing when left out. */
  readonly input?: string;
}

/** Nothing of the developer's own settings may reach a test. */
const SETTINGS = new Set([
  'DISCORD_TOKEN',
  'DISCORD_API_URL',
  'DISCORD_GUILD_ID',
  'NOTES_DIR',
  'DATA_DIR',
  'EMBEDDING_MODEL',
  'HF_ENDPOINT',
  'NOTES_BASE_URL',
  'TIMEZONE',
  'HEALTH_PORT',
  'LOG_LEVEL',
]);

/** Starts one of the bundled commands (`ask`, `ingest`, `main`) as users do: a process of its own. */
export function startCommand(name: string, args: readonly string[], options: CommandOptions = {}): ChildProcess {
  const inherited = Object.entries(process.env).filter(([key]) => !SETTINGS.has(key));
  const child = spawn(process.execPath, [join(PROJECT_ROOT, 'dist', `${name}.js`), ...args], {
    // A developer's .env stands in the project's folder.
    cwd: tmpdir(),
    env: { ...Object.fromEntries(inherited), ...options.env },
  });
  child.stdin?.end(options.input ?? '');
  return child;
}

/** Runs a command to its end. */
export async function runCommand(
  name: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const child = startCommand(name, args, options);
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}
