import type { ExplainedAnswer } from '../answer/answer.ts';
import { unquotedParents } from '../answer/quote.ts';
import { headerAbove } from '../chat/table.ts';
import type { Hit, QuizSource } from '../domain.ts';
import type { RankedHit } from '../search/retrieve.ts';
import type { Signals } from '../search/signals.ts';
import { WEIGHTS } from '../search/weights.ts';

const SIGNAL_NAMES = {
  passage: '구절',
  line: '줄',
  keywords: 'BM25',
  coverage: '낱말',
  lineCoverage: '줄의 낱말',
  headings: '제목의 낱말',
  quantity: '수',
  pack: '팩',
  opening: '첫머리',
} as const satisfies Record<keyof Signals, string>;

/** What is shown of a line that is only mentioned, in characters. */
const LONGEST_MENTION = 70;

/** `파일 › 제목 › 소제목 (12–15줄)`. */
export function citation({ file, headings, startLine, endLine }: QuizSource): string {
  const lines = startLine === endLine ? `${startLine}` : `${startLine}–${endLine}`;
  return `${[file, ...headings].join(' › ').replace(/\s+/g, ' ')} (${lines}줄)`;
}

/** A passage in two lines: where it stands, and the line of it that fits best. */
function mention(hit: Hit): string {
  const text = hit.bestLine?.text ?? '';
  const line = text.length > LONGEST_MENTION ? `${text.slice(0, LONGEST_MENTION)}…` : text;
  return `  · ${citation(hit.passage)}${line && `\n    ${line}`}`;
}

/** Each line further in. */
export const indent = (text: string, by: string) => text.replace(/^/gm, by);

/** An answer for the terminal: the quote, its source, then the other passages; or that the notes do not hold one. */
export function renderAnswer(answer: ExplainedAnswer, explain = false): string {
  const [best, ...others] = answer.hits;
  const parts: string[] = [];
  if (answer.by === 'keywords') parts.push('(아직 노트를 읽는 중이라 낱말로만 찾았어요. 곧 더 정확해져요.)');
  if (best === undefined) parts.push('노트에서 답을 찾지 못했어요.');
  else if (!answer.answered) {
    const meant = answer.suggestions.length > 0 ? `혹시 ${answer.suggestions.join(', ')}? ` : '';
    parts.push(`노트에서 답을 찾지 못했어요. ${meant}가장 가까운 곳은 여기예요.`);
    parts.push(answer.hits.map(mention).join('\n'));
  } else {
    const above = [...unquotedParents(best, answer.quote), ...tableHeader(answer.quote, best)];
    const context = above.length > 0 ? `  ${above.join(' › ')}\n` : '';
    parts.push(
      `${context}${indent(answer.quote, '  ')}`,
      `출처: ${[best.passage, ...(best.also ?? [])].map(citation).join('\n      ')}`,
    );
    if (others.length > 0) parts.push(`다른 구절\n${others.map(mention).join('\n')}`);
  }
  if (explain) parts.push(explanation(answer));
  return harmless(parts.join('\n\n'));
}

/** Notes may hold control characters; a terminal would obey them. */
export const harmless = (text: string) => text.replace(/[^\P{Cc}\n\t]/gu, '·');

/** The header of the table whose row a quote begins with, where the quote itself lacks it. */
function tableHeader(quoted: string, { passage }: Hit): string[] {
  const rows = passage.text.split('\n');
  const header = headerAbove(rows, rows.indexOf(quoted.split('\n')[0] ?? ''));
  return header === undefined ? [] : [header.join(' | ')];
}

/** What each signal gave: its weight times what it says. */
function signalsOf({ signals, coverage }: RankedHit): string {
  if (signals === undefined) return `낱말 ${coverage.toFixed(3)}`;
  const names = Object.keys(SIGNAL_NAMES) as (keyof typeof SIGNAL_NAMES)[];
  return names
    .map((name) => `${SIGNAL_NAMES[name]} ${(WEIGHTS[name] * signals[name]).toFixed(3)} (${signals[name].toFixed(2)})`)
    .join(' + ');
}

function explanation({ confidence, hits, by, generation }: ExplainedAnswer): string {
  const row = (hit: RankedHit, i: number) =>
    `  ${i + 1}. 점수 ${hit.score.toFixed(3)} = ${signalsOf(hit)}\n` +
    `     ${citation(hit.passage)}\n     가장 맞는 줄: ${hit.bestLine?.text ?? '–'}`;
  return [`확신 ${confidence.toFixed(3)}, 방법 ${by}, 색인 ${generation}`, ...hits.map(row)].join('\n');
}
