import { expect, it } from 'vitest';
import { aPolicy } from '../../../test/a-policy.ts';
import { PASSAGE_MAX } from '../knowledge/document.ts';
import { policyEntryOf } from './index-entry.ts';

it('says in its passage the sentence first, then the triggers, then the rationale', () => {
  expect(policyEntryOf(aPolicy()).passage).toBe(
    'Databases in AWS should always run in the us-east-1 region. AWS database, RDS. ' +
      'Our data must stay in one jurisdiction',
  );
});

it('cuts a long passage between two words', () => {
  const { passage } = policyEntryOf(aPolicy({ rationale: 'reason '.repeat(200) }));

  expect(passage.length).toBeLessThanOrEqual(PASSAGE_MAX);
  expect(passage).toMatch(/reason$/u);
});

it('is the same entry for the same texts, and another one for others', () => {
  const made = policyEntryOf(aPolicy()).payload['made'];

  expect(policyEntryOf(aPolicy({ version: 2 })).payload['made']).toBe(made);
  expect(policyEntryOf(aPolicy({ triggers: [] })).payload['made']).not.toBe(made);
  expect(policyEntryOf(aPolicy({ rationale: 'Because.' })).payload['made']).not.toBe(made);
});
