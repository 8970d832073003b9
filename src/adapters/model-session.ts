import { Worker } from 'node:worker_threads';
import { UserError } from '../errors.ts';
import type { ModelSource, WorkerReply, WorkerRequest } from './model-messages.ts';
import type { RunBatch } from './model-queue.ts';

/** A model loaded in its own thread. */
export interface ModelSession {
  /** Name and fingerprint of the model. */
  readonly id: string;
  readonly dimensions: number;
  /** Embeds one batch; not to be called again before it has settled. */
  readonly run: RunBatch;
  /** False once the thread has ended. */
  alive(): boolean;
  /** Ends the thread after the batch it is at. */
  close(): Promise<void>;
}

/** The cached model is not what was downloaded: it has to be downloaded again. */
export interface DamagedModel {
  readonly damaged: string;
}

/** Outputs wait in the young heap to be collected: a small one keeps some 30 MB of them from piling up, at no cost in time. */
const YOUNG_MB = 4;
/** Longer than any batch takes; then the thread is ended the hard way. */
const CLOSE_MS = 3_000;

/** Starts the worker `script` on a model. Throws UserError when the model cannot be loaded. */
export async function startModelSession(script: string, source: ModelSource): Promise<ModelSession | DamagedModel> {
  const worker = new Worker(script, { workerData: source, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
  let alive = true;
  let crash: unknown;
  let settle: ((reply: WorkerReply | undefined) => void) | undefined;
  const answer = (reply: WorkerReply | undefined): void => {
    settle?.(reply);
    settle = undefined;
  };
  worker.on('message', answer);
  worker.on('error', (error) => {
    crash = error;
  });
  const ended = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      alive = false;
      answer(undefined);
      resolve();
    });
  });

  const next = async (request?: WorkerRequest): Promise<WorkerReply> => {
    const reply = await new Promise<WorkerReply | undefined>((resolve) => {
      settle = resolve;
      if (!alive) answer(undefined);
      else if (request !== undefined) worker.postMessage(request);
    });
    if (reply !== undefined && (reply.type !== 'failed' || reply.damaged !== undefined)) return reply;
    if (reply?.type === 'failed' && reply.forUser) throw new UserError(reply.message);
    throw new UserError(
      `임베딩 모델(${source.name})이 갑자기 멈췄으니, 다시 시도하고 되풀이되면 남은 메모리를 확인해 주세요.`,
      { cause: reply?.message ?? crash },
    );
  };

  const first = await next().catch(async (error) => {
    await worker.terminate();
    throw error;
  });
  if (first.type !== 'ready') {
    await worker.terminate();
    return { damaged: first.type === 'failed' ? (first.damaged ?? '') : '' };
  }
  const { id, dimensions } = first;
  return {
    id,
    dimensions,
    async run(texts, kind) {
      const reply = await next({ texts, kind });
      if (reply.type !== 'vectors') throw new Error(`The worker answered a batch with ${reply.type}`);
      return texts.map((_, row) => reply.data.slice(row * dimensions, (row + 1) * dimensions));
    },
    alive: () => alive,
    async close() {
      if (alive) worker.postMessage(null);
      const timer = setTimeout(() => void worker.terminate(), CLOSE_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}
