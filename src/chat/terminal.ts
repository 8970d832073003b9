import { createInterface } from 'node:readline';
import { renderAnswer } from '../cli/render.ts';
import type { Seogi } from '../seogi.ts';

const GREETING = '서기예요. 노트에 대해 물어보세요. (끝내려면 Ctrl+D)';
const FAREWELLS = new Set(['끝', '종료', 'exit', 'quit']);

/**
 * A chat on a terminal, until its input ends. Each question may lean on the one before it. Piped questions are answered
 * in order without prompts.
 */
export async function chatInTerminal(
  seogi: Seogi,
  input: NodeJS.ReadStream,
  output: NodeJS.WriteStream,
): Promise<void> {
  const interactive = input.isTTY === true;
  const lines = createInterface({ input, output, terminal: interactive, prompt: '\n질문> ' });
  if (interactive) output.write(`${GREETING}\n`);
  let previous: string | undefined;
  if (interactive) lines.prompt();
  for await (const line of lines) {
    const question = line.replace(/^\ufeff/, '').trim();
    if (FAREWELLS.has(question.toLowerCase())) break;
    if (question !== '') {
      if (!interactive) output.write(`질문: ${question}\n\n`);
      const answer = await seogi.ask(question, previous);
      output.write(`${renderAnswer(answer)}\n${interactive ? '' : '\n'}`);
      previous = answer.query;
    }
    if (interactive) lines.prompt();
  }
  lines.close();
}
