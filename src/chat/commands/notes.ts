import { type AutocompleteInteraction, ButtonStyle, type ChatInputCommandInteraction } from 'discord.js';
import type { Scope } from '../../domain.ts';
import { UserError } from '../../errors.ts';
import type { Changed } from '../../notes/own-notes.ts';
import { deferReply, finish, openModal, replyAtOnce } from '../acknowledge.ts';
import type { Bot } from '../bot.ts';
import { describeError } from '../discord-errors.ts';
import { faultText } from '../fault-text.ts';
import { index, readingText, saveNote, textOf } from '../notes/changes.ts';
import { noteModal } from '../notes/notes-components.ts';
import { noteKey, writeNotesId } from '../notes/notes-id.ts';
import { mayChange, mayManage, setNotesRole } from '../notes/permission.ts';
import { fileText, renderHistory, renderList, renderNote, renderStatus } from '../notes/views.ts';
import { buttonFor, clip, LIMITS, type Reply, reply, row } from '../payload.ts';
import { texts } from '../texts.ts';
import type { Command } from './command.ts';
import { notesDefinition } from './notes-definition.ts';

const { add, list, show, remove, reindex, status, history, restore, role, refusal, said, button, past } = texts.notes;
const { reindexed } = texts.notes;
/** Changes shown, and refused questions. */
const MOST_CHANGES = 20;
const MOST_GAPS = 10;
/** A message is edited no more often, in ms: Discord allows five edits in five seconds. */
const EVERY = 1500;

type Run = (bot: Bot, interaction: ChatInputCommandInteraction, scope: Scope) => Promise<void>;

const VIEWS: Readonly<Record<string, Run>> = {
  [list.name]: async (bot, interaction, scope) =>
    tell(bot, interaction, renderList(scope, await bot.notes.list(scope), bot.seogi.state(scope), 0)),
  [show.name]: async (bot, interaction, scope) => {
    const file = await chosenNote(bot, interaction, scope);
    const text = file === undefined ? undefined : await bot.notes.read(scope, file);
    const isThere = file !== undefined && text !== undefined;
    await tell(bot, interaction, isThere ? renderNote(scope, file, text, 0) : refusal.noSuchNote);
  },
  [status.name]: async (bot, interaction, scope) => {
    // What is asked in a channel is not for those who do not see the channel.
    const gaps = mayManage(interaction) ? await bot.store.gaps(scope, MOST_GAPS) : undefined;
    const { seogi } = bot;
    const message = renderStatus(seogi.sources(scope), seogi.state(scope), seogi.state('shared'), gaps);
    await tell(bot, interaction, message);
  },
  [history.name]: async (bot, interaction, scope) =>
    tell(bot, interaction, renderHistory(await bot.store.noteChanges(scope, MOST_CHANGES))),
};

const CHANGES: Readonly<Record<string, Run>> = {
  [add.name]: addNote,
  [remove.name]: confirmRemoval,
  [reindex.name]: readAgain,
  [restore.name]: (bot, interaction, scope) =>
    change(bot, interaction, scope, () => {
      const [id = ''] = interaction.options.getString(restore.change.name, true).split(' ');
      return bot.notes.undo(scope, interaction.user.id, id);
    }),
  [role.name]: setRole,
};

/** `/notes`, in Korean `/노트`: a server's own notes. */
export const notesCommand: Command = {
  definition: notesDefinition,
  async run(bot, interaction) {
    const { guildId } = interaction;
    const name = interaction.options.getSubcommand();
    if (guildId === null) return tell(bot, interaction, refusal.onlyInServers);
    // Whatever the server's settings say about who sees the command.
    const isForbidden = CHANGES[name] !== undefined && !(await mayChange(bot, interaction));
    if (isForbidden) return tell(bot, interaction, refusal.forbidden);
    await (VIEWS[name] ?? CHANGES[name])?.(bot, interaction, guildId);
  },
  complete,
};

async function complete(bot: Bot, interaction: AutocompleteInteraction): Promise<readonly string[]> {
  const { guildId, options } = interaction;
  if (guildId === null) return [];
  const { name, value } = options.getFocused(true);
  const typed = value.normalize('NFC').toLowerCase();
  const all =
    name === restore.change.name
      ? (await bot.store.noteChanges(guildId, 100)).map(({ id, kind, file }) => past.choice(id, past.kinds[kind], file))
      : (await bot.notes.list(guildId)).map(({ file }) => file.normalize('NFC'));
  return all.filter((choice) => choice.toLowerCase().includes(typed));
}

