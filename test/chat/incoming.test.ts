import { describe, expect, it } from 'vitest';
import { classify, type Incoming, questionOf } from '../../src/chat/incoming.ts';

const ME = '100000000000000001';
const ROLE = '100000000000000002';
const OTHER = '100000000000000003';

const message = (more: Partial<Incoming>): Incoming => ({
  isAutomatic: false,
  place: 'channel',
  isOwnThread: false,
  content: '',
  me: ME,
  myRole: ROLE,
  mentionedRoles: [],
  mentionedUsers: [],
  repliesTo: undefined,
  hasAttachments: false,
  ...more,
});
const ask = (question: string) => ({ kind: 'ask', question });
const ignored = { kind: 'ignore' };

describe('a message is a question', () => {
  it.each<[string, Partial<Incoming>]>([
    ['that calls the bot', { content: `<@${ME}> 람다가 뭐야?`, mentionedUsers: [ME] }],
    ['that calls the bot in the old way', { content: `람다가 뭐야? <@!${ME}>` }],
    ['in direct messages', { place: 'direct', content: '람다가 뭐야?' }],
    ['that answers the bot', { repliesTo: 'me', content: '람다가 뭐야?', mentionedUsers: [ME] }],
    ['in a thread of the bot', { place: 'thread', isOwnThread: true, content: '람다가 뭐야?' }],
    [
      'that calls the bot’s role, where its content shows',
      { content: `<@&${ROLE}> 람다가 뭐야?`, mentionedRoles: [ROLE] },
    ],
    ['that calls the bot and everybody', { content: `@everyone <@${ME}> 람다가 뭐야?` }],
  ])('%s', (_, more) => {
    expect(classify(message(more))).toEqual(ask('람다가 뭐야?'));
  });
});

describe('a message is ignored', () => {
  it.each<[string, Partial<Incoming>]>([
    ['of a bot', { isAutomatic: true, content: `<@${ME}> 람다가 뭐야?` }],
    ['that calls nobody', { content: '람다가 뭐야?' }],
    ['that calls everybody', { content: '@everyone 람다가 뭐야?' }],
    ['that calls the bot and says nothing', { content: `<@${ME}>  ?! ` }],
    ['that calls the bot with an emoji', { content: `<@${ME}> <:party:100000000000000004>` }],
    ['that calls another role', { content: '', mentionedRoles: [OTHER] }],
    ['that answers somebody else', { content: '람다가 뭐야?', repliesTo: 'other' }],
    ['in somebody’s thread', { place: 'thread', content: '람다가 뭐야?' }],
    [
      'in a thread of the bot, to somebody else',
      { place: 'thread', isOwnThread: true, content: `<@${OTHER}> 봐요`, mentionedUsers: [OTHER] },
    ],
    [
      'in a thread of the bot, to a role',
      { place: 'thread', isOwnThread: true, content: `<@&${OTHER}> 봐요`, mentionedRoles: [OTHER] },
    ],
    ['in a thread of the bot, to everybody', { place: 'thread', isOwnThread: true, content: '@everyone 봐요' }],
    ['in a thread of the bot, to all who are there', { place: 'thread', isOwnThread: true, content: '@here 봐요' }],
    ['in a thread of the bot, withheld', { place: 'thread', isOwnThread: true, content: '' }],
    ['that answers the bot with a picture', { repliesTo: 'me', content: '', hasAttachments: true }],
  ])('%s', (_, more) => {
    expect(classify(message(more))).toEqual(ignored);
  });
});

it('tells who calls the role, or answers without a ping, how to be heard', () => {
  expect(classify(message({ mentionedRoles: [ROLE] }))).toEqual({ kind: 'role-mention' });
  expect(classify(message({ repliesTo: 'me' }))).toEqual({ kind: 'unreadable-reply' });
});

it('takes mentions and emoji out of a question, and nothing else', () => {
  expect(questionOf(`<@${ME}>  <#${OTHER}> S3 <a:wow:100000000000000004>  요금은\n얼마? @here`)).toBe(
    'S3 요금은 얼마?',
  );
  expect(questionOf('a < b 이고 <div> 는?')).toBe('a < b 이고 <div> 는?');
});
