/** Bytes of a name in UTF-8: file systems take 255, less what a temporary file beside it needs. */
const LONGEST = 200;
/** Names that Windows keeps for devices, whatever their ending. */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])$/i;
const NOTE = /\.(?:md|txt)$/i;
const UNNAMED = '노트';

/**
 * A name for a note's file out of whatever somebody calls it: one part of a path that every system can hold and that means
 * nothing to any, NFC, ending in `.md` or `.txt`. The same name for a name that it made.
 */
export function safeFileName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const ending = NOTE.exec(last.trim())?.[0].toLowerCase() ?? '.md';
  const stem = last
    .trim()
    .replace(NOTE, '')
    // Lone halves of signs, then all that is not seen (among it what turns the direction of writing).
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu, '')
    .replace(/[<>:"|?*]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const short = shortened(stem, LONGEST - Buffer.byteLength(ending)).replace(/[. ]+$/, '') || UNNAMED;
  return `${DEVICE.test(short.split('.')[0]?.trim() ?? '') ? '_' : ''}${short}${ending}`.normalize('NFC');
}

/** As many whole signs, as people see them, as fit. */
function shortened(text: string, bytes: number): string {
  let kept = '';
  let size = 0;
  for (const { segment } of new Intl.Segmenter('ko').segment(text)) {
    size += Buffer.byteLength(segment);
    if (size > bytes) break;
    kept += segment;
  }
  return kept;
}
