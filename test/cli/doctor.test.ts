import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkClock, checkNode } from '../../src/cli/doctor.ts';
import { type DiscordServer, startDiscordServer } from '../discord/server.ts';
import { runCommand } from '../support/command.ts';
import { makeWorkspace, SAMPLE_NOTES, type Workspace } from '../support/workspace.ts';

let workspace: Workspace;
let server: DiscordServer;
beforeEach(async () => {
  workspace = await makeWorkspace(SAMPLE_NOTES);
  server = await startDiscordServer();
});
afterEach(async () => {
  await server.close();
  await workspace.remove();
});

const doctor = (env: Readonly<Record<string, string>> = {}) =>
  runCommand('doctor', workspace.folders, { env: { ...workspace.env, ...env } });
const discord = () => ({ DISCORD_TOKEN: server.token, DISCORD_API_URL: server.apiUrl });

describe('doctor', () => {
  it('finds nothing in the way of a fresh installation', async () => {
    const { code, stdout, stderr } = await doctor(discord());
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const name of ['Node.js', '네이티브 모듈', '데이터 폴더', '모델', '노트', '기록', 'Discord 토큰', '시계']) {
      expect(stdout).toContain(`✓ ${name}: `);
    }
    expect(stdout).toContain('! 색인: 아직 없어요. npm run ingest');
    expect(stdout).toMatch(/[✓!] 메시지 내용 권한: /);
    expect(stdout).not.toContain(server.token);
  });

  it('says what is indexed, and changes nothing', async () => {
    await runCommand('ingest', workspace.folders, { env: workspace.env });
    const { code, stdout } = await doctor();
    expect(code).toBe(0);
    expect(stdout).toContain('✓ 색인: 노트 3개');
    expect(stdout).toContain('! Discord 토큰: DISCORD_TOKEN이 없어');
  });

  it('names everything that is wrong, each with what to do', async () => {
    await runCommand('ingest', workspace.folders, { env: workspace.env });
    await rm(workspace.notes, { recursive: true });
    await rm(join(workspace.model, 'onnx'), { recursive: true });
    await writeFile(join(workspace.data, 'seogi.db'), 'no database '.repeat(200));
    const { code, stdout, stderr } = await doctor({ ...discord(), DISCORD_TOKEN: 'wrong.token.here' });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain('✗ 노트: 노트 폴더가 없어요');
    expect(stdout).toContain('✗ 모델: ');
    expect(stdout).toContain('✗ 기록: seogi.db가 손상되었어요');
    expect(stdout).toContain('✗ Discord 토큰: DISCORD_TOKEN이 맞지 않아요');
    expect(stdout).not.toContain('wrong.token.here');
  });

  it('says so when Discord cannot be reached', async () => {
    const { code, stdout } = await doctor({ DISCORD_TOKEN: 'a.b.c', DISCORD_API_URL: 'http://127.0.0.1:9/api' });
    expect(code).toBe(1);
    expect(stdout).toContain('✗ Discord 토큰: ');
    expect(stdout).toContain('연결할 수 없어요');
  });
});

it('knows a clock that is wrong, and a Node that is too old', () => {
  const now = 1_700_000_000_000;
  expect(checkClock(now, now + 5000).state).toBe('ok');
  expect(checkClock(now, now + 600_000)).toMatchObject({
    state: 'note',
    text: expect.stringContaining('600초 느려요'),
  });
  expect(checkClock(now, undefined).state).toBe('note');
  expect(checkNode('18.20.0')).toMatchObject({ state: 'bad', text: expect.stringContaining('20 이상') });
  expect(checkNode('22.1.0').state).toBe('ok');
});
