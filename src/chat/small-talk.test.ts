import { expect, it } from 'vitest';
import { asksWhatCanBeAsked, isSmallTalk } from './small-talk.ts';

it.each([
  'thanks!',
  'Looks good to me',
  '👍',
  'ok, one moment please',
  '@ben have you seen this',
  '<@U42> what do you think of small',
  'shall we take the second one?',
  '+1',
  'yes',
  'all good here',
  'sounds like a plan',
  'let me check with finance first',
  'I’ll ask Ben about the namespace',
  'ok, we need to talk about the size',
])('takes %j for talk between people', (text) => {
  expect(isSmallTalk(text)).toBe(true);
});

it.each([
  'managed, with RDS',
  'small',
  'It must be publicly accessible',
  'I need to expose it',
  'we will have 200 users',
  '7',
])('takes %j for something that may be meant for the bot', (text) => {
  expect(isSmallTalk(text)).toBe(false);
});

it.each([
  ['hello, what can you do?', true],
  ['Hi there! what can you help me with', true],
  ['help me, please', true],
  ['how do I use this?', true],
  ['What can I ask you?', true],
  ['so, what do you know?', true],
  ['help me create a database', false],
  ['what can you do about the slow database', false],
  ['hello, we need a bucket', false],
])('%j asks what can be asked for: %s', (text, isAsked) => {
  expect(asksWhatCanBeAsked(text)).toBe(isAsked);
});
