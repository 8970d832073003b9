// node scripts/run-ts.mjs scripts/fit/signals.ts OUT.json NAME=NOTES:QUESTIONS.jsonl [NAME=…]: what every signal says of the
// candidates of every question, and what the evidence is for the answer; fit.py makes weights of it.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openTransformersEmbedder } from '../../src/adapters/transformers-embedder.ts';
import { evidence, HITS_FOR_CONFIDENCE } from '../../src/answer/confidence.ts';
import { foldDuplicates } from '../../src/answer/duplicates.ts';
import { quote } from '../../src/answer/quote.ts';
import { readConfig } from '../../src/config.ts';
import { openLog } from '../../src/log.ts';
import { readPacks } from '../../src/packs/read-packs.ts';
import { openTutor } from '../../src/packs/tutor.ts';
import { PROJECT_ROOT } from '../../src/paths.ts';
import { queryFor, type RankedHit, retrieve } from '../../src/search/retrieve.ts';
import { openSeogi } from '../../src/seogi.ts';
import { holdsGold, Question, rankOf } from '../score.ts';

/** Candidates a question is fitted on, beside all that are right. */
const CANDIDATES = 60;
const EVERYTHING = 400;

const [out, ...sets] = process.argv.slice(2);
if (out === undefined || sets.length === 0)
  throw new Error('Name a file to write and sets: name=notes:questions.jsonl');
/** What people also say to a bot, and questions of other subjects: no notes here answer them. */
const OFF_TOPIC = (await readFile(join(PROJECT_ROOT, 'scripts/fit/off-topic.txt'), 'utf8')).trim().split('\n');
const tutor = openTutor(await readPacks(join(PROJECT_ROOT, 'packs')));
const result: Record<string, unknown[]> = {};
for (const set of sets) {
  const [, name = '', notes, file = ''] = /^([^=]+)=([^:]+):(.+)$/.exec(set) ?? [];
  const config = readConfig({ notes });
  const seogi = await openSeogi(config, openLog('warn'));
  await seogi.reload();
  await seogi.update();
  const sources = seogi.sources();
  const embedder = await openTransformersEmbedder({
    model: config.model,
    cacheDir: join(config.dataDir, 'models'),
    onStatus: () => undefined,
  });
  const questions = (await readFile(file, 'utf8'))
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => Question.parse(JSON.parse(line)));
  const offTopic = OFF_TOPIC.map((question) => ({ kind: 'off-topic', question, gold: [], previous: undefined }));
  const rows: unknown[] = [];
  for (const { kind, question, gold, previous } of [...questions, ...offTopic]) {
    if (previous !== undefined) continue;
    const [vector] = await embedder.embed([question], 'query');
    const hints = tutor.hints(vector, embedder.id);
    const queries = sources.map(({ generation }) => queryFor(generation, question, hints));
    const hits = foldDuplicates(retrieve(sources, { queries, vector, hints }, EVERYTHING));
    const isRight = (hit: RankedHit) => rankOf(gold, [hit.passage]) === 0;
    const weigh = (some: readonly RankedHit[]) => evidence(queries, some.slice(0, HITS_FOR_CONFIDENCE)) ?? null;
    const [best] = hits;
    rows.push({
      kind,
      question,
      gold,
      candidates: [...hits.slice(0, CANDIDATES), ...hits.slice(CANDIDATES).filter(isRight)].map((hit) => ({
        right: isRight(hit),
        signals: hit.signals,
      })),
      quoteIsRight: best !== undefined && holdsGold(quote(best), gold),
      evidence: weigh(hits),
      // The same question of notes that do not answer it.
      evidenceWithoutAnswer: gold.length > 0 ? weigh(hits.filter((hit) => !isRight(hit))) : null,
    });
  }
  result[name] = rows;
  await embedder.close();
  await seogi.close();
  process.stderr.write(`${name}: ${rows.length}\n`);
}
await writeFile(out, JSON.stringify(result));
