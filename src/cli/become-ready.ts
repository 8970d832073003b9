import { setTimeout as sleep } from 'node:timers/promises';
import type { IndexReport, Progress } from '../search/update-index.ts';
import type { Seogi } from '../seogi.ts';

/** How often to look whether another process has finished indexing, in ms. */
const LOOK = 500;

/** What happens to the index behind a chat that has started already. */
export interface IndexingEvents {
  readonly onProgress: (progress: Progress) => void;
  /** Every note is in: from now on answers go by meaning. */
  readonly onDone: (report: IndexReport) => void;
  /** One sentence each: another process is at it. */
  readonly onNotice: (sentence: string) => void;
  readonly onFault: (error: unknown) => void;
}

/**
 * Resolves as soon as something can answer: the index on disk, or a first one by keywords, ours or another process's.
 * The rest goes on behind. Rejects where nothing ever could, as without a notes folder.
 */
export async function becomeReady(seogi: Seogi, events: IndexingEvents): Promise<void> {
  const { onProgress, onDone, onNotice, onFault } = events;
  let answerable: () => void = () => {};
  const first = new Promise<void>((resolve) => {
    answerable = resolve;
  });
  const look = async () => {
    await seogi.reload();
    if (seogi.sources().length > 0) answerable();
  };

  const finish = async () => {
    const update = () => seogi.update({ keywordsFirst: true, onProgress, onGeneration: answerable });
    let outcome = await update();
    if (outcome.kind === 'busy') onNotice('다른 서기가 색인하는 중이에요. 그동안은 지금 있는 색인으로 답해요.');
    while (outcome.kind === 'busy') {
      await sleep(LOOK);
      await look();
      outcome = await update();
    }
    onDone(outcome.report);
    await seogi.attachIndex();
  };

  await look();
  const finished = finish();
  await Promise.race([first, finished]);
  finished.catch(onFault);
}
