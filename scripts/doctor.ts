// npm run doctor: looks at what Seogi stands on and says what to do about what is wrong.
import { join } from 'node:path';
import { REST } from 'discord.js';
import { checkSqliteStore } from '../src/adapters/sqlite-check.ts';
import { openTransformersEmbedder } from '../src/adapters/transformers-embedder.ts';
import { readApplication } from '../src/chat/application.ts';
import { inviteUrl } from '../src/chat/permissions.ts';
import { readServers } from '../src/chat/servers.ts';
import { FOLDER_OPTIONS, readArguments } from '../src/cli/arguments.ts';
import {
  bad,
  type Check,
  checkClock,
  checkNode,
  checkServers,
  checkWritable,
  examine,
  note,
  ok,
} from '../src/cli/doctor.ts';
import { runCommand } from '../src/cli/run.ts';
import { type Config, readConfig } from '../src/config.ts';
import { UsageError } from '../src/errors.ts';
import { findNotes } from '../src/notes/find.ts';
import { sizeOf } from '../src/search/update-index.ts';
import { openSeogi } from '../src/seogi.ts';

const USAGE = 'npm run doctor -- [--notes 폴더] [--data 폴더]';
/** An answer that has not come by then, in ms, does not come. */
const PATIENCE = 10_000;

const silent = () => {};
const LOG = { debug: silent, info: silent, warn: silent, error: silent };

function checksOf(config: Config): Check[] {
  return [
    { name: 'Node.js', look: () => checkNode(process.versions.node) },
    {
      name: '네이티브 모듈',
      async look() {
        try {
          const { default: hnswlib } = await import('hnswlib-node');
          const graph = new hnswlib.HierarchicalNSW('ip', 2);
          graph.initIndex(1);
          graph.addPoint([1, 0], 0);
          return ok('hnswlib');
        } catch {
          return bad('hnswlib을 쓸 수 없어요. C++ 컴파일러(python3 make g++)를 설치하고 npm ci를 다시 해 주세요.');
        }
      },
    },
    { name: '데이터 폴더', look: () => checkWritable(config.dataDir) },
    {
      name: '모델',
      async look() {
        const cacheDir = join(config.dataDir, 'models');
        const embedder = await openTransformersEmbedder({ model: config.model, cacheDir, hubUrl: config.hubUrl });
        try {
          await embedder.embed(['람다'], 'query');
          return ok(`${embedder.dimensions}차원`);
        } finally {
          await embedder.close();
        }
      },
    },
    {
      name: '노트',
      async look() {
        const found = await findNotes(config.notesDir);
        const unreadable = found.flatMap((one) => ('reason' in one ? [one.file] : []));
        if (unreadable.length > 0)
          return bad(`읽을 수 없는 노트: ${unreadable.join(', ')}. 파일의 권한을 확인해 주세요.`);
        if (found.length === 0)
          return note(`${config.notesDir}에 노트(.md, .txt)가 없어요. NOTES_DIR을 확인해 주세요.`);
        return ok(`${found.length}개 (${config.notesDir})`);
      },
    },
    {
      name: '색인',
      async look() {
        const damaged: string[] = [];
        const seogi = await openSeogi(config, { ...LOG, warn: (sentence) => damaged.push(sentence) });
        try {
          await seogi.reload();
          const [source] = seogi.sources();
          if (damaged.length > 0) return note(`${damaged[0]}. 다음에 시작할 때 저절로 다시 만들어요.`);
          if (source === undefined) return note('아직 없어요. npm run ingest나 npm start가 만들어요.');
          const { files, passages, lines } = sizeOf(source.generation);
          const size = `노트 ${files}개, 구절 ${passages}개, 줄 ${lines}개`;
          return source.index === undefined
            ? note(`${size}, 아직 낱말로만 찾아요. npm run ingest로 마쳐 주세요.`)
            : ok(size);
        } finally {
          await seogi.close();
        }
      },
    },
    {
      name: '기록',
      look() {
        const state = checkSqliteStore(config.dataDir);
        if (state === 'damaged') {
          return bad('seogi.db가 손상되었어요. 다음에 시작할 때 다른 이름으로 옮겨 두고 새로 만들어요.');
        }
        return ok(state === 'whole' ? 'seogi.db' : '아직 없어요. 봇이 처음 시작할 때 만들어요.');
      },
    },
    ...discordChecks(config),
  ];
}

function discordChecks({ discord }: Config): Check[] {
  const { token } = discord;
  if (token === undefined) {
    return [{ name: 'Discord 토큰', look: () => note('DISCORD_TOKEN이 없어 터미널 대화로 시작해요.') }];
  }
  const api = (discord.apiUrl ?? 'https://discord.com/api').replace(/\/+(?:v\d+\/*)?$/, '');
  const rest = new REST({ api, version: '10', timeout: PATIENCE, retries: 0 }).setToken(token);
  const application = readApplication(rest, api);
  application.catch(silent);
  return [
    {
      name: 'Discord 토큰',
      async look() {
        await application;
        return ok('맞아요.');
      },
    },
    {
      name: '메시지 내용 권한',
      async look() {
        return (await application).mayReadContent
          ? ok('켜져 있어요.')
          : note(
              '꺼져 있어요. 부름(@)과 명령에는 답해요. 스레드에서 부르지 않고 물으려면 개발자 포털의 Bot 화면에서 켜 주세요.',
            );
      },
    },
    {
      name: '서버 권한',
      async look() {
        const { id } = await application;
        return checkServers(await readServers(rest), { invite: inviteUrl(id), only: discord.guildId });
      },
    },
    {
      name: '시계',
      async look() {
        const answer = await fetch(`${api}/v10/gateway`, { signal: AbortSignal.timeout(PATIENCE) });
        await answer.body?.cancel();
        return checkClock(Date.now(), Date.parse(answer.headers.get('date') ?? ''));
      },
    },
  ];
}

await runCommand(async () => {
  const { values, positionals } = readArguments(FOLDER_OPTIONS, USAGE);
  if (positionals.length > 0) throw new UsageError(`명령을 이렇게 써 주세요: ${USAGE}`);
  const isWell = await examine(checksOf(readConfig(values)), (line) => process.stdout.write(`${line}\n`));
  process.stdout.write(isWell ? '시작할 수 있어요.\n' : '✗로 시작하는 줄을 먼저 고쳐 주세요.\n');
  return isWell ? 0 : 1;
});
