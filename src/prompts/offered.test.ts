import { describe, expect, it } from 'vitest';
import { HIDDEN } from '../domain/redaction.ts';
import { notQuoted } from './offered.ts';

const TEXT = 'Keep “backups”  for 7 days. Its password is hunter2-hunter2, as ever.';

describe('quotes of a text', () => {
  it.each([
    'keep backups for 7 days',
    '"backups" for\n7 days.',
    'Its password is hunter2-hunter2',
    `Its password is ${HIDDEN}, as ever`,
    HIDDEN,
  ])('%s stands in it', (quote) => {
    expect(notQuoted([quote], TEXT)).toBe(undefined);
  });

  it.each(['for 9 days', 'as ever. Keep backups', `as ever ${HIDDEN} its password`, '…', ' '])(
    '%s does not',
    (quote) => {
      expect(notQuoted(['for 7 days', quote], TEXT)).toBe(quote);
    },
  );
});
