/** Trail bytes of CP949's extension: letters, then everything above 0x80. */
const TRAILS = [...range(0x41, 0x5a), ...range(0x61, 0x7a), ...range(0x81, 0xfe)];

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/**
 * The 8,822 syllables that EUC-KR lacks and CP949 adds (똠, 펲 …), by lead × 256 + trail byte. They stand in Unicode order
 * in the cells that EUC-KR leaves free, so the table need not be written out.
 */
function extension(): Map<number, string> {
  const decoder = new TextDecoder('euc-kr');
  const rows = range(0xb0, 0xc8).map((lead) =>
    decoder.decode(Uint8Array.from(range(0xa1, 0xfe).flatMap((trail) => [lead, trail]))),
  );
  const standard = new Set(rows.join(''));
  const added = range(0xac00, 0xd7a3)
    .map((code) => String.fromCharCode(code))
    .filter((syllable) => !standard.has(syllable));
  const cells = range(0x81, 0xc6).flatMap((lead) =>
    TRAILS.filter((trail) => lead <= 0xa0 || trail <= 0xa0).map((trail) => lead * 256 + trail),
  );
  return new Map(added.map((syllable, index) => [cells[index] ?? 0, syllable]));
}

let added: Map<number, string> | undefined;

/**
 * Decodes CP949, what Korean Windows writes: EUC-KR and the rest of the syllables, which Node's `euc-kr` (unlike a
 * browser's) does not know. Throws TypeError for bytes that are neither.
 */
export function decodeCp949(bytes: Uint8Array): string {
  added ??= extension();
  const decoder = new TextDecoder('euc-kr', { fatal: true });
  const parts: string[] = [];
  let from = 0;
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at] ?? 0;
    const syllable = added.get(lead * 256 + (bytes[at + 1] ?? 0));
    if (syllable !== undefined) {
      parts.push(decoder.decode(bytes.subarray(from, at)), syllable);
      from = at + 2;
    }
    at += lead < 0x80 ? 1 : 2;
  }
  return [...parts, decoder.decode(bytes.subarray(from))].join('');
}
