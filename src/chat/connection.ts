import { type Client, Events } from 'discord.js';
import { UserError } from '../errors.ts';
import type { Log } from '../log.ts';
import { describeError, nameOf } from './discord-errors.ts';
import { texts } from './texts.ts';

/** A start that is interrupted this often, about every half second, leads nowhere. */
const ATTEMPTS = 5;

/**
 * Logs interruptions of the gateway, once each. Rejects with a UserError when there is no way back, or at the start no
 * way in; never resolves. discord.js takes care of all the rest.
 */
export function watchConnection(client: Client, log: Log, host: string): Promise<never> {
  let interruptions = 0;
  let hasStarted = false;
  const restored = () => {
    if (interruptions > 0 && hasStarted) log.info(texts.log.resumed);
    interruptions = 0;
  };
  client.once(Events.ClientReady, () => {
    hasStarted = true;
    interruptions = 0;
  });
  client.on(Events.ShardResume, restored);
  client.on(Events.ShardReady, restored);
  client.on(Events.ShardError, (error) => log.debug(texts.log.fault('gateway', nameOf(error))));
  client.on(Events.Error, (error) => log.error(texts.log.fault('client', describeError(error))));
  const ended = new Promise<never>((_, reject) => {
    client.on(Events.ShardReconnecting, () => {
      interruptions += 1;
      if (hasStarted && interruptions === 1) log.warn(texts.log.interrupted);
      if (!hasStarted && interruptions >= ATTEMPTS) reject(new UserError(texts.fatal.noNetwork(host)));
    });
    client.on(Events.ShardDisconnect, ({ code }) => {
      const known: Record<number, string> = { 4004: texts.fatal.token, 4014: texts.fatal.intents };
      reject(new UserError(known[code] ?? texts.fatal.closed(code)));
    });
  });
  // Whoever waits for it sees it; nobody has to.
  ended.catch(() => undefined);
  return ended;
}
