import type { QuizItem, QuizType } from '../../src/domain.ts';
import { parseNote } from '../../src/notes/passages.ts';
import type { QuizNote } from '../../src/quiz/entries.ts';
import { type MakeOptions, makeItems } from '../../src/quiz/items.ts';

/** A note given as its text, ready for the quiz. */
export function noteOf(text: string, file = '노트.md'): QuizNote {
  return { ...parseNote(file, text), text };
}

/** The items of one note. */
export function itemsOf(text: string, options: Partial<MakeOptions> = {}): QuizItem[] {
  return makeItems([noteOf(text)], { seed: 1, ...options });
}

export const ofType = (items: readonly QuizItem[], type: QuizType): QuizItem[] =>
  items.filter((item) => item.type === type);

/** Everything of an item that could show a phrase. */
export const shown = ({ stem, options, answer }: QuizItem): string => [stem, ...options, ...[answer].flat()].join('\n');

/** A note about mail and web protocols that has every kind of fact. */
export const PROTOCOLS = `# 통신 프로토콜

## 메일

- SMTP: 메일 서버 사이에서 편지를 넘겨주는 전송 규약이다
- IMAP: 서버에 편지를 둔 채 여러 기기에서 함께 읽는 규약이다
- POP3: 편지를 한 기기로 내려받고 서버에서 지우는 옛 규약이다
- DKIM: 보낸 도메인이 본문에 서명해 위조를 막는 방법이다
- Exchange: 회사의 편지와 일정을 한곳에서 맡는 서버 제품이다
- Postfix: 유닉스에서 널리 쓰이는 편지 배달 프로그램이다
- Dovecot: 받은 편지함을 열어 주는 공개 소프트웨어이다

## 웹

- WebDAV: 브라우저가 문서를 달라고 하고 서버가 답하는 규약이다
- TLS: 두 끝점 사이의 통신을 암호화하고 상대를 확인하는 계층이다
- WebSocket: 한 번 연결한 뒤 양쪽이 아무 때나 말하는 통로이다
- QUIC: 손실에 강하도록 UDP 위에 새로 만든 전송 계층이다

### 한도

- 쿠키 하나의 크기는 최대 4 KB까지 허용된다
- 업로드 본문은 기본으로 100 MB까지 받는다
- 압축한 응답은 한 번에 32 MB를 넘지 못한다
- 캐시에 두는 파일은 각각 512 KB 이하여야 한다

### 주고받는 순서

1. 클라이언트가 연결을 연다
2. 서버가 인증서를 보낸다
3. 양쪽이 키를 정한다
4. 요청을 암호화해 보낸다

### 상태 코드

- 오류 코드: Bad Request, Forbidden, Not Found
- 성공 코드: Created, Accepted, No Content

## 비교

| 규약 | 포트 | 계층 |
| --- | --- | --- |
| FTP | 21번 | 파일 전송 |
| SSH | 22번 | 원격 접속 |
| Telnet | 23번 | 평문 접속 |
| DNS | 53번 | 이름 풀이 |

## 사용 예

- 사내 메일 서버는 인증을 통과한 사람에게만 Postfix 접속을 허락한다
- 외부로 나가는 편지는 반드시 DKIM 서명을 붙여 내보낸다
`;
