// Text for a picture: how wide it is and where its lines end, without a font at hand.

/** A stretch of text that looks the same. */
export interface Run {
  readonly text: string;
  readonly style: 'plain' | 'bold' | 'code' | 'mention' | 'small';
}

/** Width of a text in em: Hangul is square, Latin about half as wide. */
export function widthOf(text: string): number {
  let width = 0;
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0;
    if (code >= 0x1f000) width += 1.25;
    else if (code >= 0x1100) width += 0.92;
    else if (/[A-Z@%MWmw]/.test(sign)) width += 0.68;
    else if (/[ .,:;'|!ijlI()[\]]/.test(sign)) width += 0.3;
    else width += 0.56;
  }
  return width;
}

type Pattern = readonly [RegExp, Run['style'], (words: string, names: ReadonlyMap<string, string>) => string];

const PATTERNS: readonly Pattern[] = [
  [/^\\([^0-9A-Za-z\s])/, 'plain', (sign) => sign],
  [/^`+ ?(.+?) ?`+/, 'code', (code) => code],
  [/^\*\*(.+?)\*\*/, 'bold', (words) => words.replace(/\\(.)/g, '$1')],
  [/^<@!?(\d+)>/, 'mention', (id, names) => `@${names.get(id) ?? '?'}`],
  [/^<(https?:[^>]+)>/, 'plain', (address) => address],
  [/^([\s\S])/, 'plain', (sign) => sign],
];

/** Discord's Markdown of one line → runs. Only what Seogi writes. */
export function readRuns(line: string, names: ReadonlyMap<string, string>): Run[] {
  const runs: Run[] = [];
  let rest = line;
  while (rest !== '') {
    const [found, style, say] = PATTERNS.map(([pattern, ...how]) => [pattern.exec(rest), ...how] as const).find(
      ([match]) => match !== null,
    ) ?? [null];
    if (found === null) break;
    const text = say(found[1] ?? '', names);
    const last = runs.at(-1);
    if (last?.style === style) runs[runs.length - 1] = { text: last.text + text, style };
    else runs.push({ text, style });
    rest = rest.slice(found[0].length);
  }
  return runs;
}

/** Breaks runs into lines of at most `em` width, at blanks. */
export function wrap(runs: readonly Run[], em: number): Run[][] {
  const lines: Run[][] = [[]];
  let width = 0;
  for (const { text, style } of runs) {
    for (const word of text.match(/\s*\S+\s*$|\s*\S+/g) ?? [text]) {
      const wide = widthOf(word);
      const breaks = width > 0 && width + wide > em;
      if (breaks) {
        lines.push([]);
        width = 0;
      }
      lines.at(-1)?.push({ text: breaks ? word.trimStart() : word, style });
      width += wide;
    }
  }
  return lines;
}
