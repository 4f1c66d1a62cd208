import { describe, expect, it } from 'vitest';
import { anActor, aSession } from '../../../test/builders.ts';
import { createFakeArtifactStore } from '../../../test/fakes/artifact-store.ts';
import { aPolicy, aRule } from '../../../test/a-policy.ts';
import { createFakePolicyBook } from '../../../test/fakes/policy-book.ts';
import { aRow } from '../../../test/tables.ts';
import type { FieldRow } from '../../domain/field-table.ts';
import type { KubernetesObject } from '../../domain/manifest.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import { noPolicies } from '../../../test/fakes/no-policies.ts';
import { createFakeChatPlatform } from '../../../test/fakes/chat-platform.ts';
import { aFieldTable, aServedKind, createFakeCluster } from '../../../test/fakes/cluster.ts';
import { aPreparedChange } from '../../../test/recommend-builders.ts';
import { createApplyChange } from './apply.ts';
import { createCheckApprover } from './approvers.ts';
import { diffPartsOf } from './plan.ts';
import type { ActivityContext } from '../activity.ts';
import { changeDigest, withChangeAnnotations } from '../../domain/change/digest.ts';
import { Organisation } from '../../domain/organisation.ts';
import { approvalKey } from '../../workflows/change/approval.ts';
import type { ChangeState } from '../../workflows/change/state.ts';
import { start } from '../../workflows/change/transition.ts';

const AT = '2026-11-02T09:00:00.000Z';
const served = aServedKind({ group: 'db.example', kind: 'Database' });
const database = {
  apiVersion: 'db.example/v1',
  kind: 'Database',
  metadata: { name: 'my-db', namespace: 'default' },
  spec: { size: 'small' },
};
const [BEN, OTHER_BEN, CLEO] = [anActor('UBEN'), anActor('UBEN2'), anActor('UCLEO')];

/** A change by `U1` that is approved by these accounts, two people being asked for. */
async function approvedBy(
  accounts: readonly ReturnType<typeof anActor>[],
  clusterId: string,
  policies: readonly Policy[] = [],
  object: KubernetesObject = database,
) {
  const rows: readonly FieldRow[] = [aRow('spec', { type: 'object' }), aRow('spec.size')];
  const tables = { 'databases.db.example': aFieldTable({ rows: [...rows] }) };
  const cluster = createFakeCluster({ kinds: [served], tables });
  const artifacts = createFakeArtifactStore();
  const digest = changeDigest({ objects: [object], target: { clusterId, action: 'apply' } });
  const { kind } = served;
  const { plural, group, version } = kind;
  const reference = { group, version, plural, kind: kind.kind, ...database.metadata };
  const prepared = aPreparedChange({
    digest,
    clusterId,
    items: [{ kind, reference, action: 'create' }],
    objects: await artifacts.put(
      JSON.stringify([withChangeAnnotations(object, { changeId: 'chg-1', digest })]),
    ),
  });
  const organisation = Organisation.parse({
    roles: { approvers: { people: ['UBEN', 'UBEN2', 'UCLEO'] } },
    identities: [{ name: 'Ben', accounts: ['UBEN', 'UBEN2'] }],
    approvals: { quorum: 2 },
  });
  const chat = createFakeChatPlatform();
  const dependencies = { cluster, artifacts, chat, organisation, isDemo: false, ...noPolicies() };
  const guarded = { ...dependencies, policies: createFakePolicyBook(policies) };
  const opening = { sessionId: 'chg-1', owner: anActor(), place: aSession().place, at: AT };
  const input = { parentSessionId: 's1', title: 'Database', prepared };
  const approvals = accounts.map((actor) => ({ actor, at: AT, digest }));
  const state: ChangeState = { ...start({ ...opening, input }).state, approvals };
  return { cluster, dependencies: guarded, state, approvals, context: contextOf(state) };
}

