// Bundles what users start into dist/: plain `node dist/…` starts in half the time and memory of a TypeScript loader,
// and worker threads need a JavaScript file on Node 20.
import { readdirSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const entries = {
  main: 'src/main.ts',
  ask: 'scripts/ask.ts',
  ingest: 'scripts/ingest.ts',
  eval: 'scripts/eval.ts',
  quiz: 'scripts/quiz.ts',
  bench: 'scripts/bench.ts',
  pack: 'scripts/pack.ts',
  doctor: 'scripts/doctor.ts',
  'notes-worker': 'src/notes/notes-worker.ts',
  'items-worker': 'src/quiz/items-worker.ts',
  'picture-worker': 'src/chat/picture-worker.ts',
  'embed-worker': 'src/adapters/embed-worker.ts',
  'hnsw-worker': 'src/adapters/hnsw-worker.ts',
  'checkpoint-worker': 'src/adapters/checkpoint-worker.ts',
};

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: entries,
  outdir: 'dist',
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: 'linked',
  sourcesContent: false,
  logLevel: 'warning',
  metafile: true,
  // Native addons and WebAssembly load their binaries by path; discord.js is lazy about its optional parts.
  external: ['onnxruntime-node', 'hnswlib-node', 'libsql', 'tiktoken', 'discord.js', '@napi-rs/canvas'],
  // transformers.js loads an image library at its start that texts never need: 80 ms and 18 MB.
  alias: { sharp: './scripts/no-sharp.mjs' },
  // CommonJS packages inside the bundle still call require().
  banner: {
    js: "import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);",
  },
});

// Leftovers go only now, so that a running Seogi always finds the files it may still load.
const made = new Set(Object.keys(metafile.outputs).map((file) => basename(file)));
for (const file of readdirSync(`${root}/dist`)) if (!made.has(file)) rmSync(`${root}/dist/${file}`);
