import { createHash } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UserError } from '../errors.ts';

/** One file to bring from a hub. */
export interface HubFile {
  /** Hub id of the model. */
  readonly model: string;
  /** Address of the hub, without a slash at the end. */
  readonly hubUrl: string;
  /** Path within the model. */
  readonly file: string;
  /** Milliseconds without a byte after which it is given up. */
  readonly stallMs: number;
  /** Told how many bytes have arrived, of how many where the hub says so. */
  readonly onProgress: (bytes: number, whole: number | undefined) => void;
}

interface HubAnswer {
  readonly body: ReadableStream<Uint8Array>;
  readonly bytes: number | undefined;
  readonly sha256: string | undefined;
}

const MAX_REDIRECTS = 5;

/**
 * Writes a hub's file to `target`, fsynced. Returns its SHA-256 (hex), or undefined, with nothing written, where the hub
 * does not have it. Throws UserError when the hub cannot be reached, refuses, or sends other than it announced.
 */
export async function fetchHubFile(request: HubFile, target: string): Promise<string | undefined> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), request.stallMs);
  try {
    const answer = await ask(request, stop.signal).catch((cause) => {
      if (cause instanceof UserError) throw cause;
      throw new UserError(
        `허브(${request.hubUrl})에 연결할 수 없어 임베딩 모델(${request.model})을 받지 못했으니, 인터넷 연결을 확인한 뒤 다시 시작하거나 EMBEDDING_MODEL을 지워 기본 모델을 써 주세요.`,
        { cause },
      );
    });
    if (answer === undefined) return undefined;
    const { sha256, bytes } = await save(answer, target, (soFar) => {
      timer.refresh();
      request.onProgress(soFar, answer.bytes);
    }).catch((cause) => throwBroken(request, cause));
    if ((answer.bytes ?? bytes) === bytes && (answer.sha256 ?? sha256) === sha256) return sha256;
    return throwBroken(request, `announced ${answer.bytes} bytes, ${answer.sha256}; got ${bytes} bytes, ${sha256}`);
  } finally {
    clearTimeout(timer);
  }
}

function throwBroken({ model, file }: HubFile, cause: unknown): never {
  const code: unknown = Reflect.get(Object(cause), 'code');
  if (code === 'ENOSPC' || code === 'EACCES' || code === 'EROFS' || code === 'EDQUOT') {
    throw new UserError(
      `임베딩 모델(${model})의 ${file} 파일을 저장할 수 없으니(${code}), 디스크의 남은 공간과 데이터 폴더의 쓰기 권한을 확인해 주세요.`,
      { cause },
    );
  }
  throw new UserError(
    `임베딩 모델(${model})의 ${file} 파일을 받다가 끊겼거나 온전하지 않으니, 다시 시작해서 처음부터 받아 주세요.`,
    { cause },
  );
}

/** The hub's answer, redirects followed; undefined for 404. */
async function ask(request: HubFile, signal: AbortSignal): Promise<HubAnswer | undefined> {
  const { hubUrl, model, file } = request;
  let url = `${hubUrl}/${model}/resolve/main/${file}`;
  let sha256: string | undefined;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    // Followed by hand: the hub names the hash of a large file on the redirect, not on what it leads to.
    const response = await fetch(url, { redirect: 'manual', signal, headers: { 'accept-encoding': 'identity' } });
    sha256 ??= /^"?([0-9a-f]{64})"?$/.exec(response.headers.get('x-linked-etag') ?? '')?.[1];
    const next = response.headers.get('location');
    if (response.status >= 300 && response.status < 400 && next !== null) {
      await response.body?.cancel();
      url = new URL(next, url).href;
      continue;
    }
    if (response.ok && response.body !== null) return { body: response.body, bytes: lengthOf(response), sha256 };
    await response.body?.cancel();
    if (response.status === 404) return undefined;
    if (response.status === 401 || response.status === 403) {
      throw new UserError(
        `허브(${hubUrl})가 임베딩 모델(${model})을 내주지 않으니(HTTP ${response.status}), 이름이 맞는지 확인하고 로그인 없이 받을 수 있는 모델을 골라 주세요.`,
      );
    }
    throw new UserError(
      `허브(${hubUrl})가 임베딩 모델(${model})을 지금 보내 주지 못하니(HTTP ${response.status}), 잠시 뒤 다시 시작해 주세요.`,
    );
  }
  throw new Error(`More than ${MAX_REDIRECTS} redirects`);
}

function lengthOf(response: Response): number | undefined {
  const length = response.headers.get('content-length');
  return length === null || response.headers.has('content-encoding') ? undefined : Number(length);
}

async function save(
  answer: HubAnswer,
  target: string,
  onBytes: (bytes: number) => void,
): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  await mkdir(dirname(target), { recursive: true });
  const handle = await open(target, 'w');
  try {
    for await (const chunk of answer.body) {
      await handle.writeFile(chunk);
      hash.update(chunk);
      bytes += chunk.length;
      onBytes(bytes);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { sha256: hash.digest('hex'), bytes };
}
