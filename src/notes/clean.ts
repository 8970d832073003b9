/** The text without a byte order mark and with LF line ends; the number of lines does not change. */
export function toLf(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
}

/**
 * The text (NFC) as the Markdown parser should see it, line by line the same lines: editors leave zero-width characters and
 * no-break spaces where a heading's or a bullet's blank must be, and then CommonMark sees neither.
 */
export function toParsable(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u00AD\u200B-\u200D\u2060\uFEFF]/g, '')
    .replace(/[\u00A0\u2000-\u200A\u202F\u3000]/g, ' ');
}

/** White space folded to single blanks. */
export function fold(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Whether the text says anything: has a letter or a digit of any script. */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
