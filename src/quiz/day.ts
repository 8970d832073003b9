// What a day is, where the study group lives.

interface Local {
  /** `2026-11-22`. */
  readonly day: string;
  /** 0–23. */
  readonly hour: number;
}

const STEP = 15 * 60_000;
const DAY = 24 * 3600_000;
const FURTHEST_AHEAD = 14 * 3600_000;

/** To make one takes longer than to use it a hundred times. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const date = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, ...date, hour: '2-digit', hourCycle: 'h23' });
  formats.set(timeZone, format);
  return format;
}

function localAt(at: number, timeZone: string): Local {
  const parts = formatOf(timeZone).formatToParts(at);
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? '';
  return { day: `${of('year')}-${of('month')}-${of('day')}`, hour: Number(of('hour')) };
}

/** The day (`2026-11-22`) on which `at` (ms since 1970) falls in a time zone. */
export const dayOf = (at: number, timeZone: string): string => localAt(at, timeZone).day;

/** The day so many days later. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);

/** How many days there are from one day to another; negative backwards. */
export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY;

/** The Monday of the week of a day. */
export const weekOf = (day: string): string => dayAfter(day, -((new Date(day).getUTCDay() + 6) % 7));

/** When a day begins in a time zone, to a quarter of an hour (ms since 1970). */
export function beginOfDay(day: string, timeZone: string): number {
  // No time zone is further ahead.
  let time = Date.parse(day) - FURTHEST_AHEAD;
  while (dayOf(time, timeZone) < day) time += STEP;
  return time;
}

/** The hour (0–23) in which `at` falls in a time zone. */
export const hourOf = (at: number, timeZone: string): number => localAt(at, timeZone).hour;

/** The beginning of this hour on the next day after `at`'s, to a quarter of an hour (ms since 1970). */
export function hourTomorrow(at: number, hour: number, timeZone: string): number {
  const today = dayOf(at, timeZone);
  // Time zones differ by quarters of an hour; a day has 25 hours at most, and an hour that is skipped is followed by the next.
  let time = Math.floor(at / STEP) * STEP;
  while (dayOf(time, timeZone) === today || hourOf(time, timeZone) < hour) time += STEP;
  return time;
}
