// npm run quiz: makes quiz items out of the notes and prints them; no model and no index is needed.
import { FOLDER_OPTIONS, readArguments } from '../src/cli/arguments.ts';
import { quizJson } from '../src/cli/quiz-json.ts';
import { runCommand } from '../src/cli/run.ts';
import { readConfig } from '../src/config.ts';
import type { QuizItem } from '../src/domain.ts';
import { UsageError } from '../src/errors.ts';
import { BrokenNoteError } from '../src/notes/broken-note-error.ts';
import { findNotes } from '../src/notes/find.ts';
import { openNoteParser } from '../src/notes/note-parser.ts';
import { PACKS_DIR } from '../src/paths.ts';
import { chooseItems } from '../src/quiz/choose.ts';
import type { QuizNote } from '../src/quiz/entries.ts';
import { doItemsJob } from '../src/quiz/items-job.ts';
import { topics } from '../src/quiz/topics.ts';

const USAGE = 'npm run quiz -- [--notes 폴더] [--data 폴더] [--seed 수] [--count 문항 수] [--jsonl]';
const OPTIONS = {
  ...FOLDER_OPTIONS,
  seed: { type: 'string' },
  count: { type: 'string' },
  jsonl: { type: 'boolean' },
} as const;
/** Topics named in the readable list. */
const TOPICS_SHOWN = 20;

/** A whole number of zero or more; undefined where none was given. */
function wholeNumber(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (!/^\d+$/.test(value) || !Number.isSafeInteger(number)) {
    throw new UsageError(`--${name}에는 0 이상의 정수를 적어 주세요. ${USAGE}`);
  }
  return number;
}

/** The notes of a folder; what cannot be read or parsed is said on standard error and left out. */
async function readNotes(folder: string, parser: ReturnType<typeof openNoteParser>): Promise<QuizNote[]> {
  const notes: QuizNote[] = [];
  for (const found of await findNotes(folder)) {
    try {
      if ('reason' in found) process.stderr.write(`읽지 못한 노트: ${found.file} (${found.reason})\n`);
      else notes.push({ ...(await parser.parse(found.file, found.text)), text: found.text });
    } catch (error) {
      if (!(error instanceof BrokenNoteError)) throw error;
      process.stderr.write(`읽지 못한 노트: ${error.file} (${error.reason})\n`);
    }
  }
  return notes;
}

function describe(items: readonly QuizItem[]): string {
  const all = topics(items);
  const shown = all.slice(0, TOPICS_SHOWN).map(({ name, count }) => `${name} ${count}`);
  const list = items.map(({ type, stem, options, answer, source }, at) => {
    const choices = options.map((option, index) => `   ${index + 1}) ${option}`);
    const right = [answer].flat().join(' → ');
    const place = [source.file, ...source.headings].join(' › ');
    return [`${at + 1}. (${type}) ${stem}`, ...choices, `   답: ${right}`, `   ${place} (${source.startLine}행)`].join(
      '\n',
    );
  });
  return [
    ...list,
    `문항 ${items.length}개, 주제 ${all.length}개: ${shown.join(', ')}${all.length > TOPICS_SHOWN ? ' …' : ''}`,
  ].join('\n\n');
}

await runCommand(async (defer) => {
  const { values, positionals } = readArguments(OPTIONS, USAGE);
  if (positionals.length > 0) throw new UsageError(`명령을 이렇게 써 주세요: ${USAGE}`);
  const seed = wholeNumber('seed', values.seed) ?? 1;
  const count = wholeNumber('count', values.count);
  const config = readConfig(values);
  const parser = openNoteParser();
  defer(parser.close);
  const made = await doItemsJob({ notes: await readNotes(config.notesDir, parser), seed, packsDir: PACKS_DIR });
  const items = count === undefined ? made : chooseItems(made, { count, seed });
  if (values.jsonl) for (const item of items) process.stdout.write(`${JSON.stringify(quizJson(item))}\n`);
  else process.stdout.write(`${items.length === 0 ? '노트에서 낼 만한 문제를 찾지 못했어요.' : describe(items)}\n`);
  return 0;
});
