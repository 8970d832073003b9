import { randomBytes } from 'node:crypto';
import { type Client, Events, REST, Status } from 'discord.js';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { OwnNotes } from '../notes/own-notes.ts';
import type { Quizzes } from '../quiz/quizzes.ts';
import type { Seogi } from '../seogi.ts';
import type { Store } from '../store/store.ts';
import { openAnswering } from './answering.ts';
import { readApplication, startFault } from './application.ts';
import { openClient } from './client.ts';
import { watchConnection } from './connection.ts';
import { openCooldown } from './cooldown.ts';
import { describeError } from './discord-errors.ts';
import { COMMANDS, listen } from './interactions.ts';
import { openJobs } from './jobs.ts';
import { inviteUrl, openPermissionNotes } from './permissions.ts';
import { openQueue } from './queue.ts';
import { openDaily } from './quiz/daily.ts';
import { openPlay } from './quiz/play.ts';
import { discordPost, openReminders } from './quiz/reminders.ts';
import { discordScreen, isHopeless } from './quiz/screen.ts';
import { registerCommands } from './registration.ts';
import { openDrawing } from './stats-thread.ts';
import { texts } from './texts.ts';

const DISCORD_API = 'https://discord.com/api';
/** Questions answered at a time (one is embedded while another is ranked), and those that wait at most. */
const QUEUE = { together: 2, waiting: 200 } as const;
/** Each user may ask this many questions at once and gets one more each so many ms. */
const COOLDOWN = { burst: 5, everyMs: 3000 } as const;
/** What is under way at the end gets this long, in ms. */
const GRACE = 5000;
/** What was asked and played is kept this long, in ms, and looked through so often. */
const MEMORY = 90 * 24 * 3600_000;
const DAY = 24 * 3600_000;

export interface DiscordOptions {
  readonly token: string;
  /** REST base without `/v10`; undefined is Discord's own. */
  readonly apiUrl: string | undefined;
  readonly guildId: string | undefined;
  readonly notesBaseUrl: string | undefined;
  readonly seogi: Pick<Seogi, 'ask' | 'sources' | 'state' | 'update'>;
  /** The servers' own notes. */
  readonly notes: OwnNotes;
  readonly quizzes: Quizzes;
  /** Told how long each answer took, in ms, and by what it was found. */
  readonly onAnswered?: ((ms: number, by: string) => void) | undefined;
  readonly store: Store;
  readonly log: Log;
  readonly clock: Clock;
  /** What decides what a day is, e.g. `Asia/Seoul`. */
  readonly timeZone: string;
}

/** The bot, connected. */
export interface DiscordChat {
  /** Rejects with a UserError when Discord ends the connection for good; never resolves. */
  readonly ended: Promise<never>;
  /** Whether Discord is connected now. */
  isConnected(): boolean;
  /** Takes nothing new, finishes what is under way (5 s at most), leaves. */
  stop(): Promise<void>;
}

/** Connects to Discord and answers there. Throws UserError where the token, the network or Discord forbid it. */
export async function startDiscord(options: DiscordOptions): Promise<DiscordChat> {
  const { token, guildId, store, log, quizzes, clock, timeZone, notesBaseUrl } = options;
  // People copy addresses with the version that discord.js adds by itself.
  const api = (options.apiUrl ?? DISCORD_API).replace(/\/+(?:v\d+\/*)?$/, '');
  const rest = new REST({ api, version: '10' }).setToken(token);
  const application = await readApplication(rest, api);

  const client = openClient(api, application.mayReadContent);
  const jobs = openJobs((where, error) => log.error(texts.log.fault(where, describeError(error))));
  const run = (work: () => Promise<void>) => {
    jobs.run('quiz', undefined, work);
  };
  const newId = () => randomBytes(9).toString('base64url');
  const screen = discordScreen({ rest: client.rest, clock, notesBaseUrl });
  const play = openPlay({ store, quizzes, screen, clock, timeZone, run, isHopeless });
  const daily = openDaily({ store, quizzes, play, clock, timeZone, run });
  const nameOf = (scope: string) => client.guilds.cache.get(scope)?.name;
  const post = discordPost({ rest: client.rest, nameOf });
  const reminders = openReminders({ store, clock, timeZone, post, log, run });
  const ended = watchConnection(client, log, new URL(api).host);
  listen(client, jobs, {
    client,
    seogi: options.seogi,
    notes: options.notes,
    apiUrl: options.apiUrl,
    store,
    log,
    notesBaseUrl,
    readsContent: application.mayReadContent,
    notePermissions: openPermissionNotes(log),
    now: clock.now,
    newId,
    play,
    quizzes,
    daily,
    reminders,
    timeZone,
    draw: openDrawing(),
    answering: openAnswering({
      seogi: options.seogi,
      store,
      log,
      queue: openQueue(QUEUE),
      cooldown: openCooldown({ ...COOLDOWN, now: clock.now }),
      now: clock.now,
      newId,
      onAnswered: options.onAnswered,
    }),
  });

  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  const login = client.login(token).catch((error: unknown) => {
    throw startFault(error, api);
  });
  const connected = await Promise.race([login.then(() => ready), ended]);

  log.info(texts.log.ready(connected.user.username, connected.guilds.cache.size));
  log.info(application.mayReadContent ? texts.log.contentRead : texts.log.contentWithheld);
  log.info(texts.log.invite(inviteUrl(application.id)));
  // Behind all else: Discord may let it wait for long, and mentions and direct messages need no commands.
  jobs.run('commands', 'commands', () =>
    registerCommands({
      rest,
      store,
      log,
      application: application.id,
      guild: guildId,
      guilds: [...connected.guilds.cache.keys()],
      definitions: COMMANDS.map(({ definition }) => definition),
    }),
  );

  run(async () => {
    const resumed = await play.resume();
    if (resumed > 0) log.info(texts.quiz.log.resumed(resumed));
  });
  daily.start();
  reminders.start();
  const forgetting = forgetDaily(store, clock, run);

  return {
    ended,
    isConnected: () => client.isReady() && client.ws.shards.every(({ status }) => status === Status.Ready),
    async stop() {
      log.info(texts.log.stopping);
      play.close();
      daily.close();
      reminders.close();
      forgetting.stop();
      const left = await jobs.close(GRACE);
      if (left > 0) log.warn(texts.log.abandoned(left));
      await Promise.race([client.destroy(), new Promise((done) => setTimeout(done, 1000).unref())]);
    },
  };
}

/** Forgets what is too old, now and every day. */
function forgetDaily(store: Store, clock: Clock, run: (work: () => Promise<void>) => void): { stop(): void } {
  let stop = () => {};
  const forget = () => {
    run(async () => {
      const now = clock.now();
      await store.forgetExchanges(now - MEMORY, now);
      await store.forgetRounds(now - MEMORY);
    });
    stop = clock.after(DAY, forget);
  };
  forget();
  return { stop: () => stop() };
}
