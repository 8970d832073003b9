// What can be wrong with an installation, looked at one by one: each with what to do about it.
import { constants } from 'node:fs';
import { access, mkdir, statfs } from 'node:fs/promises';
import { permissionText } from '../chat/permissions.ts';
import type { ServerPermissions } from '../chat/servers.ts';
import { UserError } from '../errors.ts';

/** How one thing stands: fine, worth knowing, or in the way. */
export interface Finding {
  readonly state: 'ok' | 'note' | 'bad';
  /** What is so, in Korean; of what is not fine, also what to do. */
  readonly text: string;
}

/** One thing to look at. */
export interface Check {
  readonly name: string;
  look(): Promise<Finding> | Finding;
}

const MARKS = { ok: '✓', note: '!', bad: '✗' } as const;

export const ok = (text: string): Finding => ({ state: 'ok', text });
export const note = (text: string): Finding => ({ state: 'note', text });
export const bad = (text: string): Finding => ({ state: 'bad', text });

/** Looks at everything, a line each; what a look throws is a finding too. Returns whether nothing is in the way. */
export async function examine(checks: readonly Check[], say: (line: string) => void): Promise<boolean> {
  let isWell = true;
  for (const { name, look } of checks) {
    const { state, text } = await Promise.resolve()
      .then(look)
      .catch((error: unknown) =>
        bad(error instanceof UserError ? error.message : `살펴보지 못했어요. (${nameOf(error)})`),
      );
    if (state === 'bad') isWell = false;
    say(`${MARKS[state]} ${name}: ${text}`);
  }
  return isWell;
}

const nameOf = (error: unknown) =>
  error instanceof Error ? ('code' in error ? `${error.name} ${String(error.code)}` : error.name) : typeof error;

/** Whether this Node is one that Seogi runs on. */
export function checkNode(version: string): Finding {
  const major = Number(version.split('.')[0]);
  return major >= 20 ? ok(version) : bad(`${version}. Node.js 20 이상이 필요해요: https://nodejs.org`);
}

/** An index and its next generation need less, in bytes; with less left than this it is time to look. */
const LITTLE_ROOM = 200 * 1024 * 1024;

/** Whether files can be written below a folder, and have room there. */
export async function checkWritable(folder: string): Promise<Finding> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    const { bavail, bsize } = await statfs(folder);
    if (bavail * bsize >= LITTLE_ROOM) return ok(folder);
    const megabytes = Math.floor((bavail * bsize) / 1024 / 1024);
    return note(`${folder}에 ${megabytes} MB만 남았어요. 디스크를 비우거나 DATA_DIR을 바꿔 주세요.`);
  } catch {
    return bad(`${folder}에 쓸 수 없어요. 폴더의 권한을 확인하거나 DATA_DIR을 바꿔 주세요.`);
  }
}

/** Servers named at most: what is missing in the first is what is missing in most. */
const MOST_SERVERS = 10;

/** Whether the bot may do in its servers what it has to; `only` is the one whose members get its commands, if so set. */
export function checkServers(
  servers: readonly ServerPermissions[],
  { invite, only }: { readonly invite: string; readonly only: string | undefined },
): Finding {
  if (only !== undefined && !servers.some(({ id }) => id === only)) {
    return note(`DISCORD_GUILD_ID의 서버 ${only}에 서기가 없어요. 이 주소로 초대하거나 설정을 고쳐 주세요: ${invite}`);
  }
  if (servers.length === 0) return note(`아직 어느 서버에도 없어요. 이 주소로 초대해 주세요: ${invite}`);
  const lacking = servers.filter((server) => server.missing.length > 0);
  if (lacking.length === 0) return ok(`서버 ${servers.length}곳에서 다 있어요.`);
  const named = lacking.slice(0, MOST_SERVERS).map(({ name, missing }) => `${name}에서 ${permissionText(missing)}`);
  const more = lacking.length > named.length ? ` 외 ${lacking.length - named.length}곳` : '';
  const what = `모자라요: ${named.join(' / ')}${more}.`;
  return note(`${what} 서버 설정 > 역할에서 서기의 역할에 켜거나 이 주소로 다시 초대해 주세요: ${invite}`);
}

/** More than this apart, in ms, and reminders and daily questions come at the wrong time. */
const SKEW = 60_000;

/** How far the machine's clock is from a server's. */
export function checkClock(here: number, there: number | undefined): Finding {
  if (there === undefined || Number.isNaN(there)) return note('견줄 시각을 얻지 못했어요.');
  const apart = Math.round((here - there) / 1000);
  if (Math.abs(here - there) <= SKEW) return ok('맞아요.');
  const text = `${Math.abs(apart)}초 ${apart > 0 ? '빨라요' : '느려요'}. 컴퓨터의 시각 동기화(NTP)를 켜 주세요.`;
  return note(text);
}
