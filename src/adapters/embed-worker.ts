// The thread that runs the model: one batch at a time, so that the main thread stays free for conversations.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { UserError } from '../errors.ts';
import { fingerprintModel } from './model-fingerprint.ts';
import { ONNX_FILES } from './model-layout.ts';
import type { ModelSource, WorkerReply, WorkerRequest } from './model-messages.ts';
import { loadModel, type ModelRuntime } from './model-runtime.ts';
import { readModelSettings } from './model-settings.ts';

function reply(message: WorkerReply, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer);
}

function fail(error: unknown): void {
  const forUser = error instanceof UserError;
  reply({ type: 'failed', forUser, message: forUser ? error.message : String(error) });
}

async function start(source: ModelSource): Promise<ModelRuntime | undefined> {
  const onnxFile = ONNX_FILES.find((file) => existsSync(join(source.folder, file))) ?? ONNX_FILES[0];
  const settings = await readModelSettings(source.folder, source.name);
  const fingerprint = await fingerprintModel(source, settings, onnxFile);
  if (typeof fingerprint !== 'string') {
    reply({
      type: 'failed',
      forUser: false,
      message: `${fingerprint.damaged} has changed since its download`,
      ...fingerprint,
    });
    return undefined;
  }
  const runtime = await loadModel(source, onnxFile, settings);
  // A first text tells the dimensions, finds models that give no vectors, and warms up the memory.
  const { length } = await runtime.run(['준비'], 'query');
  reply({ type: 'ready', id: `${source.name}@${fingerprint}`, dimensions: length });
  return runtime;
}

const runtime = await start(workerData as ModelSource).catch(fail);
async function answer(request: WorkerRequest, model: ModelRuntime): Promise<void> {
  if (request === null) {
    await model.close();
    parentPort?.close();
    return;
  }
  const data = await model.run(request.texts, request.kind);
  reply({ type: 'vectors', data }, [data.buffer as ArrayBuffer]);
}

if (runtime !== undefined) parentPort?.on('message', (request: WorkerRequest) => answer(request, runtime).catch(fail));
