// What Seogi says about what it keeps of people; a part of texts.ts.

/** Words for what is stored about oneself, in Korean. */
export const privacyTexts = {
  name: 'privacy',
  localName: '개인정보',
  description: '서기가 나에 대해 저장한 것을 보거나 지워요',
  export: {
    name: 'export',
    localName: '내보내기',
    description: '나에 대해 저장한 것을 모두 파일로 받아요 (나만 봐요)',
    done: '서기가 모든 서버와 개인 메시지에서 나에 대해 저장한 것이에요. 질문과 퀴즈 진행 기록은 길어야 90일 동안 두고, 맞고 틀린 기록과 복습 목록은 지울 때까지 둬요.',
    tooLarge: '저장한 것이 너무 많아 파일 하나로 보낼 수 없어요. 서기를 운영하는 사람에게 알려 주세요.',
  },
  delete: {
    name: 'delete',
    localName: '삭제',
    description: '나에 대해 저장한 것을 모두 지워요',
    ask: '모든 서버와 개인 메시지에서 나에 대해 저장한 질문, 의견, 퀴즈 답, 복습 목록, 통계, 설정을 모두 지울까요? 되돌릴 수 없어요.',
    yes: '모두 지우기',
    no: '그만두기',
    done: '나에 대해 저장한 것을 모두 지웠어요.',
    kept: '지우지 않고 그대로 뒀어요.',
  },
} as const;
