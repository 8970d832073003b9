import { existsSync, statSync } from 'node:fs';
import { basename, isAbsolute, join, resolve } from 'node:path';
import { UserError } from '../errors.ts';
import { downloadModel, type ModelLocation } from './model-download.ts';
import { ONNX_FILES, REQUIRED_FILES } from './model-layout.ts';
import type { ModelSource } from './model-messages.ts';

/** The model's folder on this disk, downloaded first if it has to be. Throws UserError. */
export async function locateModel(location: ModelLocation): Promise<ModelSource> {
  const { model } = location;
  if (isAbsolute(model) || /^\.{0,2}[/\\]/.test(model) || existsSync(model)) return modelInFolder(resolve(model));
  if (/^[\w-][\w.-]*(\/[\w-][\w.-]*)?$/.test(model)) return downloadModel(location);
  throw new UserError(
    `임베딩 모델 이름(${model})이 올바르지 않으니, EMBEDDING_MODEL에 Xenova/multilingual-e5-base 같은 이름이나 모델 폴더의 경로를 적어 주세요.`,
  );
}

function modelInFolder(folder: string): ModelSource {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new UserError(`임베딩 모델 폴더(${folder})가 없으니, EMBEDDING_MODEL에 적은 경로를 확인해 주세요.`);
  }
  const lacks = REQUIRED_FILES.find((file) => !existsSync(join(folder, file)));
  const onnx = ONNX_FILES.some((file) => existsSync(join(folder, file)));
  if (lacks !== undefined || !onnx) {
    throw new UserError(
      `임베딩 모델 폴더(${folder})에 ${lacks ?? ONNX_FILES.join(' 또는 ')} 파일이 없으니, 모델을 다시 받아 빠짐없이 넣어 주세요.`,
    );
  }
  return { name: basename(folder), folder, checksums: undefined, fresh: false };
}
