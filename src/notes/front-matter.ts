const BLOCK = /^(---|\+\+\+)[ \t]*\n([\s\S]*?)\n\1[ \t]*(?:\n|$)/;
/** `key: value` of YAML, `key = value` of TOML. */
const KEY = { '---': /^[^\s:#-][^:\n]*:(?:\s|$)/, '+++': /^[^\s=#]+\s*=/ } as const;

/**
 * A note's front matter without its fences; undefined where it has none. A note may as well begin with a rule and have
 * another further down: only what begins with a key is front matter.
 */
export function frontMatterOf(text: string): string | undefined {
  const [, fence, block = ''] = BLOCK.exec(text) ?? [];
  const first = block.split('\n').find((line) => line.trim() !== '' && !line.startsWith('#')) ?? '';
  if (fence !== '---' && fence !== '+++') return undefined;
  return KEY[fence].test(first) ? block : undefined;
}
