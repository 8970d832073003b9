import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Seogi } from '../seogi.ts';
import { answerJson } from './answer-json.ts';

const Id = z.union([z.string(), z.number()]);
const Request = z.object({
  id: Id.optional(),
  question: z.string().trim().min(1, 'question이 비어 있어요'),
  previous: z.string().optional(),
});

/**
 * Answers one JSON line after the other, one output line for each, in order; blank lines are passed over. A line that
 * cannot be read gives `{"id","error"}`. Returns how many of those there were.
 */
export async function answerLines(seogi: Seogi, input: NodeJS.ReadableStream, output: NodeJS.WritableStream) {
  let errors = 0;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    const text = line.replace(/^\ufeff/, '').trim();
    if (text === '') continue;
    const request = parse(text);
    if ('error' in request) errors++;
    const result =
      'error' in request
        ? request
        : answerJson(await seogi.ask(request.question, request.previous), request.id ?? null);
    output.write(`${JSON.stringify(result)}\n`);
  }
  return errors;
}

function parse(text: string) {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { id: null, error: 'JSON이 아니에요' };
  }
  const parsed = Request.safeParse(value);
  if (parsed.success) return parsed.data;
  const id = z.object({ id: Id }).safeParse(value);
  const detail = parsed.error.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': '));
  return { id: id.success ? id.data.id : null, error: `{"id","question"} 모양이어야 해요 (${detail.join(', ')})` };
}
