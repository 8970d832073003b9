import { createHash } from 'node:crypto';
import {
  ApplicationIntegrationType,
  InteractionContextType,
  type REST,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  Routes,
} from 'discord.js';
import { z } from 'zod';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import { CODES, codeOf, describeError, isPermissionFault } from './discord-errors.ts';
import { texts } from './texts.ts';

const KEY = 'commands';
const Registered = z.object({ application: z.string(), guild: z.string().nullable(), fingerprint: z.string() });
const Commands = z.array(z.object({ id: z.string(), name: z.string() }));

export interface Registration {
  readonly rest: REST;
  readonly store: Store;
  readonly log: Log;
  readonly application: string;
  /** Where to register: one server, or everywhere when undefined. */
  readonly guild: string | undefined;
  /** The servers the bot is in. */
  readonly guilds: readonly string[];
  readonly definitions: readonly RESTPostAPIChatInputApplicationCommandsJSONBody[];
}

/**
 * Registers the commands where they are wanted, unless exactly that was done before and they are there still, and takes
 * them away where they are wanted no longer. What goes wrong is logged: mentions and direct messages work without commands.
 */
export async function registerCommands(registration: Registration): Promise<void> {
  const { store, log, application, guild } = registration;
  const body = commandBody(registration);
  const fingerprint = createHash('sha256').update(JSON.stringify(body)).digest('hex');
  const before = await readRegistered(store);
  const wanted = { application, guild: guild ?? null, fingerprint };
  if (JSON.stringify(before) === JSON.stringify(wanted) && (await areThere(registration))) return;
  try {
    await registration.rest.put(route(application, guild), { body });
    await clearOthers(registration, before);
    await store.setSetting('shared', KEY, JSON.stringify(wanted));
    log.info(texts.log.registered(guild ? texts.log.oneServer(guild) : texts.log.everywhere));
  } catch (error) {
    log.error(guild && isAbsent(error) ? texts.log.notInServer(guild) : texts.log.notRegistered(describeError(error)));
  }
}

/** Whether Discord still has them: a server that the bot was thrown out of for a while has lost them. */
async function areThere({ rest, application, guild, definitions }: Registration): Promise<boolean> {
  try {
    const names = Commands.parse(await rest.get(route(application, guild))).map(({ name }) => name);
    return definitions.every(({ name }) => names.includes(name));
  } catch {
    // Registering them anew shows what is wrong, or does away with it.
    return false;
  }
}

/** Whether the bot is not in that server. */
const isAbsent = (error: unknown) => isPermissionFault(error) || codeOf(error) === CODES.unknownGuild;

const route = (application: string, guild: string | undefined) =>
  guild ? Routes.applicationGuildCommands(application, guild) : Routes.applicationCommands(application);

/** Only commands for everywhere may say where they are shown. */
function commandBody({ guild, definitions }: Registration): RESTPostAPIChatInputApplicationCommandsJSONBody[] {
  if (guild) return definitions.map(({ contexts: _, ...definition }) => definition);
  return definitions.map((definition) => ({
    ...definition,
    integration_types: [ApplicationIntegrationType.GuildInstall],
    contexts: definition.contexts ?? [InteractionContextType.Guild, InteractionContextType.BotDM],
  }));
}

async function readRegistered(store: Store): Promise<z.infer<typeof Registered> | undefined> {
  try {
    return Registered.parse(JSON.parse((await store.setting('shared', KEY)) ?? ''));
  } catch {
    return undefined;
  }
}

/** Takes our commands away from the other places: the one known from before, or all when nothing is known. */
async function clearOthers(
  { rest, log, application, guild, guilds, definitions }: Registration,
  before: z.infer<typeof Registered> | undefined,
): Promise<void> {
  const known = before?.application === application ? [before.guild ?? undefined] : [undefined, ...guilds];
  const ours = new Set(definitions.map(({ name }) => name));
  for (const place of known) {
    if (place === guild) continue;
    try {
      const commands = Commands.parse(await rest.get(route(application, place)));
      for (const { id } of commands.filter(({ name }) => ours.has(name))) {
        await rest.delete(`${route(application, place)}/${id}`);
      }
    } catch (error) {
      // A server that the bot has left keeps none of its commands.
      if (place !== undefined && isAbsent(error)) continue;
      log.warn(texts.log.notRegistered(describeError(error)));
    }
  }
}
