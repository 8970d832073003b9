// Notes and questions for a model that knows no meaning: a question finds the line whose signs it shares.

/** Notes with all that Discord could take for something else. */
export const NOTES: Readonly<Record<string, string>> = {
  '컴퓨팅/람다.md': `# 람다 정리

## 한도

| 항목 | 값 | 비고 |
| --- | --- | --- |
| 람다 함수 실행 시간 | 15분(900초) | 기본값은 3초 |
| 람다 함수 메모리 | 10,240 MB | 1 MB 단위 |

## 요금

- 요금 기준
  - **요청 건수**와 실행 시간으로 과금하고 단위는 \`GB-초\`
  - 프리 티어는 매월 100만 건
`,
  '위험한 노트.md': `# 위험한 노트

## 알림 시험

- 스노우플레이크 멘션으로 모두 한꺼번에 부르는 방법 @everyone @here
  - <@100000000000000001> <@&100000000000000002> <#100000000000000003>
- 타임스탬프 <t:1700000000:R> <:party:100000000000000004> ||스포일러|| [은행](https://example.com/login)

## 긴 섹션

${Array.from({ length: 90 }, (_, i) => `- 지렁이 ${i + 1}번째 줄은 꾸불꾸불 길게 이어지는 설명`).join('\n')}
`,
};

/** Questions and a part of the line that answers them. */
export const QUESTIONS = {
  table: { ask: '람다 함수 실행 시간 15분 900초 기본값 3초', says: '15분' },
  list: { ask: '요청 건수와 실행 시간으로 과금하고 단위는 GB-초', says: '요청 건수' },
  mentions: { ask: '스노우플레이크 멘션으로 모두 한꺼번에 부르는 방법', says: '스노우플레이크' },
  formats: { ask: '타임스탬프 party 스포일러 은행', says: '타임스탬프' },
  long: { ask: '지렁이 줄은 꾸불꾸불 길게 이어지는 설명', says: '지렁이' },
  followUp: { ask: '그럼 메모리는?' },
  unknown: { ask: '피자 맛집 추천해 줘' },
} as const;
