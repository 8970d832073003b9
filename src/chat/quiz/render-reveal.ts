import { type APIButtonComponent, ButtonStyle } from 'discord.js';
import { currentItem } from '../../quiz/round-rules.ts';
import type { Round, RoundAnswer } from '../../store/rounds.ts';
import { source } from '../citation.ts';
import { clip, LIMITS, type Reply, reply, row } from '../payload.ts';
import { texts } from '../texts.ts';
import { answerText, COLORS, countdown, newsOf, quizButton, quoteOf, stemOf, titleOf } from './parts.ts';

const { button, reveal: words } = texts.quiz;
/** People named at most. */
const MOST_NAMES = 20;

/** The current question with its right answer, the note's own lines, and who was right. */
export function renderReveal(round: Round, notesBaseUrl: string | undefined): Reply {
  const item = currentItem(round);
  const answers = round.answers.filter(({ question }) => question === round.question);
  const isSolo = round.kind === 'solo';
  const isGood = isSolo ? answers.some(({ right }) => right) : true;
  const news = newsOf(round);
  const parts = [
    ...(news === '' ? [] : [news]),
    stemOf(item),
    [isSolo ? verdictOf(answers[0]) : '', words.answer(answerText(item.answer))].filter(Boolean).join('\n'),
    quoteOf(item),
    ...(isSolo ? [] : [peopleOf(answers)]),
    ...(round.kind === 'channel' && round.phase === 'shown' ? [words.nextAt(countdown(round.deadline))] : []),
  ];
  const embed = {
    color: isGood ? COLORS.right : COLORS.wrong,
    author: source(item.source, notesBaseUrl),
    description: clip(parts.join('\n\n'), LIMITS.description),
  };
  return reply(titleOf(round, item), { embeds: [embed], components: [row(...buttons(round))] });
}

/** What one person is told at once, where the others are not to know yet. */
export function renderVerdict(round: Round, answer: RoundAnswer, notesBaseUrl: string | undefined): Reply {
  const item = currentItem(round);
  const description = [[verdictOf(answer), words.answer(answerText(item.answer))].join('\n'), quoteOf(item)];
  const color = answer.right ? COLORS.right : COLORS.wrong;
  const why = quizButton(round, round.question, { kind: 'why' }, button.why, { emoji: '📖' });
  return reply('', {
    embeds: [{ color, author: source(item.source, notesBaseUrl), description: description.join('\n\n') }],
    components: [row(why)],
  });
}

function verdictOf(answer: RoundAnswer | undefined): string {
  if (answer === undefined) return words.unanswered;
  const hinted = answer.hinted ? ` ${words.hinted}` : '';
  if (answer.right) return `${words.right}${hinted}`;
  return `${words.wrong}${hinted}\n${words.given(answerText(answer.given))}`;
}

function peopleOf(answers: readonly RoundAnswer[]): string {
  if (answers.length === 0) return words.nobody;
  const right = answers.filter((answer) => answer.right).map(({ user }) => `<@${user}>`);
  const names = right.slice(0, MOST_NAMES).join(' ');
  const who = right.length === 0 ? words.noneRight : words.rightOnes(names, Math.max(0, right.length - MOST_NAMES));
  return `${who}\n${words.answers(right.length, answers.length)}`;
}

function buttons(round: Round): APIButtonComponent[] {
  const { question, phase, kind, items } = round;
  const why = quizButton(round, question, { kind: 'why' }, button.why, { emoji: '📖' });
  const odd = quizButton(round, question, { kind: 'odd' }, button.odd, { emoji: '🚩' });
  if (phase !== 'shown' || kind === 'daily') return [why, odd];
  const label = question + 1 < items.length ? button.next : button.result;
  return [quizButton(round, question, { kind: 'next' }, label, { style: ButtonStyle.Primary }), why, odd];
}
