// node scripts/run-ts.mjs scripts/NAME.ts [args]: runs a script that needs the development dependencies.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const [script] = process.argv.splice(2, 1);
if (script === undefined) throw new Error('Name a script: node scripts/run-ts.mjs scripts/bench-discord.ts');
// Within the project, so that its packages are found.
const outfile = `${root}node_modules/.cache/seogi/${script.replace(/\W+/g, '-')}.mjs`;
await build({
  entryPoints: [script],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
});
await import(outfile);
