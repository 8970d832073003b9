// A quiz on the terminal: the same rounds as on Discord, kept at each step, without a clock.
import { findSection } from '../answer/section.ts';
import { citation, indent } from '../cli/render.ts';
import type { QuizItem } from '../domain.ts';
import type { Quizzes } from '../quiz/quizzes.ts';
import { attemptsOf } from '../quiz/record.ts';
import { beginRound, currentItem, stepRound } from '../quiz/round.ts';
import type { RoundEvent, RoundStep } from '../quiz/round-events.ts';
import { missedQuestions, scoresOf } from '../quiz/score.ts';
import type { Source } from '../search/retrieve.ts';
import type { Round } from '../store/rounds.ts';
import type { Store } from '../store/store.ts';
import { TERMINAL_CHANNEL } from './quiz/play.ts';
import type { TerminalCommand, TerminalTalk } from './terminal.ts';

const SCOPE = 'shared';
/** Whoever sits at the terminal. */
export const TERMINAL_USER = 'terminal';
const QUESTIONS = 5;
/** Nobody hurries at a terminal, in ms. */
const LIMIT = 24 * 3600_000;

const words = {
  help: '/quiz: 문제 풀기',
  none: '그런 문제를 낼 만한 노트를 찾지 못했어요.',
  resumed: '하던 퀴즈를 이어서 해요.',
  title: (round: Round) => `\n문제 ${round.question + 1}/${round.items.length} · ${currentItem(round).topic}`,
  how: {
    choice: '번호를 적어 주세요. (힌트, 그만, 모르면 Enter)',
    order: '번호를 차례대로 적어 주세요. 예: 2 1 3 (힌트, 그만, 모르면 Enter)',
    typed: '답을 적어 주세요. (힌트, 그만, 모르면 Enter)',
  },
  badNumber: (most: number) => `1부터 ${most}까지의 번호로 적어 주세요.`,
  prompt: '답> ',
  hint: {
    letters: (text: string) => `첫 글자는 이래요: ${text}`,
    without: (option: string) => `답이 아닌 것 하나: ${option}`,
    first: (step: string) => `맨 처음은 이거예요: ${step}`,
    none: '이 문제에는 드릴 힌트가 없어요.',
  },
  right: '맞았어요!',
  wrong: '아쉬워요.',
  answer: (text: string) => `정답: ${text}`,
  next: 'Enter: 다음, 왜: 원문 보기, 이상: 이제 내지 않기, 그만> ',
  retired: '이제 이 문제를 내지 않을게요.',
  score: (right: number, all: number) => `\n결과: ${right} / ${all}`,
  review: '다시 볼 것',
} as const;
const HINT = new Set(['힌트', '?']);
const STOP = new Set(['그만', '끝', 'q']);

export interface TerminalQuizParts {
  readonly quizzes: Quizzes;
  readonly store: Store;
  readonly sources: () => readonly Source[];
  readonly now: () => number;
  readonly newId: () => string;
}

