import { expect, it } from 'vitest';
import { aChannel, aMessage, aPerson, aSnapshot } from '../state/builders.ts';
import { jumps } from './jump.ts';

const snapshot = aSnapshot({
  channels: [
    aChannel(),
    aChannel({ id: 'C2', name: 'a-team' }),
    aChannel({ id: 'D1', kind: 'im', name: '' }),
  ],
  people: [
    aPerson(),
    aPerson({ id: 'U9', name: 'buildbot', realName: 'Build Bot', standing: 'bot' }),
  ],
  messages: [
    aMessage({ ts: '1.0', text: 'create a   PostgreSQL database\nand more' }),
    aMessage({ ts: '2.0', thread_ts: '1.0' }),
    aMessage({ ts: '3.0', text: 'no thread about a database' }),
  ],
});

function found(query: string): readonly string[] {
  return jumps(snapshot, query, (text) => text).map(({ kind, label }) => `${kind} ${label}`);
}

it('leads to channels, the app, threads and people', () => {
  expect(found('')).toEqual([
    'channel platform',
    'channel a-team',
    'app dotai',
    'app dotai',
    'thread create a PostgreSQL database',
    'person Ana Ruiz',
  ]);
});

it('finds by the beginning of any word, threads by any words', () => {
  expect(found('#team')).toEqual(['channel a-team']);
  expect(found('ruiz')).toEqual(['person Ana Ruiz']);
  expect(found('sql data')).toEqual(['thread create a PostgreSQL database']);
  expect(found('nothing like it')).toEqual([]);
});
