import { parentPort } from 'node:worker_threads';
import type { ParsedNote } from '../domain.ts';
import { parseNote } from './passages.ts';
import { countTokens } from './tokens.ts';

/** What the parser asks of its worker. */
export interface ParseRequest {
  readonly file: string;
  readonly text: string;
}

/** What the worker answers: once `ready`, then one note or fault for every request, in order. */
export type ParseReply = { readonly ready: true } | { readonly note: ParsedNote } | { readonly fault: string };

function answer({ file, text }: ParseRequest): ParseReply {
  try {
    return { note: parseNote(file, text) };
  } catch (error) {
    return { fault: `해석하다 멈췄어요: ${error instanceof Error ? error.message : String(error)}` };
  }
}

// The token table takes longest to load: not on the first note's time.
countTokens('');
parentPort?.on('message', (request: ParseRequest) => parentPort?.postMessage(answer(request)));
parentPort?.postMessage({ ready: true } satisfies ParseReply);
