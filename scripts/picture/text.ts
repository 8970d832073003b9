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

/** Discord's Markdown of one line → runs. Only what Seogi writes. */
export function readRuns(line: string, names: ReadonlyMap<string, string>): Run[] {
  const runs: Run[] = [];
  const push = (text: string, style: Run['style']) => {
    const last = runs.at(-1);
    if (last?.style === style) runs[runs.length - 1] = { text: last.text + text, style };
    else runs.push({ text, style });
  };
  let rest = line;
  while (rest !== '') {
    const escaped = /^\\([^0-9A-Za-z\s])/.exec(rest);
    const code = /^(`+) ?(.+?) ?\1/.exec(rest);
    const bold = /^\*\*(.+?)\*\*/.exec(rest);
    const mention = /^<@!?(\d+)>/.exec(rest);
    const address = /^<(https?:[^>]+)>/.exec(rest);
    if (escaped) push(escaped[1] ?? '', 'plain');
    else if (code) push(code[2] ?? '', 'code');
    else if (bold) push((bold[1] ?? '').replace(/\\(.)/g, '$1'), 'bold');
    else if (mention) push(`@${names.get(mention[1] ?? '') ?? '?'}`, 'mention');
    else if (address) push(address[1] ?? '', 'plain');
    else push(rest[0] ?? '', 'plain');
    rest = rest.slice((escaped ?? code ?? bold ?? mention ?? address)?.[0].length ?? 1);
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
