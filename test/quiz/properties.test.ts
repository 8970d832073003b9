import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QuizItem } from '../../src/domain.ts';
import { grade } from '../../src/quiz/grade.ts';
import { hint } from '../../src/quiz/hint.ts';
import { nameKey } from '../../src/quiz/names.ts';
import { itemsOf, PROTOCOLS } from './helpers.ts';

const SUBJECTS = ['Nginx', 'Redis', 'Kafka', '브로커(broker)', '워커(worker)', 'Load Balancer', 'Postgres'];
const VERBS = [
  '요청을 나눠 보낸다',
  '데이터를 메모리에 둔다',
  '메시지를 순서대로 쌓는다',
  '작업을 하나씩 꺼내 처리한다',
  '기록을 디스크에 남긴다',
];
const LIMITS = ['최대 15분까지 기다린다', '한 번에 400 KB를 받는다', '초당 3,500건을 처리한다'];
const line = fc.oneof(
  fc
    .tuple(fc.constantFrom(...SUBJECTS), fc.constantFrom(...VERBS))
    .map(([name, text]) => `- ${name}: 여러 서버 사이에서 ${text}`),
  fc
    .tuple(fc.constantFrom(...SUBJECTS), fc.constantFrom(...LIMITS))
    .map(([name, text]) => `- ${name} 서버는 설정에 따라 ${text}`),
  fc.constantFrom(
    '- 장점',
    '- 등이 있다',
    '1. 먼저 연결을 연다',
    '2. 요청을 보낸다',
    '| a | b |',
    '',
    '## Redis',
    '## 한도',
    '```',
  ),
);
const aNote = fc.array(line, { maxLength: 25 }).map((lines) => `# 서버\n\n${lines.join('\n')}\n`);

function check(item: QuizItem): void {
  const { type, stem, options, answer } = item;
  if (typeof answer === 'string' && type !== 'ox') {
    // A figure such as `15분` is asked for beside other figures, and a meaning is no name.
    if (type === 'term' || type === 'typed' || type === 'cloze') expect(nameKey(stem)).not.toContain(nameKey(answer));
    if (type !== 'typed') expect(options).toContain(answer);
    for (const option of options) expect(grade(item, option)).toBe(option === answer ? 'right' : 'wrong');
  }
  expect(grade(item, answer)).toBe('right');
  const help = hint(item);
  if (help?.kind === 'without') expect(help.option).not.toBe(answer);
  expect(hint(item)).toEqual(help);
}

describe('items of any note', () => {
  it('are answerable, tell nothing, and are the same again', () => {
    fc.assert(
      fc.property(aNote, fc.nat(1000), (text, seed) => {
        const items = itemsOf(`${text}\n${PROTOCOLS}`, { seed });
        for (const item of items) check(item);
        expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
        expect(itemsOf(`${text}\n${PROTOCOLS}`, { seed })).toEqual(items);
      }),
      { numRuns: 12 },
    );
  });
});
