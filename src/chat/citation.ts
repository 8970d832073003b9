import type { CitedPassage } from '../store/exchanges.ts';
import { clean } from './inert.ts';
import { clip, LIMITS } from './payload.ts';
import { texts } from './texts.ts';

/** Longer addresses are refused by Discord. */
const LONGEST_URL = 2000;

/** What a citation names: lines of a section of a file. */
export type Cited = Pick<CitedPassage, 'scope' | 'file' | 'headings' | 'startLine' | 'endLine'>;

/** `파일 › 제목 › 소제목` on one line. */
export function place({ file, headings }: Cited, limit: number): string {
  const whole = clean([file, ...headings].join(' › '));
  // The file and the innermost heading say the most.
  const short = clean([file, ...(headings.length > 1 ? ['…'] : []), ...headings.slice(-1)].join(' › '));
  return clip(whole.length <= limit ? whole : short, limit);
}

/** `12–15줄`. */
export const lineRange = ({ startLine, endLine }: Cited): string => texts.answer.lines(startLine, endLine);

/** The source as an embed's author: plain text by Discord's own rules, a link where the notes have an address. */
export function source(cited: Cited, notesBaseUrl: string | undefined): { name: string; url?: string } {
  const range = lineRange(cited);
  const name = texts.answer.source(place(cited, LIMITS.author - range.length - 4), range);
  // A server's own notes stand nowhere but in the server.
  const isPublished = cited.scope === undefined || cited.scope === 'shared';
  const url = isPublished && notesBaseUrl ? noteUrl(notesBaseUrl, cited) : undefined;
  return { name, ...(url && { url }) };
}

/** The note's address; undefined for one that Discord would refuse, and the whole message with it. */
function noteUrl(base: string, { file, startLine, endLine }: Cited): string | undefined {
  const lines = startLine === endLine ? `L${startLine}` : `L${startLine}-L${endLine}`;
  const address = `${base}/${file.split('/').map(encodeURIComponent).join('/')}#${lines}`;
  if (!URL.canParse(address)) return undefined;
  // Encodes what the base itself has of Hangul.
  const { hostname, href } = new URL(address);
  // To Discord, a host without a dot (`localhost`, `wiki`) is none.
  return hostname.includes('.') && href.length <= LONGEST_URL ? href : undefined;
}
