import { expect, it } from 'vitest';
import { aPolicy } from '../../../test/a-policy.ts';
import { aCatalogKind } from '../../../test/catalog-kinds.ts';
import { aPolicyTalk } from '../../../test/policy-builders.ts';
import { aContext, aPolicyWork } from '../../../test/policy-work.ts';
import { Coverage } from '../../domain/policy/coverage.ts';
import type { Policy } from '../../domain/policy/policy.ts';

const region = ['spec.forProvider.region'];
const kinds = ['Instance.rds.aws.example.org', 'Cluster.rds.aws.example.org'].map((name) =>
  aCatalogKind(name, region, { providers: ['aws'] }),
);
const instance = kinds.map(({ outline }) => outline.kind).slice(0, 1);
const GONE = 'Proxy.rds.aws.example.org';

/** What a policy that is edited in these words is derived to. */
async function derivedOf(policy: Policy, leftOut: readonly string[]) {
  const catalog = { kinds: async () => ({ clusterId: 'fake-cluster', kinds }) };
  const { activities, artifacts } = aPolicyWork({ policies: [policy], over: { catalog } });
  const { sentence, triggers } = policy;
  const input = { type: 'edit', policyId: policy.id } as const;
  const state = { ...aPolicyTalk(), input, sentence, triggers, leftOut: [...leftOut] };
  const event = await activities['derive-rules']({ type: 'derive-rules' }, aContext(state));
  if (!event) throw new Error('nothing came of it');
  const { derived } = event;
  const coverage = Coverage.parse(JSON.parse(await artifacts.get(derived.coverage)));
  return { derived, coverage, file: await artifacts.get(derived.coverageFile.content) };
}

it('leaves out what typed names mean, says which mean nothing, and keeps those of the stored policy', async () => {
  const sentence = 'Databases in AWS should always run in the us-east-1 region';
  const policy = aPolicy({ sentence, triggers: ['databases'], leftOut: [GONE] });
  const typed = [GONE, 'instances.RDS.aws.example.org', 'nonsense'];
  const work = await derivedOf(policy, typed);

  expect(work.derived.leftOut).toEqual([GONE, 'Instance.rds.aws.example.org']);
  expect(work.derived.notes[0]).toContain('Nothing was left out as “nonsense”');
});

it('shows expressions to whoever looks its rules over', async () => {
  const expression = 'object.spec.forProvider.region.startsWith("us-")';
  const examples = { accepts: ['{"region":"us-east-1"}'], refuses: ['{"region":"eu-west-1"}'] };
  const rule = { id: 'e1', kinds: instance, expression, message: 'in America', ...examples };
  const draft = { ...aPolicy().draft, expressions: [rule] };
  const { derived, file } = await derivedOf(aPolicy({ draft }), []);

  expect(derived).toMatchObject({ expressionCount: 1, expressions: [{ expression }] });
  expect(file).toContain(expression);
  expect(file).toContain('refuses: {"region":"eu-west-1"}');
});
