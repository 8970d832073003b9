// Whatever stands in the notes, the messages of a quiz are such as Discord takes, and show nothing that it would act on.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Reply } from '../../src/chat/payload.ts';
import { renderOrder, renderQuestion } from '../../src/chat/quiz/render-question.ts';
import { renderResult } from '../../src/chat/quiz/render-result.ts';
import { renderReveal, renderVerdict } from '../../src/chat/quiz/render-reveal.ts';
import type { QuizType } from '../../src/domain.ts';
import type { RoundAnswer } from '../../src/store/rounds.ts';
import { quizItem, round } from '../contracts/records.ts';
import { requireValidMessage } from '../discord/rules/message.ts';
import { messageCreate } from '../discord/schema/bodies.ts';
import { activeParts } from './support/discord-markdown.ts';

/** Throws where Discord would refuse the message. */
function requireAccepted({ content, embeds, components }: Reply): void {
  messageCreate({ content, embeds, components, allowed_mentions: { parse: [] } });
  const form = { content, embeds, components, flags: 0, allowedMentions: { parse: [] }, hasSticker: false };
  requireValidMessage({ ...form, fileCount: 0, uploadBytes: 0 }, 0);
}

const NASTY = [
  '@everyone ',
  '<@100000000000000001>',
  '||비밀||',
  '[은행](https://a.b)',
  '<t:1:R>',
  '# ',
  '`',
  '**',
  '\n- ',
  ':key:',
  '가나다 ',
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...NASTY), fc.string({ maxLength: 20, unit: 'binary' })), {
    minLength: 1,
    maxLength: 12,
  })
  .map((parts) => parts.join(''));
const long = fc.oneof(
  text,
  text.map((part) => part.repeat(60).slice(0, 1500)),
);
const item = fc
  .record({
    type: fc.constantFrom<QuizType>('term', 'definition', 'cloze', 'number', 'ox', 'belongs', 'order', 'typed'),
    stem: long,
    options: fc.uniqueArray(long, { minLength: 2, maxLength: 8 }),
    explanation: long,
    topic: text,
    headings: fc.array(text, { maxLength: 4 }),
  })
  .map(({ headings, ...more }) => {
    const answer = more.type === 'order' ? more.options : (more.options[0] ?? '');
    return quizItem({ ...more, answer, source: { file: 'a.md', headings, startLine: 1, endLine: 2 } });
  });
const answers = fc.array(
  fc.record({
    user: fc.constantFrom('100000000000000001', '100000000000000002', '100000000000000003'),
    question: fc.nat(1),
    given: long,
    right: fc.boolean(),
    hinted: fc.boolean(),
    at: fc.constant(1),
  }),
  { maxLength: 60 },
);
const rounds = fc
  .record({
    kind: fc.constantFrom('solo' as const, 'channel' as const, 'daily' as const),
    phase: fc.constantFrom('asking' as const, 'shown' as const, 'over' as const),
    question: fc.nat(1),
    items: fc.array(item, { minLength: 2, maxLength: 2 }),
    answers,
  })
  .map((more) => round({ ...more, starter: '100000000000000001' }));

it('a message of a quiz is one that Discord takes', () => {
  fc.assert(
    fc.property(rounds, (one) => {
      const own: RoundAnswer = { user: one.starter, question: 0, given: '답', right: false, hinted: true, at: 1 };
      const made = [
        renderQuestion(one),
        renderReveal(one, 'https://notes.example'),
        renderResult(one, 1_700_000_100_000, true),
        renderVerdict(one, one.answers[0] ?? own, undefined),
        renderOrder(one, []),
        renderOrder(one, [0]),
      ];
      for (const reply of made) requireAccepted(reply);
    }),
    { numRuns: 300 },
  );
});

it('nothing in a note is more than text', () => {
  fc.assert(
    fc.property(rounds, (one) => {
      for (const reply of [
        renderQuestion(one),
        renderReveal(one, undefined),
        renderResult(one, 1_700_000_100_000, false),
      ]) {
        const shown = [reply.content, ...reply.embeds.map(({ description = '' }) => description)].join('\n');
        // Seogi's own: countdowns, and the names of those who play.
        const own = shown
          .replace(/<t:\d+:R>/g, '')
          .replaceAll(/(?<!\\)<@10000000000000000[123]>/g, '')
          .replaceAll('  -# ', '');
        expect(activeParts(own)).toEqual([]);
      }
    }),
    { numRuns: 300 },
  );
});
