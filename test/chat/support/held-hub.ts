import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** A model hub that keeps everybody waiting until it is opened. */
export interface HeldHub {
  /** For `HF_ENDPOINT`. */
  readonly url: string;
  /** How many requests are waiting now. */
  waiting(): number;
  /** Answers what waits and all that comes. */
  open(): void;
  /** From now on requests wait again. */
  hold(): void;
  close(): void;
}

/** Serves the model folder under any hub id, once it is opened. */
export async function startHeldHub(folder: string): Promise<HeldHub> {
  const held: (() => void)[] = [];
  let isOpen = false;
  const server = createServer(async (request, response) => {
    if (!isOpen) await new Promise<void>((resolve) => held.push(resolve));
    const [, file = ''] = /\/resolve\/main\/(.+)$/.exec(request.url ?? '') ?? [];
    const body = await readFile(join(folder, file)).catch(() => undefined);
    response.writeHead(body ? 200 : 404).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    waiting: () => held.length,
    open() {
      isOpen = true;
      for (const go of held.splice(0)) go();
    },
    hold() {
      isOpen = false;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
