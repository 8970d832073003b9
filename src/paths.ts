import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function findRoot(start: string): string {
  let folder = start;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`No package.json above ${start}`);
    folder = parent;
  }
  return folder;
}

/** The project's folder, wherever this code runs from (`src/` under the tests, `dist/` otherwise). */
export const PROJECT_ROOT: string = findRoot(dirname(fileURLToPath(import.meta.url)));

/** Where the domain packs are (packs/README.md). */
export const PACKS_DIR: string = join(PROJECT_ROOT, 'packs');

/** The model that comes with Seogi, by its folder in `models/`: the default, and the one that confidence is fitted to. */
export const BUNDLED_MODEL = 'multilingual-e5-small-ko';

/** The bundled file of a worker thread (built by `npm run prepare`): Node 20 cannot start workers from TypeScript. */
export function workerFile(
  name: 'notes-worker' | 'items-worker' | 'picture-worker' | 'embed-worker' | 'hnsw-worker' | 'checkpoint-worker',
): string {
  return join(PROJECT_ROOT, 'dist', `${name}.js`);
}
