import { UserError } from '../errors.ts';
import type { Progress } from '../search/update-index.ts';
import type { Seogi } from '../seogi.ts';

/** What happens to the index behind a chat that has started already. */
export interface IndexingEvents {
  readonly onProgress: (progress: Progress) => void;
  /** Every note is in: from now on answers go by meaning. */
  readonly onDone: () => void;
  /** One sentence each: another process is at it, a note could not be read. */
  readonly onNotice: (sentence: string) => void;
  readonly onFault: (error: unknown) => void;
}

/**
 * Resolves as soon as something can answer: the index on disk, or a first one by keywords. The rest goes on behind.
 * Rejects where nothing ever could: no notes folder, or another process at work on the first index.
 */
export async function becomeReady(seogi: Seogi, events: IndexingEvents): Promise<void> {
  const { onProgress, onDone, onNotice, onFault } = events;
  await seogi.reload();
  let finished: Promise<void> = Promise.resolve();
  const first = new Promise<void>((onGeneration) => {
    finished = seogi.update({ keywordsFirst: true, onProgress, onGeneration }).then(async (outcome) => {
      if (outcome.kind === 'busy') {
        onNotice('다른 서기가 색인하는 중이라 지금 있는 색인으로 답해요.');
        return;
      }
      for (const { file, reason } of outcome.report.broken) onNotice(`읽지 못한 노트: ${file} (${reason})`);
      onDone();
      await seogi.attachIndex();
    });
  });
  if (seogi.sources().length === 0) await Promise.race([first, finished]);
  if (seogi.sources().length === 0) throw new UserError('아직 색인이 없어요. 잠시 뒤에 다시 시작해 주세요.');
  finished.catch(onFault);
}
