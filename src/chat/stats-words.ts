import type { Statistics } from '../quiz/statistics.ts';
import { clip } from './payload.ts';
import { statsTexts as texts } from './stats-texts.ts';

/** Topics named at most. */
export const MOST_TOPICS = 8;
/** Signs of a topic's name. */
const LONGEST_TOPIC = 24;

/** Statistics as sentences, a line each, at most about 900 characters; `show` makes a topic's name harmless where it is shown. */
export function wordsOf(
  { today, answers, topics, streak, retention, forecast }: Statistics,
  show: (topic: string) => string = (topic) => topic,
): string {
  const named = topics
    .slice(0, MOST_TOPICS)
    .map(({ topic, right, all }) => texts.topic(show(clip(topic, LONGEST_TOPIC)), right, all));
  const others = topics.length > MOST_TOPICS ? [texts.others(topics.length - MOST_TOPICS)] : [];
  const ahead = forecast
    .filter(({ count }) => count > 0)
    .map(({ day, count }) => `${day === today ? texts.today : dayName(day)} ${texts.count(count)}`);
  return [
    ...(answers.all > 0 ? [texts.answers(answers.right, answers.all)] : []),
    streak > 0 ? texts.streak(streak) : texts.noStreak,
    retention.all > 0 ? texts.retention(retention.right, retention.all) : texts.noRetention,
    ...(named.length > 0 ? [texts.topics([...named, ...others].join(', '))] : []),
    ahead.length > 0 ? texts.forecast(ahead.join(', ')) : texts.noForecast,
  ].join('\n');
}

/** `11월 22일`. */
function dayName(day: string): string {
  const [, month, date] = day.split('-').map(Number);
  return texts.day(month ?? 0, date ?? 0);
}
