// A minute of everything at once. What a minute cannot show, that the memory stays flat, `npm run soak` does.
import { expect, it } from 'vitest';
import { startDiscordServer } from '../discord/server.ts';
import { randomNumbers } from '../support/random.ts';
import { makeHome } from './support/bot-process.ts';
import { QUESTIONS } from './support/notes.ts';
import { soak } from './support/soak.ts';

it('answers whoever does whatever while notes change and connections break', { timeout: 300_000 }, async () => {
  const [server, home] = await Promise.all([startDiscordServer(), makeHome()]);
  const questions = Object.values(QUESTIONS).map(({ ask }) => ask);
  const { done, wrong } = await soak({ server, home, questions, minutes: 1, random: randomNumbers(3) });
  expect(wrong).toEqual([]);
  expect(done.ask).toBeGreaterThan(5);
  await server.close();
  await home.remove();
});
