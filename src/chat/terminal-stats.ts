import { cardsOf } from '../quiz/cards.ts';
import { statisticsOf } from '../quiz/statistics.ts';
import { wordsOf } from './stats-words.ts';
import type { TerminalCommand } from './terminal.ts';
import { TERMINAL_OWNER, type TerminalQuizParts } from './terminal-quiz.ts';
import { words } from './terminal-quiz-texts.ts';

/** `/stats`: how one's learning goes, in words. */
export function terminalStats({
  store,
  now,
  timeZone,
}: Pick<TerminalQuizParts, 'store' | 'now' | 'timeZone'>): TerminalCommand {
  return {
    names: ['stats', '통계'],
    help: words.statsHelp,
    async run(talk) {
      const { scope, user } = TERMINAL_OWNER;
      const attempts = await store.attempts(scope, { user });
      const cards = await cardsOf(store, TERMINAL_OWNER);
      const isEmpty = attempts.length === 0 && cards.length === 0;
      talk.say(isEmpty ? words.noStats : wordsOf(statisticsOf(attempts, cards, now(), timeZone)));
    },
  };
}
