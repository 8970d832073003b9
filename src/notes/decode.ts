import { toLf } from './clean.ts';
import { decodeCp949 } from './cp949.ts';

/**
 * A note's bytes as text (UTF-8, UTF-16 with a byte order mark, or CP949), lines ended by LF. Undefined for bytes that are
 * none of these, or hold what no text does: a picture or a program, whatever its name says.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  const text = decode(bytes);
  return text === undefined || isBinary(text) ? undefined : toLf(text);
}

/** Whether decoded bytes were no text. What was copied from a coloured terminal holds a control sign every few words, but never a NUL. */
export function isBinary(text: string): boolean {
  if (text.includes('\0')) return true;
  let controls = 0;
  for (let i = 0; i < text.length; i++) if (isControl(text.charCodeAt(i))) controls++;
  return controls > text.length / 10;
}

/** Control signs but for tabs and the ends of lines and pages. */
const isControl = (code: number) => code < 9 || (code > 13 && code < 32) || (code > 126 && code < 160);

/** The same; bytes that are no text are shown as they can be (�) rather than lost. */
export function decodeAnyway(bytes: Uint8Array): string {
  return toLf(decode(bytes) ?? new TextDecoder('utf-8').decode(bytes));
}

function decode(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  for (const attempt of [(utf8: Uint8Array) => new TextDecoder('utf-8', { fatal: true }).decode(utf8), decodeCp949]) {
    try {
      return attempt(bytes);
    } catch {}
  }
  return undefined;
}
