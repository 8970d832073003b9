import { createHash } from 'node:crypto';
import type { Line, Passage } from '../domain.ts';

/** `1. 서버리스` and `가. 요약` say no more to a model than their words. */
const ENUMERATOR = /^(?:\d{1,2}|[가-하])\s?[.)]\s+/;

const heading = (text: string | undefined) => (text ?? '').replace(ENUMERATOR, '');

/**
 * What is embedded for a line: its section's heading, the bullet it hangs under, the line. More headings or more
 * parents than the nearest make the vectors worse (measured).
 */
export function lineInput(passage: Passage, line: Line): string {
  return [heading(passage.headings.at(-1)), line.parents.at(-1) ?? '', line.text].filter(Boolean).join('\n');
}

/** What is embedded for a passage: its heading path, its context, its text. */
export function passageInput(passage: Passage): string {
  return [passage.headings.map(heading).join(' > '), passage.context.join(' > '), passage.text]
    .filter(Boolean)
    .join('\n');
}

/** What keywords are looked up in. */
export function keywordInput(passage: Passage): string {
  return [...passage.headings, ...passage.context, passage.text].join('\n');
}

/** Names an input's vector, so that it is found again in another generation. */
export function inputKey(input: string): string {
  return createHash('sha256').update(input).digest('base64url').slice(0, 22);
}
