import { availableParallelism } from 'node:os';
import { basename, dirname } from 'node:path';
import { AutoModel, AutoTokenizer, env, LogLevel, Tensor } from '@xenova/transformers';
import { UserError } from '../errors.ts';
import type { EmbeddingKind } from '../search/embedder.ts';
import type { ModelSource } from './model-messages.ts';
import { normalise, poolTokens } from './model-pooling.ts';
import type { ModelSettings } from './model-settings.ts';

/** A loaded model; lives in the worker. */
export interface ModelRuntime {
  /** Unit vectors of the texts, one after the other. Throws UserError when the model gives no usable vectors. */
  run(texts: readonly string[], kind: EmbeddingKind): Promise<Float32Array>;
  close(): Promise<void>;
}

/** No text of that many characters a token is read to its end, so the rest need not be cut into tokens. */
const MAX_CHARACTERS_PER_TOKEN = 16;

const SESSION_OPTIONS = {
  // All cores, up to four: one core fewer takes a third longer, and small batches gain nothing from more. Said outright,
  // since the runtime counts the machine's cores even where a container may use only some.
  intraOpNumThreads: Math.min(4, availableParallelism()),
  // Threads that wait by spinning are a tenth faster on idle cores, but half as fast when anything else runs beside them.
  extra: { session: { intra_op: { allow_spinning: '0' } } },
};

/** Loads tokenizer and network; `onnxFile` is one of `onnx/model_quantized.onnx` and `onnx/model.onnx`. */
export async function loadModel(source: ModelSource, onnxFile: string, settings: ModelSettings): Promise<ModelRuntime> {
  env.localModelPath = dirname(source.folder);
  env.allowRemoteModels = false;
  env.useFSCache = false;
  // Faults are thrown as well; the log would repeat them with all their inputs.
  env.logLevel = LogLevel.NONE;
  const { name } = source;
  const folder = basename(source.folder);
  const damaged = (file: string) => (cause: unknown) => {
    throw new UserError(
      `임베딩 모델(${name})의 ${file} 파일이 손상되었거나 지원하지 않는 형식이니, 모델을 다시 받거나 다른 모델을 골라 주세요.`,
      { cause },
    );
  };
  const tokenizer = await AutoTokenizer.from_pretrained(folder).catch(damaged('tokenizer.json'));
  const model = await AutoModel.from_pretrained(folder, {
    device: 'cpu',
    session_options: SESSION_OPTIONS,
    dtype: onnxFile.endsWith('_quantized.onnx') ? 'q8' : 'fp32',
  }).catch(damaged(onnxFile));

  const encode = (text: string): number[] => {
    const ids: number[] = tokenizer.encode(text.slice(0, settings.maxTokens * MAX_CHARACTERS_PER_TOKEN));
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
      throw new UserError(
        `모델(${name})이 임베딩(feature-extraction)을 만들지 않으니, EMBEDDING_MODEL에 다른 모델을 적어 주세요.`,
      );
    }
    if (!normalise(vector)) {
      throw new UserError(
        `임베딩 모델(${name})이 쓸 수 없는 벡터(NaN 또는 0)를 냈으니, 모델을 다시 받거나 다른 모델을 골라 주세요.`,
      );
    }
    joined.set(vector, row * size);
  }
  return joined;
}