const tell = async (bot: Bot, interaction: ChatInputCommandInteraction, message: string | Reply): Promise<void> => {
  await replyAtOnce(interaction, message, bot.log);
};

/** The note that was chosen or typed; a choice's name may have been shortened. */
async function chosenNote(
  bot: Bot,
  { options }: ChatInputCommandInteraction,
  scope: Scope,
): Promise<string | undefined> {
  const given = options.getString(show.note.name, true).normalize('NFC').trim();
  const files = (await bot.notes.list(scope)).map(({ file }) => file);
  const named = (test: (file: string) => boolean) => files.find((file) => test(file.normalize('NFC')));
  return named((file) => file === given) ?? named((file) => clip(file, LIMITS.option) === given);
}

async function addNote(bot: Bot, interaction: ChatInputCommandInteraction, scope: Scope): Promise<void> {
  const file = interaction.options.getAttachment(add.file.name);
  const name = interaction.options.getString(add.title.name) ?? undefined;
  if (file === null) {
    await openModal(interaction, noteModal(scope, name), bot.log);
    return;
  }
  await change(bot, interaction, scope, async () =>
    saveNote(bot, scope, interaction.user.id, name ?? file.name, await textOf(bot, file)),
  );
}

async function confirmRemoval(bot: Bot, interaction: ChatInputCommandInteraction, scope: Scope): Promise<void> {
  const file = await chosenNote(bot, interaction, scope);
  if (file === undefined) return tell(bot, interaction, refusal.noSuchNote);
  const buttons = row(
    buttonFor(writeNotesId({ scope, action: { kind: 'remove', note: noteKey(file) } }), button.remove, {
      style: ButtonStyle.Danger,
    }),
    buttonFor(writeNotesId({ scope, action: { kind: 'keep' } }), button.keep),
  );
  await tell(bot, interaction, reply(said.confirm(fileText(file)), { components: [buttons] }));
}

/** Makes a change and says how it went; undefined from `work` means that there is nothing to change. */
async function change(
  bot: Bot,
  interaction: ChatInputCommandInteraction,
  scope: Scope,
  work: () => Promise<Changed | undefined>,
): Promise<void> {
  if (!(await deferReply(interaction, true, bot.log))) return;
  try {
    const changed = await work();
    if (changed === undefined) return void (await finish(interaction, reply(refusal.noSuchChange)));
    await finish(interaction, reply(readingText(changed)));
    await finish(interaction, reply(await index(bot, scope, changed)));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    await finish(interaction, reply(faultText(error)));
  }
}

async function readAgain(bot: Bot, interaction: ChatInputCommandInteraction, scope: Scope): Promise<void> {
  if ((await bot.notes.list(scope)).length === 0) return tell(bot, interaction, texts.notes.listed.none);
  if (!(await deferReply(interaction, true, bot.log))) return;
  await finish(interaction, reply(reindexed.begun));
  let shown = bot.now();
  /** Progress that is on its way: the end must come after it. */
  let sending: Promise<unknown> = Promise.resolve();
  const onProgress = ({ done, total }: { readonly done: number; readonly total: number }) => {
    if (bot.now() - shown < EVERY) return;
    shown = bot.now();
    const text = reindexed.progress(Math.floor((100 * done) / Math.max(1, total)));
    sending = sending.then(() => finish(interaction, reply(text))).catch(() => undefined);
  };
  const end = await bot.seogi.update({ retryBroken: true, onProgress }, scope).then(
    (outcome) => {
      if (outcome.kind === 'busy') return reindexed.busy;
      const { files, embedded, broken } = outcome.report;
      const wrong = broken.slice(0, 10).map(({ file, reason }) => texts.notes.listed.broken(fileText(file), reason));
      return [reindexed.done(files, embedded), ...wrong].join('\n');
    },
    (error: unknown) => {
      bot.log.error(texts.log.fault('notes', describeError(error)));
      return reindexed.failed(faultText(error));
    },
  );
  await sending;
  await finish(interaction, reply(clip(end, LIMITS.content)));
}

async function setRole(bot: Bot, interaction: ChatInputCommandInteraction, scope: Scope): Promise<void> {
  if (!mayManage(interaction)) return tell(bot, interaction, refusal.forbiddenRole);
  const chosen = interaction.options.getRole(role.role.name);
  await setNotesRole(bot, scope, chosen?.id);
  await tell(bot, interaction, chosen ? said.roleSet(`<@&${chosen.id}>`) : said.roleUnset);
}