function contextOf(state: ChangeState): ActivityContext {
  return {
    session: aSession({ workflow: 'change', state }),
    effectId: 'chg-1-3-1',
    attempt: 0,
    signal: new AbortController().signal,
    progress: () => undefined,
    checkTurn: async () => undefined,
    now: () => AT,
  };
}

async function apply(
  accounts: Parameters<typeof approvedBy>[0],
  clusterId = 'fake-cluster',
  policies: readonly Policy[] = [],
) {
  const approved = await approvedBy(accounts, clusterId, policies);
  const { cluster, dependencies, approvals, context } = approved;
  const event = await createApplyChange(dependencies)({ type: 'apply-change', approvals }, context);
  return { event, applies: cluster.applies() };
}

function sizePolicy(...values: string[]): Policy {
  const check = { type: 'oneOf' as const, values };
  const rule = aRule({
    kinds: [served.kind],
    path: 'spec.size',
    check,
    message: 'Size is decided',
  });
  return aPolicy({ sentence: 'Databases are large', rationale: 'Small ones fail', rules: [rule] });
}

it('says what a policy forbids by now, and applies nothing', async () => {
  const { event, applies } = await apply([BEN, CLEO], 'fake-cluster', [sizePolicy('large')]);

  expect(event).toMatchObject({ type: 'change-forbidden' });
  expect(JSON.stringify(event)).toMatch(
    /Database my-db: Size is decided.*Databases are large — Small ones fail/u,
  );
  expect(applies).toBe(0);
});

it('applies what keeps the policies of now', async () => {
  const { event, applies } = await apply([BEN, CLEO], 'fake-cluster', [sizePolicy('small')]);

  expect(event).toMatchObject({ type: 'change-applied', results: [{ state: 'applied' }] });
  expect(applies).toBe(1);
});

it('applies nothing while the policies cannot be read', async () => {
  const { cluster, dependencies, approvals, context } = await approvedBy(
    [BEN, CLEO],
    'fake-cluster',
  );
  dependencies.policies.setDown(true);

  await expect(
    createApplyChange(dependencies)({ type: 'apply-change', approvals }, context),
  ).rejects.toMatchObject({ kind: 'unavailable' });
  expect(cluster.applies()).toBe(0);
});

describe('a change that enforces a policy', () => {
  const { id } = aPolicy();
  const enforcing = {
    ...database,
    metadata: {
      ...database.metadata,
      labels: { 'dotai.dev/policy': id },
      annotations: { 'dotai.dev/policy-version': '2' },
    },
  };
  const before = aPolicy({ rules: [] });
  const after = aPolicy({ rules: [], version: 2, sentence: 'Databases stay in Europe' });
  const noted: Policy = {
    ...after,
    enforcement: {
      target: 'admission-policy',
      mode: 'deny',
      clusterId: 'fake-cluster',
      objects: [{ group: '', version: 'v1', kind: 'K', plural: 'ks', name: 'n' }],
      digests: [''],
      changeId: 'chg-1',
      version: 2,
    },
  };

  it.each<[string, readonly Policy[], RegExp]>([
    ['was changed', [before, after], /is at version 2.*\/dotai policies edit pol-0123456789ab/u],
    ['was deleted', [], /Somebody deleted this policy meanwhile/u],
  ])('ends, and writes nothing, where its policy %s since', async (_, policies, reason) => {
    const approved = await approvedBy([BEN, CLEO], 'fake-cluster', policies, enforcing);
    const { cluster, dependencies, approvals, context } = approved;
    const applying = createApplyChange(dependencies);

    expect(await applying({ type: 'apply-change', approvals }, context)).toMatchObject({
      type: 'change-forbidden',
      isFinal: true,
      reason: expect.stringMatching(reason),
    });
    expect(cluster.applies()).toBe(0);
  });

  it.each<[string, readonly Policy[]]>([
    ['is as it was', [before]],
    ['has noted a part of it already', [before, noted]],
  ])('is applied where its policy %s', async (_, policies) => {
    const approved = await approvedBy([BEN, CLEO], 'fake-cluster', policies, enforcing);
    const { cluster, dependencies, approvals, context } = approved;
    const applying = createApplyChange(dependencies);

    expect(await applying({ type: 'apply-change', approvals }, context)).toMatchObject({
      type: 'change-applied',
      results: [{ state: 'applied' }],
    });
    expect(cluster.applies()).toBe(1);
  });
});

