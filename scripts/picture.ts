// node scripts/run-ts.mjs scripts/picture.ts: asks the bot on a Discord server of this machine and draws what that server
// received, to scripts/picture/answer.svg.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../src/paths.ts';
import { startLocalDiscord } from './local-discord.ts';
import { drawConversation } from './picture/draw.ts';

const QUESTION = process.argv[2] ?? '람다 최대 실행 시간이 몇 분이야?';

const { server, close } = await startLocalDiscord();
const guild = server.addGuild('AWS 스터디');
const channel = guild.addChannel('질문');
const asker = guild.addMember('지우');
const asked = await asker.say(channel, `${server.bot.mention} ${QUESTION}`);
const answer = await asked.answer();
const names = new Map([[server.bot.id, server.bot.name]]);
writeFileSync(join(PROJECT_ROOT, 'scripts/picture/answer.svg'), drawConversation([asked.data, answer.data], names));
await close();
process.exit(0);
