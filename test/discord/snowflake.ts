/** Discord counts milliseconds from the first second of 2015. */
const DISCORD_EPOCH_MS = 1_420_070_400_000;
/** The time stands above 22 bits of worker, process and counter. */
const TIME_SHIFT = 22n;

/** Makes a source of snowflakes: unique, rising, and carrying the time of `now` (ms), as clients read it back from them. */
export function createSnowflakes(now: () => number): () => string {
  let last = 0n;
  return () => {
    const stamp = BigInt(now() - DISCORD_EPOCH_MS) << TIME_SHIFT;
    last = stamp > last ? stamp : last + 1n;
    return String(last);
  };
}

/** Whether the text can be an id of Discord's. */
export function isSnowflake(text: string): boolean {
  return /^[1-9]\d{16,19}$/.test(text);
}

/** The shard (0-based) that a guild's events go to. */
export function shardOf(guildId: string, shardCount: number): number {
  return Number((BigInt(guildId) >> TIME_SHIFT) % BigInt(shardCount));
}
