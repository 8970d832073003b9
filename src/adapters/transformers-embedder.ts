import { UserError } from '../errors.ts';
import { workerFile } from '../paths.ts';
import type { Embedder } from '../search/embedder.ts';
import { locateModel, type ModelLocation } from './model-files.ts';
import { createEmbedQueue } from './model-queue.ts';
import { type ModelSession, startModelSession } from './model-session.ts';

/** Which model to run, and where its files come from. */
export interface EmbedderOptions {
  /** A hub id (`org/name`), or the path of a model folder. */
  readonly model: string;
  /** Where downloaded models are kept. */
  readonly cacheDir: string;
  /** Address of the hub; its own when left out. */
  readonly hubUrl?: string | undefined;
  /** Milliseconds without a byte after which a download is given up; half a minute when left out. */
  readonly stallMs?: number;
  /** Told how a download goes, in Korean. */
  readonly onStatus?: (message: string) => void;
}

/**
 * Loads an embedding model into a worker thread, downloading it first if need be. Throws UserError, one sentence on
 * what is wrong and what to do, and leaves nothing half-made behind. Close it when done: the thread keeps the process alive.
 */
export async function openTransformersEmbedder(options: EmbedderOptions): Promise<Embedder> {
  const location: ModelLocation = {
    model: options.model,
    cacheDir: options.cacheDir,
    hubUrl: (options.hubUrl ?? 'https://huggingface.co').replace(/\/+$/, ''),
    stallMs: options.stallMs ?? 30_000,
    onStatus: options.onStatus ?? (() => {}),
  };
  let session = await openSession(location);
  const { id, dimensions } = session;

  const queue = createEmbedQueue(async (texts, kind) => {
    if (!session.alive()) {
      // A crash fails the batch that caused it, not the rest of the bot's life.
      session = await openSession(location);
      if (session.id !== id) throw new UserError('임베딩 모델의 파일이 바뀌었어요. 서기를 다시 시작해 주세요.');
    }
    return session.run(texts, kind);
  });

  return {
    id,
    dimensions,
    embed: queue.embed,
    async close() {
      queue.stop(new UserError('임베딩 모델을 닫는 중이라 처리하지 못했어요. 서기를 다시 시작한 뒤 시도해 주세요.'));
      await session.close();
    },
  };
}

async function openSession(location: ModelLocation): Promise<ModelSession> {
  const session = await startModelSession(workerFile('embed-worker'), await locateModel(location));
  if ('run' in session) return session;
  throw new UserError(`임베딩 모델 ${location.model}의 ${session.damaged} 파일이 손상되었어요. 다시 받아 주세요.`);
}
