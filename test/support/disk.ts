import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A small disk of its own that a folder lies on, as bots see it that are started `within`. */
export interface Disk {
  /** Put in front of a command, it lets the command see the disk. */
  readonly within: readonly [string, ...string[]];
  /** The folder on the disk, seen from outside. */
  readonly folder: string;
  /** Leaves no room at all. */
  fill(): Promise<void>;
  free(): Promise<void>;
  /** Lets nothing more be opened for writing; what is open already stays so. */
  protect(): void;
  unprotect(): void;
  close(): Promise<void>;
}

const SPACE = ['unshare', ['--user', '--map-root-user', '--mount']] as const;

/** Why there are no such disks here; undefined where there are: Linux, and allowed to have namespaces of one's own. */
export const noDisks: string | undefined =
  spawnSync(SPACE[0], [...SPACE[1], 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0
    ? undefined
    : 'no user namespaces';

/** Mounts a disk of so many MB at a folder, for nobody but who is started `within`; it goes with its holder. */
export async function openDisk(folder: string, megabytes: number): Promise<Disk> {
  await mkdir(folder, { recursive: true });
  const mount = `mount -t tmpfs -o size=${megabytes}m tmpfs "$0" && echo mounted && exec cat`;
  // Ends with this process, however that ends: then nobody writes to it any more.
  const holder = spawn(SPACE[0], [...SPACE[1], 'sh', '-c', mount, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(holder.stdout, 'data');
  const within = ['nsenter', '--user', '--mount', '--preserve-credentials', '--target', String(holder.pid)] as const;
  const inside = (...command: readonly string[]) => {
    const { status, stderr } = spawnSync(within[0], [...within.slice(1), ...command], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  };
  const outside = `/proc/${holder.pid}/root${folder}`;
  const filler = join(outside, 'filler');
  return {
    within,
    folder: outside,
    async fill() {
      // To the last page: what is written in one piece may fit in part.
      await writeFile(filler, new Uint8Array(megabytes * 1024 * 1024)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOSPC') throw error;
      });
    },
    free: () => rm(filler),
    protect: () => inside('mount', '--bind', '-o', 'ro', folder, folder),
    unprotect: () => inside('mount', '-o', 'remount,bind,rw', folder),
    async close() {
      holder.kill('SIGKILL');
      await once(holder, 'exit');
    },
  };
}
