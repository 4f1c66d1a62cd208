import { expect, it } from 'vitest';
import { createFakeLogger } from '../../test/fakes/logger.ts';
import { createClosing } from './closing.ts';

it('closes every part once, the last first, whatever fails', async () => {
  const logger = createFakeLogger();
  const closing = createClosing(logger);
  const closed: string[] = [];
  closing.add('records', () => void closed.push('records'));
  closing.add('runtime', async () => void closed.push('runtime'));
  closing.add('slack', () => Promise.reject(new Error('a socket is gone')));
  closing.add('inspection', () => {
    throw new Error('not listening');
  });
  await closing.closeAll();
  await closing.closeAll();

  expect(closed).toEqual(['runtime', 'records']);
  expect(logger.entries.map(({ level }) => level)).toEqual(['error', 'error']);
});
