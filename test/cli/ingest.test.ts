import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../src/paths.ts';
import type { IndexReport } from '../../src/search/update-index.ts';
import { runCommand, startCommand } from '../support/command.ts';
import { HOLD_LOCK } from '../support/hold-lock.ts';
import { makeTinyModel } from '../support/tiny-model.ts';
import { makeWorkspace, SAMPLE_NOTES, type Workspace } from '../support/workspace.ts';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await makeWorkspace(SAMPLE_NOTES);
});
afterEach(() => workspace.remove());

async function ingest(args: readonly string[] = workspace.folders): Promise<IndexReport & { stderr: string }> {
  const { code, stdout, stderr } = await runCommand('ingest', [...args, '--json'], { env: workspace.env });
  if (code !== 0) throw new Error(`ingest ended with ${code}: ${stderr}`);
  return { ...(JSON.parse(stdout) as IndexReport), stderr };
}

const indexFolder = async () => {
  const [name = ''] = await readdir(join(workspace.data, 'indexes'));
  return join(workspace.data, 'indexes', name);
};
const currentFolder = async () => {
  const index = await indexFolder();
  return join(index, 'generations', (await readFile(join(index, 'CURRENT'), 'utf8')).trim());
};

describe('ingest is incremental by content', () => {
  it('embeds everything once, and nothing when nothing changed', async () => {
    const first = await ingest();
    expect(first).toMatchObject({ files: 3, reused: 0, removed: 0, broken: [] });
    expect(first.embedded).toBe(first.passages);
    expect(await ingest()).toMatchObject({ files: 3, passages: first.passages, embedded: 0, reused: first.passages });
  });

  it('embeds only the section that changed', async () => {
    const first = await ingest();
    await workspace.write('네트워크.txt', `${SAMPLE_NOTES['네트워크.txt']}\n## 라우팅\n\n- 표마다 기본 경로가 있다\n`);
    const second = await ingest();
    expect(second).toMatchObject({ embedded: 1, reused: first.passages, removed: 0 });
  });

  it('lets a removed note leave', async () => {
    const first = await ingest();
    await rm(join(workspace.notes, '스토리지'), { recursive: true });
    const second = await ingest();
    expect(second).toMatchObject({ files: 2, embedded: 0 });
    expect(second.removed).toBe(first.passages - second.passages);
    expect(second.removed).toBeGreaterThan(0);
  });

  it('takes a file name in either Unicode form for the same note', async () => {
    await ingest();
    await rename(join(workspace.notes, '네트워크.txt'), join(workspace.notes, '네트워크.txt'.normalize('NFD')));
    expect(await ingest()).toMatchObject({ files: 3, embedded: 0, removed: 0 });
  });

  it('keeps an index for every notes folder and model in one data folder', async () => {
    await ingest();
    const other = join(workspace.root, 'other');
    await mkdir(other);
    await writeFile(join(other, 'a.md'), '# 다른 노트\n\n- 한 줄\n');
    expect(await ingest(['--notes', other, '--data', workspace.data])).toMatchObject({ files: 1, embedded: 1 });
    const model = join(workspace.root, 'model-2');
    await makeTinyModel(model, { seed: 2, dimensions: 32 });
    const { stdout } = await runCommand('ingest', [...workspace.folders, '--json'], {
      env: { EMBEDDING_MODEL: model },
    });
    expect((JSON.parse(stdout) as IndexReport).reused).toBe(0);
    expect(await ingest()).toMatchObject({ embedded: 0 });
    expect(await readdir(join(workspace.data, 'indexes'))).toHaveLength(3);
  });

  it('embeds anew when the model in the same folder is another', async () => {
    await ingest();
    await makeTinyModel(workspace.model, { seed: 9 });
    expect(await ingest()).toMatchObject({ reused: 0 });
  });

  it('names a file that is no text, whatever its name says, and indexes the others', async () => {
    const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0xff, 0xd8, 1, 2, 3, 0, 200, 7]);
    await writeFile(join(workspace.notes, '그림.md'), Buffer.concat(Array(40).fill(picture)));
    const report = await ingest();
    expect(report.broken).toEqual([{ file: '그림.md', reason: expect.stringContaining('글이 아닌 파일') }]);
    expect(report.files).toBe(3);
  });

  it('names a file that is far too large without reading it', async () => {
    await writeFile(join(workspace.notes, '기록.txt'), '# 기록\n\n- 줄\n');
    await truncate(join(workspace.notes, '기록.txt'), 3 * 2 ** 30);
    const report = await ingest();
    expect(report.broken).toEqual([{ file: '기록.txt', reason: expect.stringContaining('너무 커요') }]);
    expect(report.files).toBe(3);
  });

  it('indexes an empty folder', async () => {
    await rm(workspace.notes, { recursive: true });
    await mkdir(workspace.notes);
    expect(await ingest()).toMatchObject({ files: 0, passages: 0, embedded: 0 });
  });
});

