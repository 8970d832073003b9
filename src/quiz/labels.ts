import { isDescription } from './wording.ts';

const LABEL = /^(.{2,60}?)(?:\s*[:：](?=\s|[가-힣])|\s+[:：]\s*|\s[-–—=]\s)\s*(.+)$/s;

/** What a line calls something, and what it says about it. */
export interface Label {
  readonly label: string;
  readonly rest: string;
}

/** `이름: 뜻` as its two halves. */
export function labelled(text: string): Label | undefined {
  const [, label, rest] = LABEL.exec(text) ?? [];
  if (label === undefined || rest === undefined || /https?$/.test(label)) return undefined;
  return { label: label.trim(), rest: rest.trim() };
}

/** `이름(뜻)`, where what stands in parentheses says more than another name. */
export function glossed(text: string): Label | undefined {
  const [, label, rest] = /^([^()]{2,40}?)\s*\(\s*([^()]{8,})\s*\)$/.exec(text) ?? [];
  if (label === undefined || rest === undefined || !isDescription(rest)) return undefined;
  return { label: label.trim(), rest: rest.trim() };
}
