/** Results that are kept, at most. */
const MOST_KEPT = 50_000;

/** A pure function of texts that come by again and again, with what it gave for the last many of them. */
export function kept<T>(of: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= MOST_KEPT) known.clear();
    const made = of(text);
    known.set(text, made);
    return made;
  };
}
