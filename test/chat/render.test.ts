import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeCustomId } from '../../src/chat/custom-id.ts';
import type { Reply } from '../../src/chat/payload.ts';
import { renderAnswer, renderPassage } from '../../src/chat/render.ts';
import { renderSection } from '../../src/chat/render-section.ts';
import type { Answer, Hit, Passage } from '../../src/domain.ts';
import { requireValidMessage } from '../discord/rules/message.ts';
import { messageCreate } from '../discord/schema/bodies.ts';
import { activeParts } from './support/discord-markdown.ts';

const key = { scope: '100000000000000001', id: 'exchange-1' };
/** The id of a page's button, as an exchange's. */
const turn = (page: number) =>
  writeCustomId({ scope: key.scope, exchange: key.id, action: { kind: 'page', passage: 0, page } });
const options = { key, notesBaseUrl: 'https://notes.example/main', canContinue: true, embeds: true };

const TABLE = '| 항목 | 값 |\n| --- | --- |\n| 최대 실행 시간 | 15분(900초) |';
const passage = (more: Partial<Passage> = {}): Passage => ({
  id: 'p',
  file: '컴퓨팅/람다 #1.md',
  headings: ['람다', '한도'],
  context: [],
  startLine: 5,
  endLine: 7,
  text: TABLE,
  lines: [{ startLine: 7, endLine: 7, text: '항목: 최대 실행 시간 | 값: 15분(900초)', parents: [] }],
  ...more,
});
const hit = (more: Partial<Passage> = {}): Hit => {
  const own = passage(more);
  return { scope: 'shared', passage: own, bestLine: own.lines[0], score: 1 };
};
const answer = (more: Partial<Answer> = {}): Answer => ({
  question: '질문',
  query: '질문',
  answered: true,
  confidence: 1,
  quote: '| 최대 실행 시간 | 15분(900초) |',
  hits: [hit(), hit({ headings: ['람다', '요금'], startLine: 9, endLine: 9 })],
  suggestions: [],
  by: 'vectors',
  generation: 'g',
  ...more,
});

/** Throws where Discord would refuse the message. */
function requireAccepted({ content, embeds, components }: Reply): void {
  messageCreate({ content, embeds, components, allowed_mentions: { parse: [] } });
  const form = { content, embeds, components, flags: 0, allowedMentions: { parse: [] }, hasSticker: false };
  requireValidMessage({ ...form, fileCount: 0, uploadBytes: 0 }, 0);
}
const labels = (reply: Reply) =>
  reply.components.map((row) =>
    row.components.map(
      (part) =>
        ('label' in part && part.label) ||
        ('emoji' in part && part.emoji?.name) ||
        ('placeholder' in part && part.placeholder),
    ),
  );

