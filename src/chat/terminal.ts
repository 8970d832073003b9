import { createInterface } from 'node:readline';
import { harmless, renderAnswer } from '../cli/render.ts';
import { UserError } from '../errors.ts';
import type { Progress } from '../search/update-index.ts';
import type { Seogi } from '../seogi.ts';

const GREETING = (commands: readonly TerminalCommand[]) =>
  `서기예요. 노트에 대해 물어보세요. (${commands.map(({ help }) => help).join(', ')}, 끝내려면 Ctrl+D)`;
const UNKNOWN = (commands: readonly TerminalCommand[]) =>
  `모르는 명령이에요. 쓸 수 있는 것: ${commands.map(({ names }) => `/${names[0]}`).join(', ')}`;
const PROMPT = '\n질문> ';
const FAREWELLS = new Set(['끝', '종료', 'exit', 'quit']);

/** What a command talks to the person with. */
export interface TerminalTalk {
  say(text: string): void;
  /** The next line, trimmed; undefined when the input has ended. */
  hear(prompt: string): Promise<string | undefined>;
}

/** A command of the terminal's: `/name` and what follows it. */
export interface TerminalCommand {
  /** Without the `/`; the first is shown. */
  readonly names: readonly [string, ...string[]];
  /** For the greeting. */
  readonly help: string;
  run(talk: TerminalTalk, rest: string): Promise<void>;
}

/** A chat on a terminal, or with questions piped in. */
export interface TerminalChat {
  /** Shows in the prompt how far the notes are read, with the time left. */
  progress(progress: Progress): void;
  /** The notes are read: the plain prompt is back. */
  ready(): void;
  /** Answers until the input ends or says goodbye. Each question may lean on the one before it; `/…` is a command. */
  run(seogi: Pick<Seogi, 'ask'>, commands?: readonly TerminalCommand[]): Promise<void>;
}

/** Opens the chat; piped questions are answered in order without prompts. */
export function openTerminalChat(input: NodeJS.ReadStream, output: NodeJS.WriteStream): TerminalChat {
  const interactive = input.isTTY === true;
  const lines = createInterface({ input, output, terminal: interactive, prompt: PROMPT });
  // Taken at once: lines that are piped in before `run` must not be lost.
  const typed = lines[Symbol.asyncIterator]();
  let started: number | undefined;
  let waiting = false;

  const prompt = (text: string) => {
    if (!interactive || lines.getPrompt() === text) return;
    lines.setPrompt(text);
    // Drawn again only where somebody is typing, with what is typed already.
    if (waiting) lines.prompt(true);
  };
  const ask = () => {
    waiting = interactive;
    if (interactive) lines.prompt();
  };

  const talk: TerminalTalk = {
    say: (text) => void output.write(`${harmless(text)}\n`),
    async hear(wanted) {
      if (interactive) output.write(wanted);
      const next = await typed.next();
      return next.done ? undefined : cleaned(next.value);
    },
  };
  /** Answers a question; returns what was searched for. */
  const answer = async (seogi: Pick<Seogi, 'ask'>, question: string, previous: string | undefined) => {
    if (!interactive) output.write(`질문: ${question}\n\n`);
    const found = await seogi.ask(question, previous);
    output.write(`${renderAnswer(found)}\n${interactive ? '' : '\n'}`);
    return found.query;
  };
  const command = async (line: string, commands: readonly TerminalCommand[]) => {
    const [, name = '', rest = ''] = /^\/(\S*)\s*(.*)$/.exec(line) ?? [];
    const known = commands.find(({ names }) => names.includes(name));
    if (known === undefined) talk.say(UNKNOWN(commands));
    else
      await known.run(talk, rest).catch((error: unknown) => {
        // A full disk, say, ends the quiz but not the chat.
        if (!(error instanceof UserError)) throw error;
        talk.say(error.message);
      });
  };

  return {
    progress({ done, total }) {
      started ??= performance.now();
      const left =
        done === 0 ? '' : `, ${Math.ceil((((performance.now() - started) / done) * (total - done)) / 1000)}초 남음`;
      prompt(`\n(노트 읽는 중 ${Math.floor((100 * done) / total)}%${left}) 질문> `);
    },
    ready: () => prompt(PROMPT),
    async run(seogi, commands = []) {
      if (interactive) output.write(`${GREETING(commands)}\n`);
      let previous: string | undefined;
      ask();
      for await (const line of { [Symbol.asyncIterator]: () => typed }) {
        waiting = false;
        const question = cleaned(line);
        if (FAREWELLS.has(question.toLowerCase())) break;
        if (question.startsWith('/') && commands.length > 0) await command(question, commands);
        else if (question !== '') previous = await answer(seogi, question, previous);
        ask();
      }
      lines.close();
      // Ctrl+D leaves the cursor behind the prompt.
      if (interactive) output.write('\n');
    },
  };
}

const cleaned = (line: string) => line.replace(/^\ufeff/, '').trim();