it('applies what two people approved', async () => {
  const { event, applies } = await apply([BEN, CLEO]);

  expect(event).toMatchObject({ type: 'change-applied', results: [{ state: 'applied' }] });
  expect(applies).toBe(1);
});

it('writes nothing to another cluster than the one that was approved', async () => {
  const { event, applies } = await apply([BEN, CLEO], 'the-cluster-before');

  expect(event).toMatchObject({
    type: 'target-changed',
    reason: expect.stringContaining('made for cluster test; the bot is connected to fake now'),
  });
  expect(applies).toBe(0);
});

it('writes nothing where the cluster is only read, whoever approved it before', async () => {
  const { cluster, dependencies, state, approvals, context } = await approvedBy(
    [BEN, CLEO],
    'fake-cluster',
  );
  const closed = { ...dependencies, closedBecause: 'This cluster is only read.' };
  const event = await createApplyChange(closed)({ type: 'apply-change', approvals }, context);
  const decision = { type: 'approve', key: approvalKey(state) } as const;
  const check = createCheckApprover(closed);

  expect(event).toMatchObject({
    type: 'approval-voided',
    reason: expect.stringContaining('This cluster is only read.'),
  });
  expect(cluster.applies()).toBe(0);
  expect(await check({ type: 'check-approver', actor: CLEO, decision }, context)).toMatchObject({
    type: 'approval-denied',
    approvers: { closedBecause: 'This cluster is only read.' },
  });
});

it('takes two accounts of one person for one', async () => {
  const { event, applies } = await apply([BEN, OTHER_BEN]);

  expect(event).toMatchObject({
    type: 'approval-voided',
    reason: expect.stringContaining('two accounts of one person'),
  });
  expect(applies).toBe(0);
});

it('lets nobody approve again with another account', async () => {
  const { dependencies, state, context } = await approvedBy([BEN], 'fake-cluster');
  const decision = { type: 'approve', key: approvalKey(state) } as const;
  const check = createCheckApprover(dependencies);
  const by = (actor: typeof BEN) => check({ type: 'check-approver', actor, decision }, context);

  expect(await by(OTHER_BEN)).toMatchObject({
    type: 'approval-denied',
    reason: expect.stringContaining('You have approved already with another account'),
  });
  expect(await by(CLEO)).toMatchObject({ type: 'approval-granted', key: decision.key });
});

it('names a file of the whole difference exactly where the card cuts it', async () => {
  const artifacts = createFakeArtifactStore();
  const long = Array.from({ length: 60 }, (_, index) => `+line ${index}`).join('\n');
  const cut = await diffPartsOf(artifacts, { diff: long, name: 'my-db' });
  const whole = await diffPartsOf(artifacts, { diff: '+one line', name: 'my-db' });

  expect(cut.diffName).toBe(`my-db-${cut.diff.slice(0, 8)}.diff`);
  expect(cut.diffExcerpt).not.toContain('+line 59');
  expect(await artifacts.get(cut.diff)).toBe(long);
  expect(whole).toMatchObject({ diffExcerpt: '+one line' });
  expect(whole.diffName).toBeUndefined();
});

it('cuts a long line of the difference, and names the file then', async () => {
  const artifacts = createFakeArtifactStore();
  const cut = await diffPartsOf(artifacts, { diff: `+${'x'.repeat(5_000)}`, name: 'my-db' });

  expect(cut.diffExcerpt.length).toBeLessThan(300);
  expect(cut.diffExcerpt).toContain('see the file');
  expect(cut.diffName).toBe(`my-db-${cut.diff.slice(0, 8)}.diff`);
});
