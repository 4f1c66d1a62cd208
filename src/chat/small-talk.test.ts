import { expect, it } from 'vitest';
import { isSmallTalk } from './small-talk.ts';

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
