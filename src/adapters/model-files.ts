import { existsSync, statSync } from 'node:fs';
import { basename, isAbsolute, join, resolve } from 'node:path';
import { UserError } from '../errors.ts';
import { downloadModel } from './model-download.ts';
import type { ModelSource } from './model-messages.ts';

/** Without these no model can be loaded. */
export const REQUIRED_FILES = ['config.json', 'tokenizer.json', 'tokenizer_config.json'] as const;
/** How a sentence-transformers model wants to be used; many models do not have them. */
export const OPTIONAL_FILES = [
  'config_sentence_transformers.json',
  'modules.json',
  'sentence_bert_config.json',
  '1_Pooling/config.json',
] as const;
/** The network, best first: int8 is a quarter of the size and about twice as fast. `…_data` beside it holds large weights. */
export const ONNX_FILES = ['onnx/model_quantized.onnx', 'onnx/model.onnx'] as const;

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

/** The model's folder on this disk, downloaded first if it has to be. Throws UserError. */
export async function locateModel(location: ModelLocation): Promise<ModelSource> {
  const { model } = location;
  if (isAbsolute(model) || /^\.{0,2}[/\\]/.test(model) || existsSync(model)) return modelInFolder(resolve(model));
  if (!/^[\w-][\w.-]*(\/[\w-][\w.-]*)?$/.test(model)) {
    throw new UserError(
      `임베딩 모델 이름 "${model}"이(가) 올바르지 않아요. "Xenova/multilingual-e5-base" 같은 이름이나 모델 폴더의 경로를 적어 주세요.`,
    );
  }
  return downloadModel(location);
}

function modelInFolder(folder: string): ModelSource {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new UserError(`임베딩 모델 폴더 ${folder}이(가) 없어요. EMBEDDING_MODEL에 적은 경로를 확인해 주세요.`);
  }
  const lacks = REQUIRED_FILES.find((file) => !existsSync(join(folder, file)));
  const onnx = ONNX_FILES.some((file) => existsSync(join(folder, file)));
  if (lacks !== undefined || !onnx) {
    throw new UserError(
      `임베딩 모델 폴더 ${folder}에 ${lacks ?? ONNX_FILES.join(' 또는 ')} 파일이 없어요. 모델을 다시 받아 빠짐없이 넣어 주세요.`,
    );
  }
  return { name: basename(folder), folder, checksums: undefined };
}
