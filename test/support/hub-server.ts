import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/**
 * What goes wrong with a file: a status instead of it; `cut`: the connection breaks half-way; `halts`: nothing more comes
 * half-way; `drips`: it comes whole but in pieces, 150 ms apart; `hangs`: no answer at all; `altered`: whole, but not what the hub's hash says; `page`: some web page instead.
 */
type HubFault = number | 'cut' | 'halts' | 'drips' | 'hangs' | 'altered' | 'page';

/** A model hub on this machine. */
export interface HubServer {
  readonly url: string;
  /** Paths asked for so far, within the model. */
  readonly asked: string[];
  /** Faults by file, changed at will; `*` stands for every file. */
  readonly faults: Map<string, HubFault>;
  /** Resolves once a fault has kept back half of a file. */
  readonly halfway: Promise<void>;
  close(): Promise<void>;
}

/** Serves the model folder `folder` under the hub id `model`, large files by redirect as hubs do. */
export async function startHubServer(model: string, folder: string): Promise<HubServer> {
  const asked: string[] = [];
  const faults = new Map<string, HubFault>();
  let reachHalf: () => void = () => {};
  const halfway = new Promise<void>((resolve) => {
    reachHalf = resolve;
  });

  const drip = async (body: Buffer, response: ServerResponse): Promise<void> => {
    const piece = Math.ceil(body.length / 6);
    for (let start = 0; start < body.length; start += piece) {
      response.write(body.subarray(start, start + piece));
      await setTimeout(150);
    }
    response.end();
  };

  /** The file itself, with what goes wrong on the way. */
  const send = (body: Buffer, fault: HubFault | undefined, response: ServerResponse): void => {
    const half = Math.floor(body.length / 2);
    if (fault === 'altered') body.fill(7, half, half + 64);
    response.writeHead(200, { 'content-length': body.length });
    if (fault === 'drips') return void drip(body, response);
    if (fault !== 'cut' && fault !== 'halts') return void response.end(body);
    response.write(body.subarray(0, half), () => {
      if (fault === 'cut') response.socket?.destroy();
      reachHalf();
    });
  };

  const respond = async (path: string, response: ServerResponse): Promise<void> => {
    const [, place, file = ''] = /^\/(large|.+\/resolve\/main)\/(.+)$/.exec(path) ?? [];
    const fault = faults.get(file) ?? faults.get('*');
    if (place !== 'large') asked.push(file);
    if (fault === 'hangs') return;
    if (typeof fault === 'number') return void response.writeHead(fault).end('no');
    if (fault === 'page') return void response.end('<html>Log in to the network</html>');
    const known = place === 'large' || place === `${model}/resolve/main`;
    const body = known ? await readFile(join(folder, file)).catch(() => undefined) : undefined;
    if (body === undefined) return void response.writeHead(404).end('Entry not found');
    if (place === 'large' || !file.endsWith('.onnx')) return send(body, fault, response);
    const etag = `"${createHash('sha256').update(body).digest('hex')}"`;
    response.writeHead(302, { location: `/large/${file}`, 'x-linked-etag': etag }).end();
  };

  const server = createServer((request, response) => void respond(decodeURI(request.url ?? ''), response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    faults,
    halfway,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
