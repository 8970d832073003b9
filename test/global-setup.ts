import { execFileSync } from 'node:child_process';

/** Workers and command lines are tested as users run them: from a fresh bundle. */
export default function setup(): void {
  execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' });
}
