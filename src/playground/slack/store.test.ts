import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Message, type State } from './state.ts';
import { type Store, openStore } from './store.ts';

const nothing: State = {
  people: [],
  userGroups: [],
  channels: [],
  messages: [],
  files: [],
  views: [],
  pendingEvents: [],
  lastTs: '0.000000',
  lastId: 0,
};

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dotai-store-'));
  file = join(folder, 'slack.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

function aMessage(ts: string, text = 'hello'): Message {
  return Message.parse({ channel: 'C1', ts, user: 'U1', text, blocks: [] });
}

function post(store: Store, ...messages: readonly Message[]): void {
  store.update((state) => ({ ...state, messages: [...state.messages, ...messages] }));
}

function kept(): State {
  return openStore(nothing, file).read();
}

/** What people and the app do to a list. */
type Step = (state: State) => State;
const aStep: fc.Arbitrary<Step> = fc.oneof(
  fc.nat(1_000).map((ts): Step => {
    const message = aMessage(String(ts));
    return (state) => ({ ...state, messages: [...state.messages, message], lastTs: message.ts });
  }),
  fc.nat(9).map((at): Step => {
    return ({ messages, ...state }) => ({
      ...state,
      messages: messages.map((one, index) => (index === at ? { ...one, text: 'edited' } : one)),
    });
  }),
  fc.integer({ min: 2, max: 4 }).map((every): Step => {
    return ({ messages, ...state }) => ({
      ...state,
      messages: messages.filter((_, index) => index % every !== 0),
    });
  }),
  fc.nat(1_000).map((id): Step => {
    const event = { id: String(id), body: {} };
    return (state) => ({ ...state, pendingEvents: [event, ...state.pendingEvents], lastId: id });
  }),
  fc.constant<Step>((state) => ({ ...state, pendingEvents: [], messages: [] })),
);

describe('a state file', () => {
  it('holds at any moment what the store holds', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(aStep, fc.boolean()), { maxLength: 40 }), (steps) => {
        rmSync(file, { force: true });
        let store = openStore(nothing, file);
        for (const [step, isReopened] of steps) {
          store.update(step);
          expect(kept()).toEqual(store.read());
          if (isReopened) store = openStore(nothing, file);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('has a change before anybody is told of it, with what was noted before', () => {
    const store = openStore(nothing, file);
    const seen: State[] = [];
    store.onChange(() => seen.push(kept()));
    store.note((state) => ({ ...state, lastTs: '7.000000' }));
    for (const ts of ['1', '2']) {
      const message = aMessage(ts);
      store.update((state) => ({ ...state, messages: [...state.messages, message] }), {
        type: 'message-posted',
        message,
      });
    }

    expect(seen.map(({ messages, lastTs }) => [messages.length, lastTs])).toEqual([
      [1, '7.000000'],
      [2, '7.000000'],
    ]);
  });

  it('grows by what has changed, however long the conversation is', () => {
    const store = openStore(nothing, file);
    post(store, ...Array.from({ length: 2_000 }, (_, index) => aMessage(String(index))));
    const sizes = [1, 2, 3].map((turn) => {
      const before = statSync(file).size;
      post(store, aMessage(`new ${turn}`));
      return statSync(file).size - before;
    });

    expect(Math.max(...sizes)).toBeLessThan(500);
    expect(Math.min(...sizes)).toBeGreaterThan(0);
  });

  it('does not grow for ever by changes that leave little behind', () => {
    const store = openStore(nothing, file);
    const long = 'x'.repeat(100_000);
    for (let turn = 0; turn < 50; turn += 1) {
      store.update((state) => ({ ...state, messages: [aMessage('1', `${turn} ${long}`)] }));
    }

    expect(statSync(file).size).toBeLessThan(2_000_000);
    expect(kept().messages[0]?.text.slice(0, 3)).toBe('49 ');
  });

  it('is for one account alone', () => {
    post(openStore(nothing, file), aMessage('1'));

    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});

describe('a state file of before', () => {
  it('is read where it holds the state and no line’s end', () => {
    writeFileSync(file, JSON.stringify({ ...nothing, messages: [aMessage('1')] }));
    post(openStore(nothing, file), aMessage('2'));

    expect(kept().messages.map(({ ts }) => ts)).toEqual(['1', '2']);
  });

  it('is read without the line that a kill cut short, and goes on', () => {
    const store = openStore(nothing, file);
    post(store, aMessage('1'));
    post(store, aMessage('2'));
    appendFileSync(file, '{"messages":{"at":2,"remo');
    const next = openStore(nothing, file);
    expect(next.read().messages.map(({ ts }) => ts)).toEqual(['1', '2']);
    post(next, aMessage('3'));

    expect(kept().messages.map(({ ts }) => ts)).toEqual(['1', '2', '3']);
  });

  it.each([
    ['', /JSON/u],
    ['{', /JSON/u],
    ['{}', /people/u],
    [`${JSON.stringify(nothing)}\nbroken\n`, /JSON/u],
  ])('is refused where it is none: %j', (text, why) => {
    writeFileSync(file, text);

    expect(() => kept()).toThrow(why);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });
});

it('catches up with what could not be written', () => {
  const store = openStore(nothing, file);
  mkdirSync(`${file}.next`); // where the file is made
  expect(() => post(store, aMessage('1'))).toThrow(/EISDIR/u);
  rmdirSync(`${file}.next`);
  post(store, aMessage('2'));

  expect(kept().messages.map(({ ts }) => ts)).toEqual(['1', '2']);
});
