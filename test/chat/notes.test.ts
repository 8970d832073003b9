// `/notes`: what a server's people do with notes of their own.
import { mkdir, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../discord/actors/actor.ts';
import type { ChannelHandle } from '../discord/handles/channel.ts';
import type { GuildHandle, RoleHandle } from '../discord/handles/guild.ts';
import type { InteractionHandle } from '../discord/handles/interaction.ts';
import type { ServerMessage } from '../discord/handles/message.ts';
import { ask as send } from '../discord/raw.ts';
import type { DiscordServer } from '../discord/server.ts';
import type { Home } from './support/bot-process.ts';
import { oneBot } from './support/one-bot.ts';

/** For a machine that has much else to do. */
const PATIENCE = 20_000;
let server: DiscordServer;
let home: Home;
let guild: GuildHandle;
let channel: ChannelHandle;
let managers: RoleHandle;
let alice: Actor;
let bob: Actor;
oneBot((stage) => {
  ({ server, home } = stage);
});
// A server of its own for each test: notes of others are nowhere to be seen.
beforeEach(() => {
  guild = server.addGuild('스터디');
  channel = guild.addChannel('일반');
  managers = guild.addRole('관리', { permissions: PermissionFlagsBits.ManageGuild });
  alice = guild.addMember('앨리스', { roles: [managers] });
  bob = guild.addMember('밥');
});

type Options = Parameters<Actor['slash']>[2];
const call = (who: Actor, command: string, options: Options = {}) => who.slash(channel, `notes ${command}`, options);
const answer = async (asked: InteractionHandle) => asked.response(PATIENCE);
/** Waits until an answer that changes says so. */
const ends = async (asked: InteractionHandle, text: string): Promise<ServerMessage> => {
  const message = await answer(asked);
  await server.waitFor(() => message.text.includes(text), PATIENCE, `"${text}" in: ${message.text}`);
  return message;
};
const file = (content: string | Uint8Array, name = '큐.md') => ({ file: { name, content } });
const ask = async (question: string, who = bob) => (await answer(await who.slash(channel, 'ask', { question }))).text;
const QUEUE = '# 비밀 큐\n\n- 지렁이 대기열은 열나흘 동안 보관한다\n';
const QUESTION = '지렁이 대기열은 며칠 동안 보관한다';

describe('a note', () => {
  it('that is added is found here, and nowhere else', async () => {
    await ends(await call(alice, 'add', file(QUEUE)), '찾을 수 있어요');
    expect(await ask(QUESTION)).toContain('열나흘');
    const other = server.addGuild('남의 스터디');
    const carol = other.addMember('캐럴');
    const there = await answer(await carol.slash(other.addChannel('일반'), 'ask', { question: QUESTION }));
    expect(there.text).not.toContain('열나흘');
    expect((await answer(await call(bob, 'list'))).text).toContain('큐.md');
    expect((await answer(await call(bob, 'show', { note: '큐.md' }))).text).toContain('열나흘');
    const elsewhere = await carol.slash(other.addChannel('둘째'), 'notes show', { note: '큐.md' });
    expect((await answer(elsewhere)).text).toContain('그런 노트가 없어요');
  });

  it('is written in a modal where no file is at hand', async () => {
    const opened = await call(alice, 'add', { name: '큐' });
    const sent = await alice.submitModal(opened, { 이름: '큐', '내용 (마크다운)': QUEUE });
    await ends(sent, '찾을 수 있어요');
    expect(await ask(QUESTION)).toContain('열나흘');
    expect((await answer(await call(bob, 'list'))).text).toContain('큐.md');
  });

  it('is read whatever Korean Windows made of it', async () => {
    const cp949 = Uint8Array.from([0x23, 0x20, 0xc7, 0xd1, 0xb1, 0xdb, 0x0d, 0x0a, 0x0d, 0x0a, 0x2d, 0x20, 0x8c, 0x63]);
    await ends(await call(alice, 'add', file(cp949, '한글.txt')), '찾을 수 있어요');
    const text = (await answer(await call(bob, 'show', { note: '한글.txt' }))).text;
    expect(text).toContain('한글');
    expect(text).toContain('똠');
  });

  it('that is removed leaves the answers, comes back, and all of it is on record', async () => {
    await ends(await call(alice, 'add', file(QUEUE)), '찾을 수 있어요');
    await ends(await call(alice, 'add', file(QUEUE.replace('열나흘', '보름'))), '찾을 수 있어요');
    const confirm = await answer(await call(alice, 'remove', { note: '큐.md' }));
    expect(confirm.text).toContain('지울까요');
    expect(await ask(QUESTION)).toContain('보름');
    await ends(await alice.click(confirm, '지우기'), '이제 답에 나오지 않아요');
    expect(await ask(QUESTION)).not.toContain('보름');

    const past = (await answer(await call(bob, 'history'))).text;
    expect(past.match(/\*\*(?:추가|교체|삭제)\*\*/g)).toEqual(['**삭제**', '**교체**', '**추가**']);
    expect(past.split(alice.mention)).toHaveLength(4);
    const choices = await alice.autocomplete(channel, 'notes restore', { change: '큐' }, 'change');
    expect(choices).toHaveLength(3);
    await ends(await call(alice, 'restore', { change: String(choices[0]?.value) }), '찾을 수 있어요');
    expect(await ask(QUESTION)).toContain('보름');
    await ends(await call(alice, 'restore', { change: String(choices[1]?.value) }), '찾을 수 있어요');
    expect(await ask(QUESTION)).toContain('열나흘');
  });

  it('stays where it is when somebody thinks better of removing it', async () => {
    await ends(await call(alice, 'add', file(QUEUE)), '찾을 수 있어요');
    const confirm = await answer(await call(alice, 'remove', { note: '큐.md' }));
    await alice.click(confirm, '그만두기');
    await server.waitFor(() => confirm.text.includes('그대로'));
    expect(await ask(QUESTION)).toContain('열나흘');
  });

  it('of many pages is turned through', async () => {
    const lines = Array.from({ length: 200 }, (_, i) => `- ${i + 1}번째 줄은 길게 이어지는 설명`);
    await ends(await call(alice, 'add', file(`# 긴 노트\n\n${lines.join('\n')}\n`, '긴 노트.md')), '찾을 수 있어요');
    const [name] = await bob.autocomplete(channel, 'notes show', { note: '긴' }, 'note');
    const shown = await answer(await call(bob, 'show', { note: String(name?.value) }));
    expect(shown.text).toContain('1 /');
    await bob.click(shown, '다음');
    await server.waitFor(() => shown.text.includes('2 /'));
  });
});

describe('who may change notes', () => {
  it('is decided in the handler: nobody but managers and the role that they set', async () => {
    await ends(await call(alice, 'add', file(QUEUE)), '찾을 수 있어요');
    const [change] = await alice.autocomplete(channel, 'notes restore', { change: '' }, 'change');
    const attempts: [string, Options][] = [
      ['add', file('# 몰래\n\n- 몰래\n', '몰래.md')],
      ['add', {}],
      ['remove', { note: '큐.md' }],
      ['restore', { change: String(change?.value) }],
      ['reindex', {}],
      ['role', {}],
    ];
    for (const [command, options] of attempts) {
      expect((await answer(await call(bob, command, options))).text).toContain('권한');
    }
    const writers = guild.addRole('글쓴이');
    expect((await answer(await call(alice, 'role', { role: writers }))).text).toContain('역할도');
    const carol = guild.addMember('캐럴', { roles: [writers] });
    await ends(await call(carol, 'add', file('# 큐 둘\n\n- 올챙이 대기열은 하루\n', '큐 둘.md')), '찾을 수 있어요');
    expect((await answer(await call(carol, 'role', { role: writers }))).text).toContain('서버 관리 권한');
    expect((await answer(await call(bob, 'add', file(QUEUE)))).text).toContain('권한');
    await answer(await call(alice, 'role'));
    expect((await answer(await call(carol, 'add', file(QUEUE)))).text).toContain('권한');
  });

  it('is asked again when a button is pressed', async () => {
    await ends(await call(alice, 'add', file(QUEUE)), '찾을 수 있어요');
    const writers = guild.addRole('글쓴이');
    await answer(await call(alice, 'role', { role: writers }));
    const carol = guild.addMember('캐럴', { roles: [writers] });
    const confirm = await answer(await call(carol, 'remove', { note: '큐.md' }));
    await answer(await call(alice, 'role'));
    expect((await answer(await carol.click(confirm, '지우기'))).text).toContain('권한');
    expect(await ask(QUESTION)).toContain('열나흘');
  });
});

describe('what is no note', () => {
  const large = `# 큰 노트\n\n${'가나다라마바사 아자차카\n'.repeat(40_000)}`;
  it.each([
    ['another kind of file', file('x', '큐.exe'), '.md나 .txt'],
    [
      'a picture by another name',
      file(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]), 'a.md'),
      '글이 아닌',
    ],
    ['more than 1 MB', file(large, 'a.md'), '1 MB'],
    ['nothing', file('\n \n', 'a.md'), '적힌 글이 없어요'],
  ])('%s is refused in words', async (_, options, said) => {
    expect((await ends(await call(alice, 'add', options), said)).text).toContain(said);
    expect((await answer(await call(bob, 'list'))).text).toContain('아직 없어요');
  });

  it('leads out of the folder by its name', async () => {
    for (const name of ['../../몰래.md', 'CON.md', '..', `${'가'.repeat(95)}.md`]) {
      const added = await call(alice, 'add', { ...file(`# ${name}\n\n- 글\n`, '가.md'), name });
      await ends(added, '찾을 수 있어요');
    }
    const folder = join(home.data, 'servers', guild.id, 'notes');
    // A link that stands there is neither shown nor written through.
    const outside = join(home.folder, '바깥.md');
    await writeFile(outside, '# 바깥\n\n- 바깥의 글\n');
    await symlink(outside, join(folder, '링크.md'));
    expect((await answer(await call(bob, 'show', { note: '링크.md' }))).text).toContain('그런 노트가 없어요');
    await ends(await call(alice, 'add', file('# 링크\n\n- 글\n', '링크.md')), '찾을 수 있어요');
    expect(await readFile(outside, 'utf8')).toContain('바깥의 글');
    const names = await readdir(folder);
    expect(names).toHaveLength(5);
    expect(names).toEqual(expect.arrayContaining(['몰래.md', '_CON.md', '노트.md']));
    expect(await readdir(join(folder, '..'))).toEqual(['notes']);
  });
});

