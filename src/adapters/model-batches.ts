/** Texts that run through the model together: larger batches are slower on a CPU, and a question waits for one. */
const BATCH_TEXTS = 8;
/** A longer text keeps the processor busy alone: two together only add padding and memory. */
const ALONE_TOKENS = 90;

/** Roughly how many tokens a text has: a piece is about 1.6 Hangul syllables or 3 Latin letters. */
function estimateTokens(text: string): number {
  let latin = 0;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) < 0x250) latin++;
  return 4 + Math.ceil(latin / 3 + (text.length - latin) / 1.6);
}

/**
 * Splits texts into batches of like length, so that little of a batch is padding. Returns the positions in `texts`,
 * each exactly once; long texts come alone.
 */
export function planBatches(texts: readonly string[]): number[][] {
  const sized = texts.map((text, index) => ({ index, tokens: estimateTokens(text) }));
  sized.sort((a, b) => a.tokens - b.tokens || a.index - b.index);
  const batches: number[][] = [];
  let open: number[] = [];
  for (const { index, tokens } of sized) {
    if (open.length === 0 || open.length === BATCH_TEXTS || tokens > ALONE_TOKENS) {
      open = [];
      batches.push(open);
    }
    open.push(index);
  }
  return batches;
}
