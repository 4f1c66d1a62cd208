import { expect, it } from 'vitest';
import { aChannel, aSnapshot } from '../state/builders.ts';
import { missesBot, outgoing, readLine, typedAgain } from './typed.ts';

const known = aSnapshot({
  channels: [aChannel(), aChannel({ id: 'D1', kind: 'im', name: '' })],
  userGroups: [{ id: 'S1', handle: 'platform-team', name: 'Platform team', members: ['U2'] }],
});
const { about } = known;

it('sends the name of a channel as a mention of it', () => {
  expect(outgoing('see #platform, not #nowhere or a#platform', known.channels)).toBe(
    'see <#C1>, not #nowhere or a#platform',
  );
});

it('gives a message back as it was typed', () => {
  const text =
    '<@U2> <@UBOT> <!subteam^S1> <#C1> &lt;b&gt; &amp; <https://a.example/?a=1&amp;b> <@UX>';

  expect(typedAgain(text, known)).toBe(
    '@ben @dotai @platform-team #platform <b> & https://a.example/?a=1&b <@UX>',
  );
});

it.each([
  ['/dotai help ', { kind: 'command', line: '/dotai help' }],
  ['/dotai', { kind: 'command', line: '/dotai' }],
  [' /dotai help', { kind: 'message', text: '/dotai help' }],
  ['/etc/passwd is a file', { kind: 'message', text: '/etc/passwd is a file' }],
  ['/invite @dotai ', { kind: 'invite' }],
  ['hello /dotai', { kind: 'message', text: 'hello /dotai' }],
])('reads %j in a channel', (text, line) => {
  expect(readLine(text, { about, isThread: false })).toEqual(line);
});

it('tells where a mention does not reach the bot', () => {
  const away = aChannel({ members: ['U1', 'U2'] });
  const misses = (text: string, channel = away) => missesBot(text, { channel, about });

  expect(misses('please, @dotai: a database')).toBe(true);
  expect(misses('@dotai-fan and dotai')).toBe(false);
  expect(misses('@dotai', aChannel())).toBe(false);
  expect(misses('@dotai', aChannel({ kind: 'im', members: ['U1'] }))).toBe(false);
});

it('refuses in the words of Slack', () => {
  expect(readLine('/dotai help', { about, isThread: true })).toEqual({
    kind: 'refused',
    why: '/dotai is not supported in threads. Sorry!',
  });
  expect(readLine('/invite @dotai', { about, isThread: true })).toMatchObject({ kind: 'refused' });
  expect(readLine('/invite @ben', { about, isThread: false })).toMatchObject({ kind: 'refused' });
  expect(readLine('/foo bar', { about, isThread: false })).toMatchObject({
    kind: 'refused',
    why: expect.stringMatching(/^\/foo is not a valid command\./u),
  });
});
