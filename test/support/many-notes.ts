import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listNotes } from '../../src/notes/read.ts';
import { PROJECT_ROOT } from '../../src/paths.ts';
import { randomNumbers } from './random.ts';

const SECTION_LINES = 6;

/**
 * Notes made of half lines of `corpus/` under its headings, `bytes` each, by file name: the same for the same seed. To a model,
 * to keywords and to quizzes they are like notes, with no more names than the corpus has, though they say nothing.
 */
export async function manyNotes(count: number, bytes: number, seed: number): Promise<Record<string, string>> {
  const files = await listNotes(join(PROJECT_ROOT, 'corpus'));
  const corpus = (await Promise.all(files.map(({ path }) => readFile(path, 'utf8')))).join('\n');
  const headings = corpus.match(/(?<=^#+ ).+$/gm) ?? [];
  const halves = (corpus.match(/(?<=^ *- ).+$/gm) ?? []).map((line) => {
    const words = line.replace(/[:：]/g, '').split(' ');
    return [words.slice(0, words.length / 2), words.slice(words.length / 2)].map((half) => half.join(' '));
  });
  const random = randomNumbers(seed);
  const any = <T>(all: readonly T[]) => all[Math.floor(random() * all.length)] as T;
  const line = () => `- ${any(halves)[0]}, ${any(halves)[1]}`;

  const notes: Record<string, string> = {};
  for (let i = 0; i < count; i++) {
    let text = `# ${any(headings)}\n`;
    while (Buffer.byteLength(text) < bytes) {
      text += `\n## ${any(headings)}\n\n${Array.from({ length: SECTION_LINES }, line).join('\n')}\n`;
    }
    notes[`${String(i % 20).padStart(2, '0')}/노트 ${i}.md`] = text;
  }
  return notes;
}
