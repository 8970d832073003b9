import type { AutocompleteInteraction, Client, Interaction, ModalSubmitInteraction } from 'discord.js';
import { Events } from 'discord.js';
import { type Acknowledgeable, replyAtOnce } from './acknowledge.ts';
import type { Bot } from './bot.ts';
import { askCommand } from './commands/ask.ts';
import type { Command } from './commands/command.ts';
import { leaderboardCommand } from './commands/leaderboard.ts';
import { notesCommand } from './commands/notes.ts';
import { privacyCommand } from './commands/privacy.ts';
import { quizCommand } from './commands/quiz.ts';
import { reviewCommand } from './commands/review.ts';
import { statsCommand } from './commands/stats.ts';
import { onComponent } from './components.ts';
import { describeError } from './discord-errors.ts';
import { failureText } from './fault-text.ts';
import type { Jobs } from './jobs.ts';
import { onMessage } from './messages.ts';
import { onNotesComponent } from './notes/notes-components.ts';
import { isNotesId } from './notes/notes-id.ts';
import { clip, LIMITS } from './payload.ts';
import { isPrivacyId, onPrivacyButton } from './privacy-buttons.ts';
import { onQuizComponent } from './quiz/quiz-components.ts';
import { isQuizId } from './quiz/quiz-id.ts';
import { texts } from './texts.ts';

/** The slash commands, each a file of `commands/`. */
export const COMMANDS: readonly Command[] = [
  askCommand,
  quizCommand,
  notesCommand,
  reviewCommand,
  statsCommand,
  leaderboardCommand,
  privacyCommand,
];
/** Choices that Discord shows below an option. */
const MOST_CHOICES = 25;

/** Hands Discord's events to their handlers, each as a job of its own. */
export function listen(client: Client, jobs: Jobs, parts: Omit<Bot, 'client'> & { client: Client }): void {
  // No event arrives before the client is ready.
  const bot = parts as Bot;
  client.on(Events.MessageCreate, (message) => {
    jobs.run('message', message.id, () => onMessage(bot, message));
  });
  client.on(Events.InteractionCreate, (interaction) => {
    const isTaken = jobs.run('interaction', interaction.id, () => onInteraction(bot, interaction));
    const late = isTaken ? undefined : acknowledgeable(interaction);
    if (late !== undefined) void replyAtOnce(late, texts.refusal.stopping, bot.log);
  });
}

/** What has to be answered within three seconds, and can be with words; undefined for anything else. */
function acknowledgeable(interaction: Interaction): Acknowledgeable | undefined {
  const isOurs = interaction.isChatInputCommand() || interaction.isMessageComponent() || interaction.isModalSubmit();
  return isOurs ? interaction : undefined;
}

async function onInteraction(bot: Bot, event: Interaction): Promise<void> {
  if (event.isAutocomplete()) return complete(bot, event);
  const interaction = acknowledgeable(event);
  if (interaction === undefined) return;
  try {
    if (interaction.isChatInputCommand()) await commandOf(interaction)?.run(bot, interaction);
    else if (isNotesId(interaction.customId)) await onNotesComponent(bot, interaction);
    else if (interaction.isModalSubmit()) await onModal(bot, interaction);
    else if (isQuizId(interaction.customId)) await onQuizComponent(bot, interaction);
    else if (isPrivacyId(interaction.customId)) await onPrivacyButton(bot, interaction);
    else await onComponent(bot, interaction);
  } catch (error) {
    if (interaction.deferred) await interaction.editReply(failureText(error)).catch(() => undefined);
    else if (!interaction.replied) await replyAtOnce(interaction, failureText(error), bot.log);
    throw error;
  }
}

/** Quizzes open their modals from messages, and nothing else opens any but notes. */
async function onModal(bot: Bot, interaction: ModalSubmitInteraction): Promise<void> {
  if (interaction.isFromMessage()) await onQuizComponent(bot, interaction);
  else await replyAtOnce(interaction, texts.refusal.unknownButton, bot.log);
}

const commandOf = ({ commandName }: { readonly commandName: string }) =>
  COMMANDS.find(({ definition }) => definition.name === commandName);

/** Offers what fits what is typed so far. Too late is no fault: the user has typed on. */
async function complete(bot: Bot, interaction: AutocompleteInteraction): Promise<void> {
  const found = (await commandOf(interaction)?.complete?.(bot, interaction)) ?? [];
  const names = [...new Set(found.map((name) => clip(name, LIMITS.option)))].slice(0, MOST_CHOICES);
  await interaction
    .respond(names.map((name) => ({ name, value: name })))
    .catch((error: unknown) => bot.log.debug(texts.log.fault('autocomplete', describeError(error))));
}
