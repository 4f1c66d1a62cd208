import { expect, it } from 'vitest';
import { closingKey, miningKey } from './keys.ts';

it('tells apart workspaces, channels, threads, and the closing of a channel', () => {
  const channel = { workspace: 'T1', channel: 'C1' };
  const keys = [
    miningKey(channel),
    miningKey({ ...channel, workspace: 'T2' }),
    miningKey({ ...channel, channel: 'C2' }),
    miningKey({ ...channel, message: '1790000000.000100' }),
    miningKey('cluster-policies'),
    closingKey(channel),
    closingKey({ ...channel, workspace: 'T2' }),
  ];

  expect(new Set(keys).size).toBe(keys.length);
  expect(miningKey({ ...channel })).toBe(miningKey(channel));
});
