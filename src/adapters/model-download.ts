import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { UserError } from '../errors.ts';
import { fetchHubFile } from './model-fetch.ts';
import { ONNX_FILES, OPTIONAL_FILES, REQUIRED_FILES } from './model-layout.ts';
import type { ModelSource } from './model-messages.ts';

/** Where to look for a model. */
export interface ModelLocation {
  /** A hub id (`org/name`), or the path of a model folder. */
  readonly model: string;
  /** Where downloaded models are kept. */
  readonly cacheDir: string;
  /** Address of the hub, without a slash at the end. */
  readonly hubUrl: string;
  /** Milliseconds without a byte after which a download is given up. */
  readonly stallMs: number;
  readonly onStatus: (message: string) => void;
}

/** Written last into a downloaded model: a folder without it is not whole. */
const MANIFEST = 'download.json';
const manifestSchema = z.object({ model: z.string(), sha256: z.record(z.string(), z.string()) });

/** Staging folders of this process, which nobody may clear away. */
const staging = new Set<string>();

/**
 * The hub model's folder in the cache, downloaded first if it is not there whole. It appears under its name in one
 * step, so that a process killed at any moment leaves either all of it or nothing that would be taken for it.
 */
export async function downloadModel(location: ModelLocation): Promise<ModelSource> {
  const { model } = location;
  const folder = join(resolve(location.cacheDir), ...model.split('/'));
  const cached = await readChecksums(folder, model);
  if (cached !== undefined) return { name: model, folder, checksums: cached, fresh: false };
  try {
    await mkdir(dirname(folder), { recursive: true });
    await clearLeftovers(folder);
    const stage = await mkdtemp(`${folder}.part-${process.pid}-`);
    staging.add(stage);
    try {
      const sha256 = await fetchAll(location, stage);
      await writeFile(join(stage, MANIFEST), JSON.stringify({ model, sha256 }, null, 2), { flush: true });
      await moveInto(stage, folder, model);
      return { name: model, folder, checksums: sha256, fresh: true };
    } finally {
      await rm(stage, { recursive: true, force: true });
      staging.delete(stage);
    }
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw new UserError(
      `임베딩 모델을 ${folder} 폴더에 저장할 수 없으니, 디스크의 남은 공간과 쓰기 권한을 확인해 주세요.`,
      {
        cause,
      },
    );
  }
}

/** Takes a downloaded model off the disk, so that the next start downloads it again. */
export async function discardModel(source: ModelSource): Promise<void> {
  // The manifest first: what a crash leaves of the rest is then not taken for a model.
  await rm(join(source.folder, MANIFEST), { force: true });
  await rm(source.folder, { recursive: true, force: true });
}

async function readChecksums(folder: string, model: string): Promise<Record<string, string> | undefined> {
  try {
    const manifest = manifestSchema.parse(JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')));
    return manifest.model === model ? manifest.sha256 : undefined;
  } catch {
    return undefined;
  }
}

/** Downloads what the model has of the files that matter; returns the SHA-256 of each. */
async function fetchAll(location: ModelLocation, stage: string): Promise<Record<string, string>> {
  const { model, hubUrl } = location;
  const sha256: Record<string, string> = {};
  const bring = async (file: string): Promise<boolean> => {
    const hash = await fetchHubFile({ ...location, file, onProgress: progress(location, file) }, join(stage, file));
    if (hash !== undefined) sha256[file] = hash;
    return hash !== undefined;
  };
  location.onStatus(`임베딩 모델(${model})을 ${hubUrl}에서 받기 시작해요.`);
  for (const file of REQUIRED_FILES) {
    if (await bring(file)) continue;
    throw new UserError(
      `허브(${hubUrl})에 임베딩 모델(${model})의 ${file} 파일이 없으니, EMBEDDING_MODEL의 이름이 맞는지 확인해 주세요.`,
    );
  }
  for (const file of OPTIONAL_FILES) await bring(file);
  for (const file of ONNX_FILES) {
    if (!(await bring(file))) continue;
    await bring(`${file}_data`);
    return sha256;
  }
  throw new UserError(
    `허브(${hubUrl})의 임베딩 모델(${model})에 ${ONNX_FILES.join(' 또는 ')} 파일이 없으니, Xenova/multilingual-e5-base처럼 ONNX로 변환된 모델을 골라 주세요.`,
  );
}

/** Says every tenth of a large file. */
function progress(
  { model, onStatus }: ModelLocation,
  file: string,
): (bytes: number, whole: number | undefined) => void {
  const megabytes = (bytes: number): number => Math.round(bytes / 1e6);
  let said = 0;
  return (bytes, whole) => {
    const tenths = whole === undefined ? 0 : Math.floor((bytes / whole) * 10);
    if (whole === undefined || !file.startsWith('onnx/') || tenths <= said) return;
    said = tenths;
    onStatus(`임베딩 모델(${model})을 받는 중이에요: ${tenths * 10}% (${megabytes(bytes)}/${megabytes(whole)} MB)`);
  };
}

async function moveInto(stage: string, folder: string, model: string): Promise<void> {
  try {
    await rename(stage, folder);
  } catch (error) {
    // Another process was faster: its model is as good. What is not whole there makes room.
    if ((await readChecksums(folder, model)) !== undefined) return;
    if (!(await readdir(folder).catch(() => undefined))) throw error;
    await rm(folder, { recursive: true });
    await rename(stage, folder);
  }
}

/** Removes what downloads of this model left that were killed. */
async function clearLeftovers(folder: string): Promise<void> {
  const pattern = /\.part-(\d+)-[^-]+$/;
  for (const entry of await readdir(dirname(folder))) {
    const pid = entry.startsWith(`${basename(folder)}.part-`) ? pattern.exec(entry)?.[1] : undefined;
    const path = join(dirname(folder), entry);
    if (pid === undefined || staging.has(path) || (Number(pid) !== process.pid && isRunning(Number(pid)))) continue;
    await rm(path, { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, under another user.
    return Reflect.get(Object(error), 'code') === 'EPERM';
  }
}
