import { expect, it } from 'vitest';
import { aPolicy, aRule } from '../../../test/a-policy.ts';
import { aKind } from '../../../test/tables.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import { withForbidden } from './clarifying-policies.ts';

const kind = aKind();
const access = {
  id: 'access',
  text: 'Must it be reachable from outside, over the internet?',
  options: [
    { value: 'public', label: 'Yes, publicly accessible' },
    { value: 'internal', label: 'No, only from inside' },
  ],
};
const hosting = {
  id: 'hosting',
  text: 'Where shall it run?',
  options: [{ value: 'in-cluster', label: 'In this cluster' }],
};
const hidden = aRule({
  kinds: [kind],
  path: 'spec.publiclyAccessible',
  check: { type: 'oneOf', values: [false] },
});
const sentence = 'No database may be publicly accessible';

function notesOf(over: Partial<Policy> = {}, kinds = [kind]) {
  const policies = [aPolicy({ sentence, rules: [hidden], ...over })];
  return withForbidden([access, hosting], { policies, kinds }).map(({ note }) => note);
}

it('names the policy that forbids what a question offers, with that question alone', () => {
  expect(notesOf()).toEqual([`A policy says: ${sentence}.`, undefined]);
});

it('says where such a policy holds', () => {
  expect(notesOf({ scope: { type: 'only', namespaces: ['a-team', 'b-team'] } })[0]).toBe(
    `A policy says, in a-team and b-team: ${sentence}.`,
  );
});

it('names neither drafts, nor policies for other kinds or other fields', () => {
  const none = [undefined, undefined];

  expect(notesOf({ status: 'draft' })).toEqual(none);
  expect(notesOf({}, [aKind({ kind: 'Queue' })])).toEqual(none);
  expect(notesOf({ rules: [aRule({ kinds: [kind] })] })).toEqual(none);
});
