import { createServer } from 'node:http';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { UserError } from '../errors.ts';

/** What whoever runs Seogi may ask of it. */
interface Health {
  readonly connected: boolean;
  /** Whether a question would be answered. */
  readonly indexed: boolean;
}

export interface HealthParts {
  /** 0 for any that is free. */
  readonly port: number;
  readonly health: () => Health;
  /** Notes, passages and lines that everybody's questions are answered from. */
  readonly sizes: () => { readonly notes: number; readonly passages: number; readonly lines: number };
}

export interface HealthServer {
  readonly port: number;
  /** Counts a question that was answered, or was not (`none`), by `vectors` or `keywords`. */
  answered(ms: number, by: string): void;
  close(): Promise<void>;
}

/**
 * Serves `/healthz` (200, or 503 while questions are not answered) and Prometheus' `/metrics`. Nothing that anybody asked or
 * wrote stands in either. Throws UserError where the port is taken.
 */
export async function startHealthServer({ port, health, sizes }: HealthParts): Promise<HealthServer> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const questions = new Counter({ name: 'seogi_questions_total', help: 'Questions', labelNames: ['by'], registers });
  const seconds = new Histogram({
    name: 'seogi_answer_seconds',
    help: 'Time from taking a question up to its answer',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  });
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value());
      },
    });
  gauge('seogi_connected', 'Whether Discord is connected', () => Number(health().connected));
  gauge('seogi_notes', 'Notes indexed for everybody', () => sizes().notes);
  gauge('seogi_passages', 'Passages indexed for everybody', () => sizes().passages);
  gauge('seogi_lines', 'Lines indexed for everybody', () => sizes().lines);

  const server = createServer(async (request, response) => {
    if (request.url === '/healthz') {
      const now = health();
      const isWell = now.connected && now.indexed;
      const body = JSON.stringify({ status: isWell ? 'ok' : 'unavailable', ...now });
      response.writeHead(isWell ? 200 : 503, { 'content-type': 'application/json' }).end(body);
    } else if (request.url === '/metrics') {
      const body = await registry.metrics();
      response.writeHead(200, { 'content-type': registry.contentType }).end(body);
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new UserError(`HEALTH_PORT ${port}번 포트를 열 수 없어요. 다른 번호로 바꿔 주세요.`, { cause })),
    );
    server.listen(port, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    answered(ms, by) {
      questions.inc({ by });
      seconds.observe(ms / 1000);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