describe('an answer', () => {
  it('says its first line in words, quotes in one embed, names its source with a link', () => {
    const reply = renderAnswer(answer(), options);
    expect(reply.content).toBe('항목: 최대 실행 시간 · 값: 15분(900초)');
    expect(reply.embeds).toHaveLength(1);
    expect(reply.embeds[0]?.description).toBe('- 항목: 최대 실행 시간\n  - 값: 15분(900초)');
    expect(reply.embeds[0]?.author).toEqual({
      name: '컴퓨팅/람다 #1.md › 람다 › 한도 (5–7줄)',
      url: `https://notes.example/main/${encodeURIComponent('컴퓨팅')}/${encodeURIComponent('람다 #1.md')}#L5-L7`,
    });
    expect(labels(reply)).toEqual([['다른 구절 보기 (1)'], ['원문 보기', '👍', '👎', '이어서 묻기']]);
    expect(reply.allowedMentions).toEqual({ parse: [], repliedUser: false });
  });

  it('links to one line as one, and not at all without an address', () => {
    const one = answer({ hits: [hit({ startLine: 7, endLine: 7 })] });
    expect(renderAnswer(one, options).embeds[0]?.author?.url).toMatch(/#L7$/);
    expect(renderAnswer(one, { ...options, notesBaseUrl: undefined }).embeds[0]?.author).not.toHaveProperty('url');
  });

  it('links by an address that Discord takes, with all Hangul encoded, or not at all', () => {
    const urlFrom = (notesBaseUrl: string) => {
      const reply = renderAnswer(answer(), { ...options, notesBaseUrl });
      requireAccepted(reply);
      return reply.embeds[0]?.author?.url;
    };
    const path = `${encodeURIComponent('컴퓨팅')}/${encodeURIComponent('람다 #1.md')}#L5-L7`;
    expect(urlFrom('https://notes.example/스터디')).toBe(
      `https://notes.example/${encodeURIComponent('스터디')}/${path}`,
    );
    expect(urlFrom('http://192.168.0.7:8080')).toBe(`http://192.168.0.7:8080/${path}`);
    expect(urlFrom('http://localhost:8080')).toBeUndefined();
    expect(urlFrom('http://[notes')).toBeUndefined();
    expect(urlFrom(`https://notes.example/${'긴'.repeat(250)}`)).toBeUndefined();
  });

  it('begins with the line that answers, not with the bullet above it, and says what it hangs under', () => {
    const parent = { startLine: 5, endLine: 5, text: '요금 기준', parents: ['과금'] };
    const line = { startLine: 6, endLine: 6, text: '건수로 과금', parents: ['과금', '요금 기준'] };
    const text = '- 요금 기준\n  - **건수**로 과금';
    const nested = { ...hit({ text, startLine: 5, endLine: 6, lines: [parent, line] }), bestLine: line };
    const reply = renderAnswer(answer({ quote: text, hits: [nested] }), options);
    expect(reply.content).toBe('건수로 과금');
    // What is quoted is not said twice; what only shares a word with the quote is said.
    expect(reply.embeds[0]?.description).toBe('-# 과금\n- 요금 기준\n  - **건수**로 과금');
    const alone = renderAnswer(answer({ quote: '  - **건수**로 과금', hits: [nested] }), options);
    expect(alone.embeds[0]?.description).toBe('-# 과금 › 요금 기준\n- **건수**로 과금');
  });

  it('names the columns of a row whose header stands in another passage', () => {
    const rest = hit({ text: '| 메모리 | 10 GB |', context: ['항목 | 값'], startLine: 8, endLine: 8 });
    const reply = renderAnswer(answer({ quote: rest.passage.text, hits: [rest] }), options);
    expect(reply.embeds[0]?.description).toBe('- 항목: 메모리\n  - 값: 10 GB');
  });

  it('says that only words were looked for while the notes are being read', () => {
    expect(renderAnswer(answer({ by: 'keywords' }), options).embeds[0]?.footer?.text).toContain('낱말로만');
    expect(renderAnswer(answer({ by: 'keywords', answered: false, quote: '' }), options).content).toContain('낱말로만');
    const nothing = answer({ by: 'keywords', answered: false, quote: '', hits: [] });
    expect(renderAnswer(nothing, options).content).toContain('낱말로만');
  });

  it('says that there is none, names the nearest sections once each, and lets them be read', () => {
    const reply = renderAnswer(
      answer({ answered: false, quote: '', hits: [hit(), hit(), hit({ headings: ['요금'] })] }),
      options,
    );
    expect(reply.content).toBe('노트에서 답을 찾지 못했어요.');
    expect(reply.embeds[0]?.description).toBe('- 컴퓨팅/람다 #1.md › 람다 › 한도\n- 컴퓨팅/람다 #1.md › 요금');
    expect(labels(reply)).toEqual([['가까운 구절 보기 (3)'], ['👍', '👎']]);
    expect(renderAnswer(answer({ answered: false, quote: '', hits: [] }), options).components).toEqual([]);
  });

  it('asks for the name that may have been meant, without obeying what stands in it', () => {
    const reply = renderAnswer(
      answer({ answered: false, quote: '', suggestions: ['elasticache', '@everyone'] }),
      options,
    );
    expect(reply.content).toContain('혹시 elasticache');
    expect(activeParts(reply.content)).toEqual([]);
  });

  it('calls a passage by its file whose heading shows nothing', () => {
    const reply = renderAnswer(answer({ hits: [hit(), hit({ headings: ['람다', '\u00a0'] })] }), options);
    expect(JSON.stringify(reply.components[0])).toContain('"label":"컴퓨팅/람다 #1.md"');
  });

  it('fits into its content where embeds are not allowed', () => {
    const reply = renderAnswer(answer(), { ...options, embeds: false });
    expect(reply.embeds).toEqual([]);
    expect(reply.content).toBe('- 항목: 최대 실행 시간\n  - 값: 15분(900초)\n컴퓨팅/람다 #1.md › 람다 › 한도 (5–7줄)');
  });
});

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 800 }),
  fc
    .array(
      fc.constantFrom(
        '가나다라 ',
        '**',
        '\n',
        '| a | b |',
        '```',
        '<@123456789012345678>',
        '@everyone',
        '||',
        '_',
        '[a](https://b.c)',
        '- ',
        '# ',
      ),
      { maxLength: 200 },
    )
    .map((parts) => parts.join('').slice(0, 800)),
);
const anyPassage = fc.record({
  file: fc.string({ minLength: 1, maxLength: 300, unit: 'grapheme' }),
  headings: fc.array(fc.string({ maxLength: 200, unit: 'grapheme' }), { maxLength: 6 }),
  context: fc.array(text, { maxLength: 4 }),
  startLine: fc.integer({ min: 1, max: 100_000 }),
  text,
});
const anyHit = anyPassage.map((some): Hit => {
  const { startLine, text: said } = some;
  const lines = [{ startLine, endLine: startLine, text: said.slice(0, 300), parents: some.context }];
  return hit({ ...some, endLine: startLine + 10, lines });
});

