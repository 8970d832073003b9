import type { EmbeddingKind } from '../search/embedder.ts';
import { planBatches } from './model-batches.ts';

/** Embeds one batch: as many vectors as texts, in order. */
export type RunBatch = (texts: readonly string[], kind: EmbeddingKind) => Promise<readonly Float32Array[]>;

/** Hands batches to the model one at a time, questions before waiting passages. */
export interface EmbedQueue {
  /** One vector per text, in order. Rejects with what `run` threw, or with the reason of `stop`. */
  embed(texts: readonly string[], kind: EmbeddingKind): Promise<Float32Array[]>;
  /** Rejects everything pending, and every later call, with `reason`. */
  stop(reason: Error): void;
}

interface Job {
  readonly texts: readonly string[];
  readonly vectors: Float32Array[];
  readonly batches: number[][];
  resolve(vectors: Float32Array[]): void;
  reject(reason: unknown): void;
}

/** A queue in front of `run`, which is never called again before it has settled. */
export function createEmbedQueue(run: RunBatch): EmbedQueue {
  const waiting: Record<EmbeddingKind, Job[]> = { query: [], passage: [] };
  let stopped: Error | undefined;
  let running: Job | undefined;

  const drop = (job: Job): void => {
    for (const jobs of [waiting.query, waiting.passage]) {
      const place = jobs.indexOf(job);
      if (place >= 0) jobs.splice(place, 1);
    }
  };

  const step = async (job: Job, kind: EmbeddingKind, batch: readonly number[]): Promise<void> => {
    try {
      const vectors = await run(
        batch.map((index) => job.texts[index] ?? ''),
        kind,
      );
      for (const [place, index] of batch.entries()) {
        const vector = vectors[place];
        if (vector === undefined) throw new Error(`The model gave ${vectors.length} vectors for ${batch.length} texts`);
        job.vectors[index] = vector;
      }
      if (job.batches.length > 0) return;
      job.resolve(job.vectors);
    } catch (error) {
      job.reject(error);
    }
    drop(job);
  };

  const pump = async (): Promise<void> => {
    while (running === undefined) {
      const kind = waiting.query.length > 0 ? 'query' : 'passage';
      const job = waiting[kind][0];
      const batch = job?.batches.shift();
      if (job === undefined || batch === undefined) return;
      running = job;
      await step(job, kind, batch);
      running = undefined;
    }
  };

  return {
    embed: (texts, kind) =>
      new Promise((resolve, reject) => {
        if (stopped !== undefined) return reject(stopped);
        if (texts.length === 0) return resolve([]);
        waiting[kind].push({ texts, vectors: new Array(texts.length), batches: planBatches(texts), resolve, reject });
        void pump();
      }),
    stop(reason) {
      stopped = reason;
      for (const job of [...waiting.query, ...waiting.passage]) {
        drop(job);
        job.reject(reason);
      }
    },
  };
}
