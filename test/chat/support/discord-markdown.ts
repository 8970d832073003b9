// What Discord's client would act on in a message: written from its behaviour, without the code under test.

/** The text with all that Discord does not look into replaced by `\u0001`: escapes, code, addresses. */
export function looseText(text: string): string {
  let loose = '';
  let rest = text;
  while (rest !== '') {
    const dull =
      /^\\[^0-9A-Za-z\s]/.exec(rest) ??
      /^```(?:[a-z0-9_+\-.#]+?\n)?\n*[^\n][\s\S]*?\n*```/i.exec(rest) ??
      /^(`+)([\s\S]*?[^`])\1(?!`)/.exec(rest) ??
      /^<[^: >]+:\/[^ >]+>/.exec(rest) ??
      /^https?:\/\/[^\s<]+[^<.,:;"'\]\s]/.exec(rest);
    loose += dull ? '\u0001' : rest[0];
    rest = rest.slice(dull ? dull[0].length : 1);
  }
  return loose;
}

const ACTIVE: Readonly<Record<string, RegExp>> = {
  mention: /<(?:@[!&]?|#)\d+>/,
  timestamp: /<t:-?\d+(?::[a-zA-Z])?>/,
  'custom emoji': /<a?:\w+:\d+>/,
  'command mention': /<\/[^>]*:\d+>/,
  'guild place': /<id:\w+>/,
  spoiler: /\|\|[\s\S]+?\|\|/,
  'masked link': /\[[^[\]]*\]\([^)]*\)/,
  heading: /^(?:\s*(?:>|[-*]|\d+\.)\s)*\s*#{1,3}\s/m,
  'small print': /^(?:\s*(?:>|[-*]|\d+\.)\s)*\s*-#\s/m,
  'long quotation': /^\s*>>>\s/m,
  'emoji by name': /:[a-z_]+:/,
  underline: /__[\s\S]+?__/,
};

/** Names of the things in the text that Discord would act on, but for emphasis, code, bullets and quotations. */
export function activeParts(text: string): string[] {
  const loose = looseText(text);
  const found = Object.keys(ACTIVE).filter((name) => ACTIVE[name]?.test(loose));
  return /@(?:everyone|here)/i.test(text) ? [...found, 'everyone'] : found;
}
