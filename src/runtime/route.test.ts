import { describe, expect, it } from 'vitest';
import { aButtonPress, aCommand, aMessage, aSession } from '../../test/builders.ts';
import { routeOf } from './route.ts';

const listening = aSession({ id: 's1' });
const named = { namesBot: true };

describe('an inbound event', () => {
  it.each([
    ['a slash command', aCommand('recommend a queue'), { type: 'recommend', intent: 'a queue' }],
    ['a mention', aMessage('help', named), { type: 'help' }],
    [
      'a sentence after a slash',
      aCommand('a big database'),
      { type: 'recommend', intent: 'a big database' },
    ],
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
    ['capabilities scna now', 'capabilities scan now'],
    ['hlp', 'help'],
    ['statsu', 'status'],
    ['status of my database', 'status'],
  ])('that misspells a command keeps what follows: %s', (text, nearest) => {
    expect(routeOf(aCommand(text), undefined)).toMatchObject({ command: { nearest } });
  });

  it.each([
    '/dotai recommend a queue',
    '/dotai dotai recommend a queue',
    '@dotai: recommend a queue',
    'Dotai, recommend a queue',
  ])('that says the bot’s name once more is understood: %s', (text) => {
    const command = { type: 'recommend', intent: 'a queue' };

    expect(routeOf(aCommand(text), undefined)).toMatchObject({ command });
    expect(routeOf(aMessage(text, named), undefined)).toMatchObject({ command });
    expect(routeOf(aMessage(text, named), listening)).toMatchObject({ command });
  });

  it('asks for the status, also within a conversation where it is said to the bot', () => {
    const status = { type: 'command', command: { type: 'status' } };

    expect(routeOf(aCommand('Status'), undefined)).toEqual(status);
    expect(routeOf(aMessage('status', named), listening)).toEqual(status);
    expect(routeOf(aMessage('status'), listening)).toMatchObject({ type: 'session' });
  });

  it('that says the bot’s name once more before a sentence asks for the sentence', () => {
    expect(routeOf(aMessage('dotai I need a database', named), undefined)).toMatchObject({
      command: { type: 'recommend', intent: 'I need a database' },
    });
  });

  it.each([
    ['recommned a database', 'recommned'],
    ['capabilites list', 'capabilites'],
    ['capabilities shw x', 'capabilities shw'],
    ['capabilites lsit', 'capabilites lsit'],
    ['capabilities frobnicate', 'capabilities frobnicate'],
  ])('that is mistyped names what is unknown: %s', (text, unknown) => {
    expect(routeOf(aCommand(text), undefined)).toMatchObject({
      command: { type: 'unknown', text: unknown },
    });
  });

  it.each(['hello', 'Hi!', 'hello there', 'good morning', 'hey dotai', 'Good morning, bot 👋'])(
    'that only greets is greeted: %s',
    (text) => {
      expect(routeOf(aMessage(text, { isDirect: true }), undefined)).toEqual({
        type: 'command',
        command: { type: 'greeting' },
      });
      expect(routeOf(aCommand(text), undefined)).toMatchObject({ command: { type: 'greeting' } });
      expect(routeOf(aMessage(text, named), listening)).toMatchObject({ type: 'session' });
    },
  );

  it('that greets and asks for something is a request', () => {
    expect(routeOf(aMessage('hi, I need a database', named), undefined)).toMatchObject({
      command: { type: 'recommend' },
    });
  });

  it.each(['thanks', 'thank you very much', "I'll ask Ben about it later"])(
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
