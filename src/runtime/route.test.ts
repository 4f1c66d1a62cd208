import { describe, expect, it } from 'vitest';
import { aButtonPress, aCommand, aMessage, aSession } from '../../test/builders.ts';
import { routeOf } from './route.ts';

const listening = aSession({ id: 's1' });
const named = { namesBot: true };

describe('an inbound event', () => {
  it.each([
    ['a slash command', aCommand('recommend a queue'), { type: 'recommend', intent: 'a queue' }],
    ['a mention', aMessage('help', named), { type: 'help' }],
    ['a direct message', aMessage('help', { isDirect: true }), { type: 'help' }],
    [
      'a whole sentence to the bot',
      aMessage('I need a database', named),
      { type: 'recommend', intent: 'I need a database' },
    ],
    [
      'a button that says a command',
      aButtonPress({ sessionId: '', action: { name: 'run-command', argument: 'help' } }),
      { type: 'help' },
    ],
  ])('is a command: %s', (_, inbound, command) => {
    expect(routeOf(inbound, undefined)).toEqual({ type: 'command', command });
  });

  it('that misspells a command is not taken for a request', () => {
    const route = routeOf(aMessage('recomend a big database', named), undefined);

    expect(route).toMatchObject({
      command: { type: 'unknown', nearest: 'recommend a big database' },
    });
  });

  it.each([
    ['capabilities shw deployments.apps', 'capabilities show deployments.apps'],
    ['capabilites serch Message  Queue', 'capabilities search Message  Queue'],
    ['capabilities scna now', 'capabilities scan'],
    ['hlp', 'help'],
  ])('that misspells a command keeps what follows: %s', (text, nearest) => {
    expect(routeOf(aCommand(text), undefined)).toMatchObject({ command: { nearest } });
  });

  it.each(['hello there', 'thanks', 'thank you very much', "I'll ask Ben about it later"])(
    'that is kind asks for nothing: %s',
    (text) => {
      expect(routeOf(aMessage(text, { isDirect: true }), undefined)).toMatchObject({
        command: { type: 'help' },
      });
    },
  );

  it('that asks for something with a question mark is a request', () => {
    const asked = aMessage('can you give me a database?', { isDirect: true });

    expect(routeOf(asked, undefined)).toMatchObject({ command: { type: 'recommend' } });
  });

  it('between people is ignored', () => {
    expect(routeOf(aMessage('help'), undefined)).toEqual({ type: 'ignored' });
  });

  it.each([
    ['an answer', aMessage('1. my-db')],
    ['an answer that names the bot', aMessage('use the small one', named)],
    ['words that only begin like a command', aMessage('help me to choose one', named)],
    ['a direct answer', aMessage('skip', { isDirect: true })],
    ['a command that nobody addressed', aMessage('help')],
  ])('belongs to the session that listens: %s', (_, inbound) => {
    expect(routeOf(inbound, listening)).toEqual({ type: 'session', sessionId: 's1' });
  });

  it.each([
    ['recommend a queue', 'recommend'],
    ['help', 'help'],
    ['capabilities list', 'list-capabilities'],
  ])('is a command within a conversation when the bot is told so: %s', (text, type) => {
    expect(routeOf(aMessage(text, named), listening)).toMatchObject({ command: { type } });
  });

  it('on a button goes to its own session, wherever it was pressed', () => {
    const press = aButtonPress({ sessionId: 's2', action: { name: 'choose' } });

    expect(routeOf(press, listening)).toEqual({ type: 'session', sessionId: 's2' });
  });
});
