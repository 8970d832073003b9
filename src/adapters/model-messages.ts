import type { EmbeddingKind } from '../search/embedder.ts';

/** A model on this disk, ready to be loaded by the worker. */
export interface ModelSource {
  /** Goes into the embedder's id: the hub id, or the folder's name. */
  readonly name: string;
  /** Absolute path of the folder that holds `config.json`, the tokenizer and `onnx/`. */
  readonly folder: string;
  /** SHA-256 (hex) of each file as it was downloaded; undefined for a folder somebody else looks after. */
  readonly checksums: Readonly<Record<string, string>> | undefined;
  /** Downloaded just now: whether it can be loaded is not known yet. */
  readonly fresh: boolean;
}

/** What the worker is asked: one batch at a time, or `null` to end. */
export type WorkerRequest = { readonly texts: readonly string[]; readonly kind: EmbeddingKind } | null;

/** What the worker answers: once `ready` (or `failed`), then one `vectors` or `failed` for each batch. */
export type WorkerReply =
  | { readonly type: 'ready'; readonly id: string; readonly dimensions: number }
  /** The vectors of one batch, one after the other. */
  | { readonly type: 'vectors'; readonly data: Float32Array }
  /** `forUser`: the message is a Korean sentence to show. `damaged`: the file that is not what was downloaded. */
  | { readonly type: 'failed'; readonly message: string; readonly forUser: boolean; readonly damaged?: string };
