import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Seogi } from '../seogi.ts';
import { answerJson } from './answer-json.ts';

/** A larger whole number would come back as another one. */
const isExact = (id: number) => !Number.isInteger(id) || Number.isSafeInteger(id);
const Id = z.union([z.string(), z.number().refine(isExact), z.null()], {
  error: 'id는 글자나 9007199254740991까지의 수여야 해요',
});
const Request = z.object(
  {
    id: Id.optional(),
    question: z.string({ error: 'question에 질문을 글자로 적어 주세요' }).trim().min(1, 'question이 비어 있어요'),
    previous: z.string({ error: 'previous는 글자여야 해요' }).nullish(),
  },
  { error: '{"id","question"} 모양이어야 해요' },
);

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
        : answerJson(await seogi.ask(request.question, request.previous ?? undefined), request.id ?? null);
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
  const error = parsed.error.issues.map(({ message }) => message).join(', ');
  return { id: id.success ? id.data.id : null, error };
}
