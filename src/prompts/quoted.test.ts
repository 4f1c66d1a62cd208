import { describe, expect, it } from 'vitest';
import { HIDDEN } from '../domain/redaction.ts';
import { notQuoted } from './quoted.ts';

const TEXT =
  'Keep “backups”  for 7 days, 7days at most. Its password is hunter2-hunter2, as ever. ' +
  'Make it not reachable from outside nor public. バックアップを7日間保持する。';

describe('quotes of a text', () => {
  it.each([
    'keep backups for 7 days',
    '"backups" for\n7 days.',
    'Its password is hunter2-hunter2',
    `Its password is ${HIDDEN}, as ever`,
    HIDDEN,
    '7',
    'not reachable from outside',
    '7日間',
  ])('%s stands in it', (quote) => {
    expect(notQuoted([quote], TEXT)).toBe(undefined);
  });

  it.each([
    'for 9 days',
    'as ever. Keep backups',
    `as ever ${HIDDEN} its password`,
    `make it ${HIDDEN} public`,
    `${HIDDEN} backups`,
    'k',
    'backup',
    'public. バックアッ x',
    'ups for 7',
    'it',
    'its',
    'from',
    'as',
    '…',
    ' ',
  ])('%s does not', (quote) => {
    expect(notQuoted(['for 7 days', quote], TEXT)).toBe(1);
  });

  it('hide nothing where the text holds no secret', () => {
    expect(notQuoted([HIDDEN], 'daily backups, please')).toBe(0);
    expect(notQuoted([`daily ${HIDDEN}`], 'daily backups, please')).toBe(0);
    expect(notQuoted([HIDDEN], `the log says ${HIDDEN}`)).toBe(undefined);
  });

  it('are found where their words stand as such, though they stand within others before', () => {
    expect(notQuoted(['port'], 'support the port')).toBe(undefined);
    expect(notQuoted(['port'], 'support the ports')).toBe(0);
  });
});
