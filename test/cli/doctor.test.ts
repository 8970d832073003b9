import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkClock, checkNode } from '../../src/cli/doctor.ts';
import { type DiscordServer, startDiscordServer } from '../discord/server.ts';
import { runCommand } from '../support/command.ts';
import { noDisks, openDisk } from '../support/disk.ts';
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

  it.skipIf(noDisks)('looks whether the data folder takes anything, and for how long', async () => {
    const disk = await openDisk(workspace.data, 3);
    const look = async () => (await runCommand('doctor', ['--data', disk.folder], { env: workspace.env })).stdout;
    expect(await look()).toMatch(/! 데이터 폴더: .*에 3 MB만 남았어요\./);
    disk.protect();
    expect(await look()).toMatch(/✗ 데이터 폴더: .*에 쓸 수 없어요\./);
    await disk.close();
  });

  it('names the permissions that are missing, server by server, and what to do', async () => {
    const whole = server.addGuild('다 되는 곳');
    const { stdout: before } = await doctor(discord());
    expect(before).toContain('✓ 서버 권한: 서버 1곳에서 다 있어요.');

    const lacking = server.addGuild('모자란 곳\u001b[31m');
    lacking.setPermissions('everyone', P.ViewChannel | P.SendMessages | P.ReadMessageHistory | P.CreatePublicThreads);
    lacking.setPermissions('bot', P.SendMessagesInThreads);
    const chief = server.addGuild('관리자인 곳');
    chief.setPermissions('everyone', 0n);
    chief.setPermissions('bot', P.Administrator);
    const { code, stdout } = await doctor(discord());
    expect(code).toBe(0);
    const line = stdout.split('\n').find((one) => one.includes('서버 권한')) ?? '';
    expect(line).toMatch(
      /^! 서버 권한: 모자라요: 모자란 곳\S*에서 링크 첨부\(EmbedLinks\), 파일 첨부\(AttachFiles\)\./,
    );
    expect(line).toMatch(/서버 설정 > 역할.*https:\/\/discord\.com\/oauth2\/authorize\?/);
    for (const { name } of [whole, chief]) expect(line).not.toContain(name);
    expect(line).not.toContain('\u001b');
    expect(server.violations).toEqual([]);
  });

  it('says how to bring the bot into a server, where it is in none or not in the one that is set', async () => {
    const { stdout } = await doctor(discord());
    expect(stdout).toMatch(/! 서버 권한: 아직 어느 서버에도 없어요\. .*oauth2\/authorize/);
    server.addGuild('다른 곳');
    const other = await doctor({ ...discord(), DISCORD_GUILD_ID: '100000000000000001' });
    expect(other.stdout).toMatch(/! 서버 권한: DISCORD_GUILD_ID의 서버 100000000000000001에 .*oauth2\/authorize/);
  });

  it('counts all of many servers', async () => {
    for (let i = 0; i < 250; i++) server.addGuild(`서버 ${i}`, { botPermissions: P.Administrator });
    const { stdout } = await doctor(discord());
    expect(stdout).toContain('서버 250곳에서 다 있어요.');
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
