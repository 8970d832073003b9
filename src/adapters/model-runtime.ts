import { basename, dirname } from 'node:path';
import { AutoModel, AutoTokenizer, env, Tensor } from '@xenova/transformers';
import { UserError } from '../errors.ts';
import type { EmbeddingKind } from '../search/embedder.ts';
import { normalise, poolTokens } from './model-pooling.ts';
import type { ModelSettings } from './model-settings.ts';

/** A loaded model; lives in the worker. */
export interface ModelRuntime {
  /** Unit vectors of the texts, one after the other. Throws UserError when the model gives no usable vectors. */
  run(texts: readonly string[], kind: EmbeddingKind): Promise<Float32Array>;
  close(): Promise<void>;
}

/** Loads tokenizer and network from `folder`; `onnxFile` is one of `onnx/model_quantized.onnx` and `onnx/model.onnx`. */
export async function loadModel(folder: string, onnxFile: string, settings: ModelSettings): Promise<ModelRuntime> {
  env.localModelPath = dirname(folder);
  env.allowRemoteModels = false;
  env.useFSCache = false;
  const name = basename(folder);
  const damaged = (file: string) => (cause: unknown) => {
    throw new UserError(
      `임베딩 모델의 ${folder}/${file} 파일을 열 수 없어요. 파일이 손상되었거나 지원하지 않는 형식이니, 모델을 다시 받거나 다른 모델을 골라 주세요.`,
      { cause },
    );
  };
  const tokenizer = await AutoTokenizer.from_pretrained(name).catch(damaged('tokenizer.json'));
  const model = await AutoModel.from_pretrained(name, {
    device: 'cpu',
    dtype: onnxFile.endsWith('_quantized.onnx') ? 'q8' : 'fp32',
  }).catch(damaged(onnxFile));

  const encode = (text: string): number[] => {
    const ids: number[] = tokenizer.encode(text);
    // The closing special token stays: the library's own truncation cuts it off.
    return ids.length > settings.maxTokens ? [...ids.slice(0, settings.maxTokens - 1), ...ids.slice(-1)] : ids;
  };

  return {
    async run(texts, kind) {
      const encoded = texts.map((text) => encode(settings.prompts[kind] + text));
      const width = Math.max(1, ...encoded.map((ids) => ids.length));
      const ids = new BigInt64Array(texts.length * width).fill(BigInt(tokenizer.pad_token_id ?? 0));
      const mask = new BigInt64Array(texts.length * width);
      for (const [row, tokens] of encoded.entries()) {
        for (const [column, id] of tokens.entries()) ids[row * width + column] = BigInt(id);
        mask.fill(1n, row * width, row * width + tokens.length);
      }
      const shape = [texts.length, width];
      const output: unknown = await model({
        input_ids: new Tensor('int64', ids, shape),
        attention_mask: new Tensor('int64', mask, shape),
      });
      return joinVectors(
        encoded.map((tokens, row) => vectorOf(output, row, row * width, tokens.length, settings)),
        name,
      );
    },
    close: async () => {
      await model.dispose();
    },
  };
}

/** The output's tensor of that name and rank, if it has one. */
function tensorOf(output: unknown, name: string, rank: number): { data: Float32Array; size: number } | undefined {
  const tensor: unknown = Reflect.get(Object(output), name);
  if (!(tensor instanceof Tensor) || tensor.dims.length !== rank || !(tensor.data instanceof Float32Array))
    return undefined;
  return { data: tensor.data, size: tensor.dims.at(-1) ?? 0 };
}

function vectorOf(
  output: unknown,
  row: number,
  start: number,
  count: number,
  settings: ModelSettings,
): Float32Array | undefined {
  const tokens = tensorOf(output, 'last_hidden_state', 3) ?? tensorOf(output, 'token_embeddings', 3);
  if (tokens !== undefined && !settings.furtherLayers) return poolTokens({ ...tokens, start, count }, settings.pooling);
  // Some models pool, and run further layers, within their own graph.
  const pooled = tensorOf(output, 'sentence_embedding', 2);
  return pooled?.data.slice(row * pooled.size, (row + 1) * pooled.size);
}

function joinVectors(vectors: readonly (Float32Array | undefined)[], name: string): Float32Array {
  const size = vectors[0]?.length ?? 0;
  const joined = new Float32Array(vectors.length * size);
  for (const [row, vector] of vectors.entries()) {
    if (vector === undefined) {
      throw new UserError(`${name} 모델은 문장 임베딩(feature-extraction)을 만들지 않아요. 임베딩 모델을 골라 주세요.`);
    }
    if (!normalise(vector)) {
      throw new UserError(`임베딩 모델 ${name}이(가) 쓸 수 없는 벡터(NaN 또는 0)를 냈어요. 다른 모델을 골라 주세요.`);
    }
    joined.set(vector, row * size);
  }
  return joined;
}
