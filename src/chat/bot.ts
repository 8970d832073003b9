import type { Client } from 'discord.js';
import type { Log } from '../log.ts';
import type { OwnNotes } from '../notes/own-notes.ts';
import type { Quizzes } from '../quiz/quizzes.ts';
import type { Statistics } from '../quiz/statistics.ts';
import type { Seogi } from '../seogi.ts';
import type { Store } from '../store/store.ts';
import type { Answered, Answering } from './answering.ts';
import type { Reply } from './payload.ts';
import type { Needed } from './permissions.ts';
import type { Daily } from './quiz/daily.ts';
import type { Play } from './quiz/play.ts';
import type { Reminders } from './quiz/reminders.ts';
import { renderAnswer } from './render.ts';

/** What every handler of Discord's events works with. */
export interface Bot {
  readonly client: Client<true>;
  readonly seogi: Pick<Seogi, 'sources' | 'state' | 'update'>;
  /** The servers' own notes. */
  readonly notes: OwnNotes;
  /** REST base; undefined is Discord's own. */
  readonly apiUrl: string | undefined;
  readonly store: Store;
  readonly answering: Answering;
  readonly log: Log;
  readonly notesBaseUrl: string | undefined;
  /** Whether Discord shows what people write without calling the bot. */
  readonly readsContent: boolean;
  /** Notes in the log, once, that permissions are missing in a channel. */
  readonly notePermissions: (channel: string, permissions: readonly Needed[]) => void;
  /** ms since 1970. */
  readonly now: () => number;
  readonly newId: () => string;
  readonly play: Play;
  readonly quizzes: Quizzes;
  readonly daily: Daily;
  readonly reminders: Reminders;
  /** What decides what a day is. */
  readonly timeZone: string;
  /** Draws statistics as a PNG, in a thread of its own. */
  readonly draw: (statistics: Statistics) => Promise<Buffer>;
}

/** The answer as a message. Where only one person sees it, nobody can go on with it in a thread. */
export function answerReply(bot: Bot, { exchange, answer }: Answered, embeds = true): Reply {
  return renderAnswer(answer, {
    key: exchange,
    notesBaseUrl: bot.notesBaseUrl,
    canContinue: !exchange.private,
    embeds,
  });
}
