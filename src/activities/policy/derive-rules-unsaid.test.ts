import { expect, it } from 'vitest';
import { aPolicy } from '../../../test/a-policy.ts';
import { aCatalogKind } from '../../../test/catalog-kinds.ts';
import { aPolicyTalk } from '../../../test/policy-builders.ts';
import { aContext, aPolicyWork } from '../../../test/policy-work.ts';
import { createOfflineModel } from '../../adapters/offline/language-model.ts';
import { DerivedRules } from '../../domain/policy/derived-rules.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import type { PolicyState } from '../../workflows/policy/state.ts';

const words = {
  sentence: 'Databases in AWS must run in us-east-1 unless somebody agreed to another place',
  triggers: ['databases'],
};
const instance = aCatalogKind('Instance.rds.aws.example.org', ['spec.forProvider.region'], {
  providers: ['aws'],
});

async function derived(policies: readonly Policy[], input: Partial<PolicyState> = {}) {
  const catalog = { kinds: async () => ({ clusterId: 'fake-cluster', kinds: [instance] }) };
  const over = { model: createOfflineModel(), catalog };
  const { activities, artifacts } = aPolicyWork({ policies, over });
  const state = { ...aPolicyTalk(), ...words, ...input };
  const event = await activities['derive-rules']({ type: 'derive-rules' }, aContext(state));
  if (!event) throw new Error('nothing came of it');
  const record = DerivedRules.parse(JSON.parse(await artifacts.get(event.derived.rules)));
  return { notes: event.derived.notes, derived: event.derived, record };
}

it('tells what is not checked whenever the stored policy is edited', async () => {
  const first = await derived([]);
  const { draft, rules } = first.record;
  const policy = aPolicy({ ...words, draft, rules });
  const edited = await derived([policy], {
    policyId: policy.id,
    input: { type: 'edit', policyId: policy.id },
  });

  expect(first.notes).toEqual([
    'No field says “unless somebody agreed to another place”: that part is not checked.',
  ]);
  expect(edited.notes).toEqual(first.notes);
});

it('tells of two policies in one sentence, and what the other one says', async () => {
  const sentence = 'Databases in AWS must run in us-east-1, and queues must be encrypted';
  const { notes, derived: told } = await derived([], { sentence });

  expect(notes).toEqual([
    'These are two policies in one sentence. Only “Databases in AWS must run in us-east-1” is read here: change the sentence to that, and make another policy of “queues must be encrypted”.',
  ]);
  expect(told.rest).toBe('queues must be encrypted');
});

it('binds the one of two policies by no cloud that the other one names', async () => {
  const sentence = 'Databases must run in us-east-1, and queues on AWS must be encrypted';
  const { record } = await derived([], { sentence });

  expect(record.draft).toMatchObject({ providers: [] });
  expect(record.rules.length).toBeGreaterThan(0);
});

it('takes where a policy holds for no part that nothing checks', async () => {
  const sentence =
    'Databases in AWS in the a-team namespace must run in us-east-1, except in b-team';
  const { notes } = await derived([], { sentence, namespaces: ['a-team', 'b-team'] });

  expect(notes).toEqual([]);
});
