import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../errors.ts';
import type { EmbeddingKind } from '../search/embedder.ts';

/** How the vectors of a text's tokens become one. Several are put one after the other. */
export type Pooling = 'mean' | 'cls' | 'max' | 'lasttoken';

/** How a model wants to be used, from its sentence-transformers files or its family's custom. */
export interface ModelSettings {
  /** Put before each text. */
  readonly prompts: Readonly<Record<EmbeddingKind, string>>;
  readonly pooling: readonly Pooling[];
  /** Tokens of a text that are read, its prompt and special tokens included. */
  readonly maxTokens: number;
  /** A layer follows the pooling (e.g. Dense), so only a model that pools by itself can be used. */
  readonly furtherLayers: boolean;
}

/** Passages are far shorter; attention over more would cost memory by the square. */
const MAX_TOKENS = 512;

const limitsSchema = z.object({
  max_position_embeddings: z.number().optional(),
  model_max_length: z.number().optional(),
  max_seq_length: z.number().nullish(),
});
const poolingSchema = z.record(z.string(), z.unknown());
const promptsSchema = z.object({ prompts: z.record(z.string(), z.string()).optional() });
const modulesSchema = z.array(z.object({ path: z.string(), type: z.string() }));

/** Reads the settings of the model in `folder`; `name` tells the family where the files are silent. */
export async function readModelSettings(folder: string, name: string): Promise<ModelSettings> {
  const read = async <T>(file: string, schema: z.ZodType<T>): Promise<T | undefined> => {
    const text = await readFile(join(folder, file), 'utf8').catch(() => undefined);
    if (text === undefined) return undefined;
    try {
      return schema.parse(JSON.parse(text));
    } catch (cause) {
      throw new UserError(`임베딩 모델(${name})의 ${file} 파일이 손상되어 읽을 수 없으니, 모델을 다시 받아 주세요.`, {
        cause,
      });
    }
  };
  const modules = (await read('modules.json', modulesSchema)) ?? [];
  const poolingFolder = modules.find((module) => module.type.endsWith('Pooling'))?.path ?? '1_Pooling';
  const pooling = await read(`${poolingFolder}/config.json`, poolingSchema);
  const prompts = (await read('config_sentence_transformers.json', promptsSchema))?.prompts;
  const limits = [
    await read('config.json', limitsSchema),
    await read('tokenizer_config.json', limitsSchema),
    await read('sentence_bert_config.json', limitsSchema),
  ].flatMap((file) => [file?.max_position_embeddings, file?.model_max_length, file?.max_seq_length]);
  return {
    prompts: choosePrompts(prompts, name),
    pooling: choosePooling(pooling, name),
    maxTokens: Math.min(MAX_TOKENS, ...limits.filter((limit) => typeof limit === 'number')),
    furtherLayers: modules.some((module) => !/(Transformer|Pooling|Normalize)$/.test(module.type)),
  };
}

function choosePrompts(prompts: Record<string, string> | undefined, name: string): ModelSettings['prompts'] {
  const query = prompts?.query;
  const passage = prompts?.document ?? prompts?.passage;
  if (query !== undefined || passage !== undefined) return { query: query ?? '', passage: passage ?? '' };
  // The e5 family was trained with these and loses much without; its older folders do not say so.
  const e5 = /(^|[^a-z])e5([^a-z]|$)/i.test(name);
  return e5 ? { query: 'query: ', passage: 'passage: ' } : { query: '', passage: '' };
}

const POOLING_NAMES: Readonly<Record<string, Pooling>> = {
  mean: 'mean',
  mean_tokens: 'mean',
  // The same direction as the mean, and only the direction is kept.
  mean_sqrt_len_tokens: 'mean',
  mean_sqrt_len: 'mean',
  cls: 'cls',
  cls_token: 'cls',
  max: 'max',
  max_tokens: 'max',
  lasttoken: 'lasttoken',
};

function choosePooling(config: Record<string, unknown> | undefined, name: string): Pooling[] {
  if (config === undefined) return [/(^|[^a-z])(bge|arctic-embed)([^a-z]|$)/i.test(name) ? 'cls' : 'mean'];
  const named = typeof config.pooling_mode === 'string' ? [config.pooling_mode] : [];
  const switched = Object.keys(config).filter((key) => key.startsWith('pooling_mode_') && config[key] === true);
  return [...named, ...switched.map((key) => key.slice('pooling_mode_'.length))].map((mode) => {
    const pooling = POOLING_NAMES[mode];
    if (pooling !== undefined) return pooling;
    throw new UserError(`임베딩 모델(${name})의 풀링 방식(${mode})은 아직 지원하지 않으니, 다른 모델을 골라 주세요.`);
  });
}
