// npm run pack: checks a domain pack and writes the vectors of its texts beside it (packs/README.md).
import { writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { openTransformersEmbedder } from '../src/adapters/transformers-embedder.ts';
import { readArguments } from '../src/cli/arguments.ts';
import { runCommand } from '../src/cli/run.ts';
import { readConfig } from '../src/config.ts';
import { UsageError } from '../src/errors.ts';
import { packTexts } from '../src/packs/pack.ts';
import { encodeVectors } from '../src/packs/pack-vectors.ts';
import { readPack, VECTORS_FILE } from '../src/packs/read-packs.ts';

const USAGE = 'npm run pack -- 팩폴더';

await runCommand(async (defer) => {
  const { positionals } = readArguments({}, USAGE);
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw new UsageError(`명령을 이렇게 써 주세요: ${USAGE}`);
  const config = readConfig();
  const { id, entries } = await readPack(resolve(folder), basename(resolve(folder)));
  const embedder = await openTransformersEmbedder({
    model: config.model,
    cacheDir: join(config.dataDir, 'models'),
    onStatus: (message) => process.stderr.write(`${message}\n`),
  });
  defer(embedder.close);
  const vectors: Float32Array[] = [];
  for (const { text, kind } of packTexts(entries)) vectors.push(...(await embedder.embed([text], kind)));
  await writeFile(join(folder, VECTORS_FILE), encodeVectors(entries, embedder.id, vectors));
  process.stdout.write(`${id}: 항목 ${entries.length}개, 글 ${vectors.length}개\n`);
  return 0;
});