it('a server’s notes beyond 50 MB are refused, to the byte, until there is room again', async () => {
  const folder = join(home.data, 'servers', guild.id, 'notes');
  const large = join(folder, '큰.md');
  await mkdir(folder, { recursive: true });
  await writeFile(large, '');
  // Holes take no time to write, and are no text to index.
  await truncate(large, 50 * 1024 * 1024 - Buffer.byteLength(QUEUE));
  await ends(await call(alice, 'add', file(QUEUE)), '찾을 수 있어요');
  const other = file(QUEUE.replace('열나흘', '보름'), '둘.md');
  expect((await ends(await call(alice, 'add', other), '50 MB')).text).toContain('지우고 다시');
  // What is replaced does not count twice; one sign more does.
  await ends(await call(alice, 'add', file(QUEUE.replace('열나흘', '하루종'))), '찾을 수 있어요');
  await ends(await call(alice, 'add', file(`${QUEUE}\n`)), '50 MB');
  expect((await answer(await call(bob, 'list'))).text).toContain('2개 (50.0 MB)');
  await rm(large);
  await ends(await call(alice, 'add', other), '찾을 수 있어요');
  expect(await ask(QUESTION)).toContain('보름');
});

describe('how notes stand', () => {
  it('is shown with what nobody could answer, to managers and without names', async () => {
    await ends(await call(alice, 'add', file(QUEUE)), '찾을 수 있어요');
    for (const who of [alice, bob]) await ask('피자 맛집 추천해 줘', who);
    await ask('짜장면 맛집은?');
    const shown = await answer(await call(alice, 'status'));
    expect(shown.text).toMatch(/노트 1개, 구절 1개/);
    expect(shown.text).toMatch(/피자 맛집 추천해 줘 \(2번\)[\s\S]*짜장면 맛집은/);
    expect(shown.text).not.toContain(bob.id);
    expect((await answer(await call(bob, 'status'))).text).not.toContain('피자');
  });

  it('is brought up to date on request', async () => {
    await ends(await call(alice, 'add', file(QUEUE)), '찾을 수 있어요');
    await writeFile(join(home.data, 'servers', guild.id, 'notes', '둘.md'), '# 둘\n\n- 올챙이 대기열은 하루\n');
    await ends(await call(alice, 'reindex'), '노트 2개');
    expect(await ask('올챙이 대기열은 하루')).toContain('하루');
  });
});

