import { UserError } from '../errors.ts';
import type { ModelLocation } from './model-files.ts';
import type { ModelSource } from './model-messages.ts';

/** The hub model's folder in the cache, downloaded first if it is not there whole. */
export async function downloadModel(location: ModelLocation): Promise<ModelSource> {
  throw new UserError(`임베딩 모델 ${location.model}을(를) 받을 수 없어요.`);
}
