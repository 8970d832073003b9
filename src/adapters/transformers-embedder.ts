import { UserError } from '../errors.ts';
import { workerFile } from '../paths.ts';
import type { Embedder } from '../search/embedder.ts';
import { discardModel, type ModelLocation } from './model-download.ts';
import { locateModel } from './model-locate.ts';
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
  return embedThrough(() => openSession(location));
}

/** An embedder over the sessions that `open` gives: the first at once, another whenever one has died. */
export async function embedThrough(open: () => Promise<ModelSession>): Promise<Embedder> {
  let session = await open();
  let closed = false;
  const { id, dimensions } = session;

  const queue = createEmbedQueue(async (texts, kind) => {
    if (!session.alive()) {
      // A crash fails the batch that caused it, not the rest of the bot's life.
      const next = await open();
      if (closed || next.id !== id) await next.close();
      // Its vectors would not compare with those embedded so far.
      if (next.id !== id) throw new UserError('임베딩 모델의 파일이 바뀌었으니, 서기를 다시 시작해 주세요.');
      session = next;
    }
    return session.run(texts, kind);
  });

  return {
    id,
    dimensions,
    embed: queue.embed,
    async close() {
      closed = true;
      queue.stop(new UserError('서기가 꺼지는 중이라 임베딩을 마치지 못했으니, 다시 켜진 뒤에 시도해 주세요.'));
      await session.close();
    },
  };
}

async function openSession(location: ModelLocation): Promise<ModelSession> {
  const script = workerFile('embed-worker');
  const source = await locateModel(location);
  const first = await startModelSession(script, source).catch(async (error) => {
    // What was brought in vain is not kept: the hub may have sent something else than a model.
    if (source.fresh) await discardModel(source);
    throw error;
  });
  if ('run' in first) return first;
  location.onStatus(`임베딩 모델(${source.name})의 ${first.damaged} 파일이 손상되어 다시 받아요.`);
  await discardModel(source);
  const again = await startModelSession(script, await locateModel(location));
  if ('run' in again) return again;
  throw new UserError(`임베딩 모델(${source.name})이 받자마자 손상되니, 디스크에 이상이 없는지 확인해 주세요.`);
}
