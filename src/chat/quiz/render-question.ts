import type { APIButtonComponent } from 'discord.js';
import { ButtonStyle } from 'discord.js';
import type { QuizItem } from '../../domain.ts';
import { currentItem } from '../../quiz/round-rules.ts';
import type { Round } from '../../store/rounds.ts';
import { inert, inertLine } from '../inert.ts';
import { clip, LIMITS, type Reply, reply, row } from '../payload.ts';
import { texts } from '../texts.ts';
import { COLORS, countdown, newsOf, optionLabel, quizButton, stemOf, titleOf } from './parts.ts';

const { button, question: words, order } = texts.quiz;
/** With a longer option (characters), all of them stand in the message, and numbers on the buttons. */
const LONGEST_LABEL = 40;
/** All options and the question have to find room in one message. */
const LONGEST_OPTION = 300;
const ROW = 5;
/** Rows of options; one is left for the hint and the like. */
const MOST_ROWS = 4;

/** The current question while answers are taken. */
export function renderQuestion(round: Round): Reply {
  const item = currentItem(round);
  const isListed = item.type === 'order' || item.options.some((option) => option.length > LONGEST_LABEL);
  const list = isListed ? item.options.map((option, i) => `${i + 1}. ${inertLine(clip(option, LONGEST_OPTION))}`) : [];
  const how = item.type === 'typed' ? words.howTyped : item.type === 'order' ? words.howOrder : undefined;
  const parts = [
    newsOf(round),
    stemOf(item),
    list.join('\n'),
    how,
    round.kind === 'daily' ? words.howDaily : undefined,
    statusOf(round),
  ];
  const description = parts.filter((part) => part !== undefined && part !== '').join('\n\n');
  return reply(titleOf(round, item), {
    embeds: [{ color: COLORS.question, description: clip(description, LIMITS.description) }],
    components: [...rows(answerButtons(round, item, isListed)), row(...controls(round))],
  });
}

function statusOf(round: Round): string {
  const answered = round.answers.filter(({ question }) => question === round.question).length;
  const who = round.kind === 'solo' ? words.of(`<@${round.starter}>`) : words.answered(answered);
  return `${words.until(countdown(round.deadline))} · ${who}`;
}

function answerButtons(round: Round, item: QuizItem, isListed: boolean): APIButtonComponent[] {
  const { question } = round;
  const primary = { style: ButtonStyle.Primary } as const;
  if (item.type === 'typed') return [quizButton(round, question, { kind: 'write' }, button.write, primary)];
  if (item.type === 'order') return [quizButton(round, question, { kind: 'order', chosen: [] }, button.order, primary)];
  return item.options
    .slice(0, ROW * MOST_ROWS)
    .map((option, i) =>
      quizButton(
        round,
        question,
        { kind: 'pick', option: i },
        isListed ? String(i + 1) : optionLabel(option, i),
        primary,
      ),
    );
}

function controls(round: Round): APIButtonComponent[] {
  const { kind, question } = round;
  const hint = quizButton(round, question, { kind: 'hint' }, button.hint, { emoji: '💡' });
  if (kind === 'daily') return [hint];
  return [hint, quizButton(round, question, { kind: 'close' }, kind === 'solo' ? button.skip : button.close)];
}

function rows(buttons: readonly APIButtonComponent[]) {
  const count = Math.ceil(buttons.length / ROW);
  return Array.from({ length: count }, (_, i) => row(...buttons.slice(i * ROW, (i + 1) * ROW)));
}

/** The options that are still to be put in order, for the one who does it alone. */
export function renderOrder(round: Round, chosen: readonly number[]): Reply {
  const item = currentItem(round);
  const { question } = round;
  const rest = item.options.flatMap((option, i) =>
    chosen.includes(i)
      ? []
      : [quizButton(round, question, { kind: 'order', chosen: [...chosen, i] }, optionLabel(option, i))],
  );
  const undo = quizButton(round, question, { kind: 'order', chosen: chosen.slice(0, -1) }, button.undo, { emoji: '↩️' });
  const names = chosen.map((i) => inert(clip(item.options[i] ?? '', 100)));
  return reply(clip(order.soFar(names), LIMITS.content), {
    components: [...rows(rest.slice(0, ROW * MOST_ROWS)), ...(chosen.length > 0 ? [row(undo)] : [])],
  });
}
