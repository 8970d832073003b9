import type { APISelectMenuOption } from 'discord.js';
import { missedQuestions, type Score, scoresOf } from '../../quiz/score.ts';
import type { Round } from '../../store/rounds.ts';
import { place } from '../citation.ts';
import { inertLine } from '../inert.ts';
import { clip, LIMITS, menuFor, type Reply, reply } from '../payload.ts';
import { texts } from '../texts.ts';
import { COLORS, shortStem } from './parts.ts';
import { writeQuizId } from './quiz-id.ts';

const { result: words } = texts.quiz;
const MOST_NAMES = 20;
const MOST_REVIEWS = 10;

/** The score, the time it took, and what to look at again. */
export function renderResult(round: Round, at: number, isAway: boolean): Reply {
  const missed = missedQuestions(round);
  const seconds = Math.max(0, Math.round((at - round.startedAt) / 1000));
  const time = words.time(words.minutes(Math.floor(seconds / 60), seconds % 60));
  const parts = [
    ...(isAway ? [words.away] : []),
    `${round.kind === 'solo' ? soloScore(round) : ranking(scoresOf(round))}\n${time}`,
    missed.length === 0 ? perfect(round) : reviewList(round, missed),
  ];
  return reply(words.title, {
    embeds: [{ color: COLORS.result, description: clip(parts.filter(Boolean).join('\n\n'), LIMITS.description) }],
    components: missed.length === 0 ? [] : [reviewMenu(round, missed)],
  });
}

function soloScore(round: Round): string {
  const { right, hinted, all } = scoresOf(round)[0] ?? { right: 0, hinted: 0, all: 0 };
  const percent = all === 0 ? 0 : Math.round((100 * right) / all);
  return `<@${round.starter}> ${words.score(right, all, percent)}${hinted > 0 ? ` · ${words.hinted(hinted)}` : ''}`;
}

function ranking(scores: readonly Score[]): string {
  if (scores.length === 0) return words.nobody;
  return scores
    .slice(0, MOST_NAMES)
    .map(({ user, right, all, place: rank }) => words.line(rank, `<@${user}>`, right, all))
    .join('\n');
}

const perfect = ({ answers }: Round): string => (answers.length > 0 ? words.perfect : '');

function reviewList({ items }: Round, missed: readonly number[]): string {
  const lines = missed.slice(0, MOST_REVIEWS).flatMap((number) => {
    const item = items[number];
    return item === undefined
      ? []
      : [`- ${inertLine(shortStem(item, 120))}\n  -# ${inertLine(place(item.source, 150))}`];
  });
  return `**${words.review}**\n${lines.join('\n')}\n\n${texts.review.enrolled}`;
}

function reviewMenu({ scope, id, items }: Round, missed: readonly number[]) {
  const options = missed.slice(0, MOST_REVIEWS).flatMap((number): APISelectMenuOption[] => {
    const item = items[number];
    if (item === undefined) return [];
    const label = shortStem(item, LIMITS.option) || String(number + 1);
    return [{ label, value: String(number), description: clip(place(item.source, LIMITS.option), LIMITS.option) }];
  });
  return menuFor(writeQuizId({ scope, round: id, question: 0, action: { kind: 'review' } }), words.open, options);
}