/** `/quiz [topic] [count]`; goes on with what was left unfinished. */
export function terminalQuiz(parts: TerminalQuizParts): TerminalCommand {
  const { quizzes, store, now, newId } = parts;

  const keep = async (step: RoundStep): Promise<RoundStep> => {
    await store.saveRound(step.round, await attemptsOf(store, step.round, step.settled));
    return step;
  };
  const act = (round: Round, event: RoundEvent) => keep(stepRound(round, event, now(), quizzes.grade));

  const unfinished = async (): Promise<Round | undefined> => {
    for (const open of await store.openRounds({ scope: SCOPE, channel: TERMINAL_CHANNEL })) {
      const { round } = await act(open, { kind: 'resume' });
      if (round.phase !== 'over') return round;
      await act(round, { kind: 'ended' });
    }
    return undefined;
  };

  const fresh = async (rest: string): Promise<Round | undefined> => {
    const [, topic = '', count] = /^(.*?)\s*(\d{1,2})?$/.exec(rest) ?? [];
    const wish = { count: Math.max(1, Number(count ?? QUESTIONS)), topic: quizzes.topics(SCOPE, topic)[0] };
    const without = await store.retired(TERMINAL_CHANNEL);
    const id = newId();
    const items = quizzes.choose(SCOPE, topic === '' ? { count: wish.count } : wish, without, id);
    if (items.length === 0 || (topic !== '' && wish.topic === undefined)) return undefined;
    const place = { scope: SCOPE, channel: TERMINAL_CHANNEL, starter: TERMINAL_USER };
    return (await keep(beginRound({ ...place, id, kind: 'solo', items, limitMs: LIMIT }, now()))).round;
  };

  return {
    names: ['quiz', '퀴즈'],
    help: words.help,
    async run(talk, rest) {
      const open = await unfinished();
      if (open !== undefined) talk.say(words.resumed);
      let round = open ?? (await fresh(rest));
      if (round === undefined) return talk.say(words.none);
      while (round.phase !== 'over') {
        const next: Round | undefined = await (round.phase === 'asking' ? ask(talk, round) : goOn(talk, round));
        // The input has ended: the round waits for the next time.
        if (next === undefined) return;
        round = next;
      }
      talk.say(resultOf(round));
      await act(round, { kind: 'ended' });
    },
  };

  async function ask(talk: TerminalTalk, round: Round): Promise<Round | undefined> {
    const item = currentItem(round);
    const who = { user: TERMINAL_USER, question: round.question };
    talk.say([words.title(round), item.stem, ...item.options.map((option, i) => `  ${i + 1}. ${option}`)].join('\n'));
    talk.say(item.type === 'order' || item.type === 'typed' ? words.how[item.type] : words.how.choice);
    let current = round;
    for (;;) {
      const line = await talk.hear(words.prompt);
      if (line === undefined) return undefined;
      if (STOP.has(line)) return (await act(current, { kind: 'stop', user: TERMINAL_USER, mayManage: false })).round;
      if (HINT.has(line)) {
        current = (await act(current, { kind: 'hint', ...who })).round;
        talk.say(hintOf(item));
        continue;
      }
      const given = line === '' ? '' : readAnswer(item, line);
      if (given === undefined) {
        talk.say(words.badNumber(item.options.length));
        continue;
      }
      const event: RoundEvent = given === '' ? { kind: 'close', ...who } : { kind: 'answer', ...who, given };
      const step = await act(current, event);
      talk.say(revealOf(item, step.reply === 'right'));
      return step.round;
    }
  }

  async function goOn(talk: TerminalTalk, round: Round): Promise<Round | undefined> {
    const item = currentItem(round);
    const line = await talk.hear(words.next);
    if (line === undefined) return undefined;
    if (STOP.has(line)) return (await act(round, { kind: 'stop', user: TERMINAL_USER, mayManage: false })).round;
    if (line === '왜' || line === '왜?') {
      const found = findSection(parts.sources(), { ...item.source, text: item.explanation });
      talk.say(indent(found?.text ?? item.explanation, '  '));
      return round;
    }
    if (line === '이상') {
      await store.retire({ scope: TERMINAL_CHANNEL, item: item.id, by: TERMINAL_USER, at: now() });
      talk.say(words.retired);
      return round;
    }
    const { question } = round;
    return (await act(round, { kind: 'next', user: TERMINAL_USER, question })).round;
  }

  function hintOf(item: QuizItem): string {
    const hint = quizzes.hint(item);
    if (hint === undefined) return words.hint.none;
    if (hint.kind === 'letters') return words.hint.letters(hint.text);
    return hint.kind === 'first' ? words.hint.first(hint.step) : words.hint.without(hint.option);
  }
}

/** What was typed as an answer to the item; undefined where its numbers make no sense. Words of an option do as well. */
function readAnswer(item: QuizItem, line: string): string | readonly string[] | undefined {
  if (item.type === 'typed') return line;
  const numbers = (line.match(/\d+/g) ?? []).map(Number);
  const chosen = numbers.flatMap((number) => item.options[number - 1] ?? []);
  if (item.type === 'order') {
    return new Set(numbers).size === item.options.length && chosen.length === item.options.length ? chosen : undefined;
  }
  const said = item.options.find((option) => option.toLowerCase() === line.toLowerCase());
  return said ?? (/^\d+$/.test(line) ? chosen[0] : undefined);
}

function revealOf({ answer, explanation, source }: QuizItem, isRight: boolean): string {
  const parts = [isRight ? words.right : words.wrong, words.answer([answer].flat().join(' → '))];
  return [...parts, indent(explanation, '  '), citation(source)].join('\n');
}

function resultOf(round: Round): string {
  const { right, all } = scoresOf(round)[0] ?? { right: 0, all: 0 };
  const missed = missedQuestions(round).flatMap((number) => round.items[number] ?? []);
  const list = missed.map(({ stem, source }) => `  · ${stem}\n    ${citation(source)}`);
  return [words.score(right, all), ...(list.length > 0 ? [words.review, ...list] : [])].join('\n');
}
