// Everything Seogi says on Discord, in one place: another language is another object of this shape.

import { notesTexts } from './notes-texts.ts';
import { privacyTexts } from './privacy-texts.ts';
import { quizTexts } from './quiz-texts.ts';
import { reviewTexts } from './review-texts.ts';
import { leaderboardTexts, statsTexts } from './stats-texts.ts';

const ko = {
  ask: {
    name: 'ask',
    localName: '질문',
    description: '노트에서 답을 찾아 그 줄을 그대로 보여 드려요',
    question: { name: 'question', localName: '질문', description: '무엇이 궁금한가요?' },
    private: { name: 'private', localName: '나만보기', description: '답을 나만 볼게요' },
  },
  answer: {
    notFound: '노트에서 답을 찾지 못했어요.',
    nearest: '가장 가까운 곳은 여기예요',
    didYouMean: (names: readonly string[]) => `혹시 ${names.join(', ')}?`,
    byKeywords: '아직 노트를 읽는 중이라 낱말로만 찾았어요. 곧 더 정확해져요.',
    source: (place: string, lines: string) => `${place} (${lines})`,
    lines: (first: number, last: number) => (first === last ? `${first}줄` : `${first}–${last}줄`),
    others: (count: number) => `다른 구절 보기 (${count})`,
    nearestOnes: (count: number) => `가까운 구절 보기 (${count})`,
    more: '…',
  },
  button: {
    section: '원문 보기',
    continue: '이어서 묻기',
    previousPage: '이전',
    nextPage: '다음',
  },
  section: {
    page: (page: number, pages: number) => `${page} / ${pages}쪽`,
    gone: '그사이 노트가 바뀌어 이 섹션은 사라졌어요. 답할 때 있던 구절을 보여 드려요.',
    empty: '보여 드릴 글이 없는 섹션이에요.',
  },
  feedback: {
    good: '고마워요! 이런 답을 더 잘 찾을게요.',
    bad: '알려 줘서 고마워요. 다른 말로 다시 물어보면 더 잘 찾을 때도 있어요.',
  },
  thread: {
    opened: (thread: string) => `${thread} 스레드를 열었어요. 거기서 이어서 물어보세요.`,
    exists: (thread: string) => `이 답에는 이미 스레드가 있어요: ${thread}`,
    inThread: (how: string) => `여기가 이미 스레드예요. ${how}`,
    inDirectMessage: '여기서는 그냥 이어서 물어보면 돼요. 앞의 질문을 기억하고 있어요.',
    impossible: '이 채널에는 스레드를 열 수 없어요. 이 답에 답글로 이어서 물어보세요.',
    opening: (question: string, how: string) => `“${question}”에 이어서 물어보세요. ${how}`,
    justWrite: '그냥 쓰면 앞의 질문에 이어서 답해요.',
    mentionMe: (me: string) => `${me}를 부르거나 \`/질문\`으로 물으면 앞의 질문에 이어서 답해요.`,
  },
  notes: notesTexts,
  quiz: quizTexts,
  review: reviewTexts,
  stats: statsTexts,
  leaderboard: leaderboardTexts,
  privacy: privacyTexts,
  refusal: {
    tooFast: (seconds: number) => `질문이 조금 빨라요. ${seconds}초 뒤에 다시 물어봐 주세요.`,
    busy: '지금 질문이 많이 몰렸어요. 잠시 뒤에 다시 물어봐 주세요.',
    tooLong: (most: number) => `질문이 너무 길어요. ${most}자까지 물어볼 수 있어요.`,
    empty: '무엇이 궁금한지 적어 주세요.',
    notReady: '아직 노트를 읽는 중이에요. 잠시 뒤에 다시 물어봐 주세요.',
    stopping: '서기가 잠시 쉬러 가요. 조금 뒤에 다시 물어봐 주세요.',
    failed: '답을 찾다가 문제가 생겼어요. 잠시 뒤에 다시 해 주세요.',
    cannotWrite: (reason: string) => `서기의 디스크에 쓸 수 없어요 (${reason}). 서기를 돌리는 분에게 알려 주세요.`,
    unknownButton: '이 버튼은 더 쓸 수 없어요. 다시 물어봐 주세요.',
    forgotten: '이 답은 너무 오래되어 기억나지 않아요. 다시 물어봐 주세요.',
    roleMention: (me: string) =>
      `역할이 아니라 ${me}를 불러 주세요. 역할만 부르면 Discord가 질문을 저에게 보여 주지 않아요.`,
    unreadableReply: (me: string) => `답글의 알림을 켜거나 ${me}를 함께 불러 주세요. 그래야 질문이 저에게 보여요.`,
    noPermission: '서기에게 이 채널의 권한이 모자라서 하지 못했어요. 서버 관리자에게 알려 주세요.',
  },
  permission: {
    ViewChannel: '채널 보기',
    SendMessages: '메시지 보내기',
    SendMessagesInThreads: '스레드에서 메시지 보내기',
    CreatePublicThreads: '공개 스레드 만들기',
    EmbedLinks: '링크 첨부',
    AttachFiles: '파일 첨부',
    ReadMessageHistory: '메시지 기록 보기',
  },
  log: {
    ready: (name: string, servers: number) => `Discord에 ${name} 이름으로 연결됐어요. (서버 ${servers}곳)`,
    invite: (url: string) => `서버에 초대하는 주소: ${url}`,
    contentRead: '메시지 내용 권한이 켜져 있어 스레드와 답글을 부름 없이도 읽어요.',
    contentWithheld: '메시지 내용 권한 없이 일해요: 부름(@), /질문, 개인 메시지에 답해요.',
    registered: (place: string) => `명령을 등록했어요 (${place})`,
    everywhere: '모든 서버',
    oneServer: (id: string) => `서버 ${id}`,
    notInServer: (id: string) =>
      `DISCORD_GUILD_ID의 서버 ${id}에 명령을 등록하지 못했어요. 위의 초대 주소로 서기를 그 서버에 들이고 다시 시작해 주세요.`,
    notRegistered: (what: string) => `명령을 등록하지 못했어요. 다음 시작 때 다시 해 볼게요. (${what})`,
    missingPermission: (channel: string, permissions: string) =>
      `채널 ${channel}에서 권한이 모자라요: ${permissions}. 채널 설정 > 권한에서 서기에게 켜 주세요.`,
    interrupted: 'Discord와의 연결이 끊겨 다시 연결해요.',
    resumed: 'Discord에 다시 연결됐어요.',
    late: (what: string) => `Discord가 정한 3초 안에 알리지 못한 요청이 있어요. (${what})`,
    fault: (where: string, what: string) => `${where}: 문제가 생겼어요. (${what})`,
    answered: (milliseconds: number, how: string) => `질문 하나에 답했어요. (${milliseconds} ms, ${how})`,
    stopping: '하던 일을 마치고 나갈게요.',
    abandoned: (count: number) => `5초 안에 끝나지 않은 일 ${count}개를 두고 나가요.`,
  },
  fatal: {
    token:
      'DISCORD_TOKEN이 맞지 않아요. Discord 개발자 포털의 Bot 화면에서 토큰을 다시 만들어(Reset Token) .env에 넣어 주세요.',
    noNetwork: (host: string) =>
      `Discord(${host})에 연결할 수 없어요. 인터넷 연결이나 DISCORD_API_URL을 확인해 주세요.`,
    serverFault: (status: number) => `Discord가 지금 답하지 않아요 (HTTP ${status}). 잠시 뒤에 다시 시작해 주세요.`,
    intents:
      'Discord가 메시지 내용 권한(MESSAGE CONTENT INTENT)을 거절했어요. 개발자 포털의 Bot 화면에서 켜거나 끈 뒤 잠시 기다렸다가 다시 시작해 주세요.',
    closed: (code: number) => `Discord가 연결을 끊었어요 (코드 ${code}). 봇 설정을 확인하고 다시 시작해 주세요.`,
  },
} as const;

/** What Seogi says on Discord: Korean. */
export const texts = ko;
