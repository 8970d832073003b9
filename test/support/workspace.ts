import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makeTinyModel } from './tiny-model.ts';

/** A notes folder, a data folder and a tiny model of a test's own. */
export interface Workspace {
  readonly root: string;
  readonly notes: string;
  readonly data: string;
  readonly model: string;
  /** `--notes … --data …` of this workspace. */
  readonly folders: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  write(file: string, text: string): Promise<void>;
  remove(): Promise<void>;
}

/** Makes a workspace below the system's temporary folder, with these notes. */
export async function makeWorkspace(notes: Readonly<Record<string, string>> = {}): Promise<Workspace> {
  const root = await mkdtemp(join(tmpdir(), 'seogi-'));
  const workspace: Workspace = {
    root,
    notes: join(root, '노트'),
    data: join(root, 'data'),
    model: join(root, 'model'),
    folders: ['--notes', join(root, '노트'), '--data', join(root, 'data')],
    env: { EMBEDDING_MODEL: join(root, 'model') },
    async write(file, text) {
      const path = join(root, '노트', file);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
  await mkdir(workspace.notes);
  await makeTinyModel(workspace.model);
  for (const [file, text] of Object.entries(notes)) await workspace.write(file, text);
  return workspace;
}

/** Three small notes that tests ask about. */
export const SAMPLE_NOTES: Readonly<Record<string, string>> = {
  '컴퓨팅/람다.md': `# AWS Lambda\n\n## 한도\n\n- 실행 한도\n  - 제한 시간은 길어야 15분\n  - 메모리는 10,240 MB까지\n- 배포 한도\n  - 압축한 패키지 50 MB\n\n## 요금\n\n- 요청 수와 실행 시간으로 셈한다\n`,
  '스토리지/S3.md': `# Amazon S3\n\n## 버전 관리\n\n- 켜면 지운 객체를 되살린다\n- 한 번 켜면 끄지 못하고 멈추기만 한다\n\n## 클래스\n\n| 클래스 | 꺼내는 시간 |\n| --- | --- |\n| Standard | 바로 |\n| Glacier Deep Archive | 12시간 안 |\n`,
  '네트워크.txt': `# VPC\n\n## 서브넷\n\n- 퍼블릭 서브넷은 인터넷 게이트웨이로 나간다\n- 프라이빗 서브넷은 NAT 게이트웨이로 나간다\n`,
};
