import type { QuizItem } from '../domain.ts';
import { readPacks } from '../packs/read-packs.ts';
import { openTutor } from '../packs/tutor.ts';
import { aliasesIn } from '../search/vocabulary.ts';
import type { QuizNote } from './entries.ts';
import { makeItems } from './items.ts';

/** All that items are made from, as plain data: it goes to another thread, where functions cannot. */
export interface ItemsJob {
  readonly notes: readonly QuizNote[];
  readonly seed: number;
  /** The folder of the domain packs; it may be missing. */
  readonly packsDir: string;
}

/**
 * Makes the items of notes with all that is known of their names: the notes' own spellings and the domain packs'.
 * Throws UserError where a pack cannot be read.
 */
export async function doItemsJob({ notes, seed, packsDir }: ItemsJob): Promise<QuizItem[]> {
  const { names, neighbours } = openTutor(await readPacks(packsDir));
  const passages = notes.flatMap((note) => note.passages);
  return makeItems(notes, { seed, neighbours, sameName: aliasesIn(passages, names).same });
}
