import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { ApplicationCommandOptionType, ApplicationCommandType, type ChatInputCommandInteraction } from 'discord.js';
import { deferReply, finish, replyAtOnce } from '../acknowledge.ts';
import type { Bot } from '../bot.ts';
import { type Reply, reply } from '../payload.ts';
import { deletionQuestion } from '../privacy-buttons.ts';
import { texts } from '../texts.ts';
import type { Command } from './command.ts';
import { worded } from './quiz-definition.ts';

const { privacy } = texts;
const { Subcommand } = ApplicationCommandOptionType;
/** Discord takes files of 10 MiB; a little is left for the rest of the request. */
const LARGEST_FILE = 9.5 * 1024 * 1024;

/** `/privacy`, in Korean `/개인정보`: what is stored about oneself, and an end to it. */
export const privacyCommand: Command = {
  definition: {
    type: ApplicationCommandType.ChatInput,
    ...worded(privacy),
    options: [
      { type: Subcommand, ...worded(privacy.export) },
      { type: Subcommand, ...worded(privacy.delete) },
    ],
  },
  async run(bot, interaction) {
    if (interaction.options.getSubcommand() === privacy.export.name) await exportRecords(bot, interaction);
    else await replyAtOnce(interaction, deletionQuestion(), bot.log);
  },
};

async function exportRecords(bot: Bot, interaction: ChatInputCommandInteraction): Promise<void> {
  if (!(await deferReply(interaction, true, bot.log))) return;
  const { id: user } = interaction.user;
  const records = await bot.store.personalRecords(user);
  const whole = { user, at: new Date(bot.now()).toISOString(), ...records };
  await finish(interaction, await attached(whole));
}

/** The records as a file, compressed where they are many. */
async function attached(records: unknown): Promise<Reply> {
  const json = Buffer.from(`${JSON.stringify(records, undefined, 2)}\n`);
  if (json.length <= LARGEST_FILE) {
    return reply(privacy.export.done, { files: [{ attachment: json, name: 'seogi.json' }] });
  }
  const small = await promisify(gzip)(json);
  if (small.length > LARGEST_FILE) return reply(privacy.export.tooLarge);
  return reply(privacy.export.done, { files: [{ attachment: small, name: 'seogi.json.gz' }] });
}