it('reaches into no other server by a message that was copied there', async () => {
  await ends(await call(alice, 'add', file(QUEUE)), '찾을 수 있어요');
  const long = `# 긴 노트\n\n${'- 비밀스러운 줄은 길게 이어지는 설명\n'.repeat(200)}`;
  await ends(await call(alice, 'add', file(long, '긴노트.md')), '찾을 수 있어요');
  const found = await answer(await bob.slash(channel, 'ask', { question: QUESTION }));
  const shown = await answer(await call(bob, 'show', { note: '긴노트.md' }));
  const confirm = await answer(await call(alice, 'remove', { note: '큐.md' }));

  const other = server.addGuild('남의 스터디');
  const elsewhere = other.addChannel('일반');
  // Who may do anything there.
  const chief = other.addRole('관리', { permissions: PermissionFlagsBits.ManageGuild });
  const mallory = other.addMember('맬러리', { roles: [chief] });
  const copy = async (message: ServerMessage, name: string) => {
    const body = { content: name, components: message.components, allowed_mentions: { parse: [] } };
    await send(server, `POST /channels/${elsewhere.id}/messages`, body);
    return elsewhere.waitForMessage(({ content }) => content === name);
  };
  const pressed: [ServerMessage, string][] = [
    [await copy(found, '답'), '원문 보기'],
    [await copy(found, '답 둘'), '이어서 묻기'],
    [await copy(shown, '노트'), '다음'],
    [await copy(confirm, '확인'), '지우기'],
  ];
  for (const [message, button] of pressed) {
    const said = await answer(await mallory.click(message, button));
    expect(said.text).toContain('더 쓸 수 없어요');
  }
  const [customId = ''] = found.controls.flatMap((control) => (control.options.length > 0 ? [control.customId] : []));
  const chosen = await mallory.select(await copy(found, '답 셋'), customId, ['1']);
  expect((await answer(chosen)).text).toContain('더 쓸 수 없어요');
  expect(await ask(QUESTION)).toContain('열나흘');
});