describe('ingest rebuilds what is damaged and says why', () => {
  const damages: Record<string, (folder: string) => Promise<void>> = {
    'a flipped bit among the vectors': async (folder) => {
      const path = join(folder, 'vectors.f32');
      const bytes = await readFile(path);
      bytes[100] = (bytes[100] ?? 0) ^ 1;
      await writeFile(path, bytes);
    },
    'truncated notes': async (folder) => {
      const path = join(folder, 'notes.jsonl');
      await writeFile(path, (await readFile(path)).subarray(0, 50));
    },
    'a missing manifest': (folder) => rm(join(folder, 'manifest.json')),
    'a manifest of another format': async (folder) => {
      const path = join(folder, 'manifest.json');
      await writeFile(path, (await readFile(path, 'utf8')).replace('"format":2', '"format":99'));
    },
    'the files of the generation before': async (folder) => {
      const names = await readdir(join(folder, '..'));
      const before = names.find((name) => name !== basename(folder)) ?? '';
      for (const name of await readdir(join(folder, '..', before)))
        await cp(join(folder, '..', before, name), join(folder, name));
    },
    'a missing generation': (folder) => rm(folder, { recursive: true }),
    'a CURRENT that leads out of the index': (folder) => writeFile(join(folder, '../../CURRENT'), '../../etc'),
    'vectors of another length, with a manifest that agrees': async (folder) => {
      const path = join(folder, 'manifest.json');
      await writeFile(path, (await readFile(path, 'utf8')).replace('"dimensions":64', '"dimensions":60'));
    },
  };
  for (const [name, damage] of Object.entries(damages)) {
    it(name, async () => {
      const { passages } = await ingest();
      await damage(await currentFolder());
      const again = await ingest();
      expect(again.stderr.match(/색인이 손상되어 다시 만들어요/g)).toHaveLength(1);
      expect(again).toMatchObject({ passages, embedded: passages });
      expect(await ingest()).toMatchObject({ embedded: 0, stderr: '' });
    });
  }

  it('a generation copied from another index', async () => {
    await ingest();
    const other = await makeWorkspace({ 'a.md': '# 남의 노트\n\n- 남의 줄\n' });
    await runCommand('ingest', other.folders, { env: other.env });
    const [theirs = ''] = await readdir(join(other.data, 'indexes'));
    const ours = await indexFolder();
    await rm(ours, { recursive: true });
    await cp(join(other.data, 'indexes', theirs), ours, { recursive: true });
    await other.remove();
    const report = await ingest();
    expect(report.stderr).toContain('belongs to another index');
    expect(report.files).toBe(3);
  });

  it('what a killed process left half written', async () => {
    await ingest();
    const generations = join(await indexFolder(), 'generations');
    await mkdir(join(generations, '20200101000000-dead.tmp'));
    await writeFile(join(generations, '20200101000000-dead.tmp', 'notes.jsonl'), '{');
    expect(await ingest()).toMatchObject({ embedded: 0, stderr: '' });
    await workspace.write('새.md', '# 새 노트\n\n- 새 줄\n');
    await ingest();
    expect((await readdir(generations)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('keeps only the current generation and the one before it', async () => {
    for (let i = 0; i < 3; i++) {
      await workspace.write('새.md', `# 새 노트\n\n- 줄 ${i}\n`);
      await ingest();
    }
    expect(await readdir(join(await indexFolder(), 'generations'))).toHaveLength(2);
  });
});

describe('ingest and other processes', () => {
  it('killed while embedding, goes on where it stopped', async () => {
    const line = (i: number) => `- 항목 ${i} ${'가나다라마바사아자차카타파하'.slice(i % 12)} ${i * 7919}\n`;
    await workspace.write('긴.md', `# 긴 노트\n\n${Array.from({ length: 4000 }, (_, i) => line(i)).join('')}`);
    const child = startCommand('ingest', workspace.folders, { env: workspace.env });
    const log = async () => {
      const index = await indexFolder().catch(() => '');
      return (await readFile(join(index, 'embeddings.log')).catch(() => Buffer.alloc(0))).length;
    };
    while ((await log()) < 50_000 && child.exitCode === null) await new Promise((resume) => setTimeout(resume, 5));
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(child.signalCode).toBe('SIGKILL');
    const report = await ingest();
    expect(report.stderr).toBe('');
    expect(report.passages).toBeGreaterThan(100);
    expect(report.embedded).toBeLessThan(report.passages);
    expect(await ingest()).toMatchObject({ embedded: 0 });
  });

  it('killed at any moment, leaves an index that is whole', async () => {
    await ingest();
    for (let i = 0; i < 8; i++) {
      await workspace.write('새.md', `# 새 노트\n\n${`- 줄 ${i}\n`.repeat(40)}`);
      const child = startCommand('ingest', workspace.folders, { env: workspace.env });
      await new Promise((resume) => setTimeout(resume, 250 + i * 60));
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      const asked = await runCommand('ask', [...workspace.folders, '--json', `줄 ${i}`], { env: workspace.env });
      expect(asked).toMatchObject({ code: 0, stderr: '' });
      expect(asked.stdout).toContain(`- 줄 ${i}`);
    }
  });

  it('of many notes needs few open files', async () => {
    for (let i = 0; i < 300; i++) await workspace.write(`많이/${i}.md`, `# 노트 ${i}\n\n- 줄 ${i}\n`);
    const limited = spawn(
      'sh',
      [
        '-c',
        'ulimit -n 96; exec "$0" "$@"',
        process.execPath,
        join(PROJECT_ROOT, 'dist/ingest.js'),
        ...workspace.folders,
        '--json',
      ],
      {
        env: { ...process.env, ...workspace.env },
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    let stdout = '';
    limited.stdout.on('data', (chunk) => {
      stdout += String(chunk);
    });
    await once(limited, 'close');
    expect(JSON.parse(stdout)).toMatchObject({ files: 303 });
  });

  it('says so when another process is writing, and changes nothing', async () => {
    await ingest();
    const path = join(workspace.data, 'writer.lock');
    const holder = spawn(process.execPath, ['--input-type=module', '-e', HOLD_LOCK, path]);
    await once(holder.stdout, 'data');
    await workspace.write('새.md', '# 새 노트\n\n- 새 줄\n');
    const refused = await runCommand('ingest', workspace.folders, { env: workspace.env });
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('다른 서기가');
    const asked = await runCommand('ask', [...workspace.folders, '--json', '새 줄'], { env: workspace.env });
    expect(asked.code).toBe(0);
    expect(asked.stderr).toContain('지금 있는 색인으로 답해요');
    expect(asked.stdout).not.toContain('새.md');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    expect(await ingest()).toMatchObject({ files: 4, embedded: 1 });
  });
});

describe('ingest with wrong input', () => {
  it('a missing notes folder: exit 1 and one sentence', async () => {
    const result = await runCommand('ingest', ['--notes', join(workspace.root, '없음'), '--data', workspace.data], {
      env: workspace.env,
    });
    expect(result).toMatchObject({ code: 1, stdout: '' });
    expect(result.stderr.trim().split('\n')).toHaveLength(1);
    expect(result.stderr).toContain('없음');
  });

  it('an unknown option, a stray word: exit 2 with the usage', async () => {
    for (const args of [['--nonsense'], ['폴더'], ['--notes']]) {
      const result = await runCommand('ingest', args, { env: workspace.env });
      expect(result).toMatchObject({ code: 2, stdout: '' });
      expect(result.stderr).toContain('npm run ingest');
    }
  });

  it('a missing model: exit 1, one sentence, no index', async () => {
    const env = { EMBEDDING_MODEL: join(workspace.root, 'no-model') };
    const result = await runCommand('ingest', workspace.folders, { env });
    expect(result).toMatchObject({ code: 1, stdout: '' });
    expect(result.stderr.trim().split('\n')).toHaveLength(1);
    expect(await readdir(join(workspace.data, 'indexes')).catch(() => [])).toEqual([]);
  });

  it('a data folder that is a file, or lies below one: exit 1 and one sentence', async () => {
    const file = join(workspace.root, 'file');
    await writeFile(file, '');
    for (const data of [file, join(file, 'data')]) {
      const result = await runCommand('ingest', ['--notes', workspace.notes, '--data', data], { env: workspace.env });
      expect(result).toMatchObject({ code: 1, stdout: '' });
      expect(result.stderr).toContain(data);
      expect(result.stderr.trim().split('\n')).toHaveLength(1);
    }
  });

  it('a setting that makes no sense: exit 1, naming it', async () => {
    const result = await runCommand('ingest', workspace.folders, { env: { ...workspace.env, LOG_LEVEL: 'loud' } });
    expect(result.code).toBe(1);
    expect(result.stderr).toContain('LOG_LEVEL');
  });
});