describe('whatever stands in the notes', () => {
  const anyAnswer = fc.record({
    hits: fc.array(anyHit, { maxLength: 5 }),
    quote: text,
    answered: fc.boolean(),
    by: fc.constantFrom('vectors' as const, 'keywords' as const),
  });

  it('Discord takes the answer, and finds nothing in it to act on', () => {
    fc.assert(
      fc.property(anyAnswer, fc.boolean(), fc.boolean(), (some, embeds, canContinue) => {
        const quote = some.answered ? some.quote.slice(0, 400) : '';
        const reply = renderAnswer(answer({ ...some, quote }), { ...options, embeds, canContinue });
        requireAccepted(reply);
        const small = /^-# /m;
        for (const part of [reply.content, reply.embeds[0]?.description ?? '']) {
          expect(activeParts(part.replace(small, ''))).toEqual([]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('Discord takes every passage and every page of every section', () => {
    fc.assert(
      fc.property(
        anyPassage,
        fc.array(text, { maxLength: 10 }),
        fc.nat(12),
        fc.boolean(),
        (some, parts, page, isThere) => {
          const cited = { ...some, endLine: some.startLine + 10 };
          requireAccepted(renderPassage(cited, 3, key, options.notesBaseUrl));
          const section = isThere ? { ...cited, text: parts.join('\n') } : undefined;
          requireAccepted(renderSection(section, cited, { turn, page, notesBaseUrl: undefined }));
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('a section', () => {
  const body = Array.from({ length: 200 }, (_, i) => `- ${i + 1}번째 줄은 길게 이어지는 설명이다`).join('\n');
  const section = { file: 'a.md', headings: ['긴 섹션'], startLine: 3, endLine: 203, text: `## 긴 섹션\n${body}` };
  const at = (page: number) => renderSection(section, passage(), { turn, page, notesBaseUrl: undefined });

  it('is shown whole, page by page, without its heading, cut at line ends', () => {
    const pages = Number(/\/ (\d+)쪽/.exec(at(0).embeds[0]?.footer?.text ?? '')?.[1]);
    expect(pages).toBeGreaterThan(1);
    const shown = Array.from({ length: pages }, (_, i) => at(i).embeds[0]?.description).join('\n');
    expect(shown).toBe(body);
  });

  it('has buttons that turn pages, none at its ends', () => {
    const disabled = (reply: Reply) =>
      reply.components[0]?.components.map((part) => 'disabled' in part && part.disabled);
    expect(disabled(at(0))).toEqual([true, false]);
    expect(disabled(at(1))).toEqual([false, false]);
    expect(disabled(at(99))).toEqual([false, true]);
    expect(
      renderSection({ ...section, text: '짧다' }, passage(), { turn, page: 0, notesBaseUrl: undefined }).components,
    ).toEqual([]);
  });

  it('is said to be gone, and the passage shown as it was', () => {
    const reply = renderSection(undefined, passage(), { turn, page: 0, notesBaseUrl: undefined });
    expect(reply.content).toContain('사라졌어요');
    expect(reply.embeds[0]?.description).toBe('- 항목: 최대 실행 시간\n  - 값: 15분(900초)');
  });
});
