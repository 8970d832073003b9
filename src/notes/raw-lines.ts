/** A note's lines as they are on disk; lines are 1-based, ranges inclusive. */
export interface RawLines {
  readonly count: number;
  /** The lines from one to another, joined by LF. */
  text(from: number, to: number): string;
  /** How many characters that text has. */
  size(from: number, to: number): number;
}

/** Takes a text with LF line ends as lines. */
export function rawLines(text: string): RawLines {
  const lines = text.split('\n');
  // starts[n]: where line n + 1 begins.
  const starts = [0];
  for (const line of lines) starts.push((starts.at(-1) ?? 0) + line.length + 1);
  return {
    count: lines.length,
    text: (from, to) => lines.slice(from - 1, to).join('\n'),
    size: (from, to) => Math.max(0, (starts[to] ?? 0) - (starts[from - 1] ?? 0) - 1),
  };
}
