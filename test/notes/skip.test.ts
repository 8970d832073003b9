import { afterEach, expect, test } from 'vitest';
import { parseNote } from '../../src/notes/passages.ts';
import { runCommand } from '../support/command.ts';
import { makeWorkspace, type Workspace } from '../support/workspace.ts';

const SKIP = '<!-- seogi: skip -->';
const BODY = '# 사용법\n\n- 이 폴더에는 우편함 노트가 들어 있다';

let workspace: Workspace | undefined;
afterEach(async () => {
  await workspace?.remove();
  workspace = undefined;
});

test('a note that begins with the comment has no sections and no passages', () => {
  for (const start of [`${SKIP}\n`, `\uFEFF${SKIP}\r\n`, `\n\n<!--seogi:skip-->`, `${SKIP} `]) {
    expect(parseNote('README.md', start + BODY)).toEqual({ file: 'README.md', sections: [], passages: [] });
  }
});

test('the comment anywhere else, and other comments, leave a note as it is', () => {
  for (const text of [`${BODY}\n\n${SKIP}\n`, `<!-- seogi: keep -->\n${BODY}`, `\`${SKIP}\`\n\n${BODY}`]) {
    expect(
      parseNote('README.md', text)
        .passages.map((passage) => passage.text)
        .join('\n'),
    ).toContain('우편함');
  }
});

test('it is indexed as a note without passages, not as a broken one, and comes back without the comment', async () => {
  workspace = await makeWorkspace({ 'README.md': `${SKIP}\n${BODY}`, '편지.md': '# 편지\n\n- 우표를 붙인다' });
  const { env, folders } = workspace;
  const ingest = async () => {
    const { code, stdout } = await runCommand('ingest', [...folders, '--json'], { env });
    expect(code).toBe(0);
    return JSON.parse(stdout) as { passages: number; broken: readonly unknown[] };
  };
  expect(await ingest()).toMatchObject({ passages: 1, broken: [] });
  await workspace.write('README.md', BODY);
  expect(await ingest()).toMatchObject({ passages: 2, broken: [] });
});
