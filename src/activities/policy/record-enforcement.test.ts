import { describe, expect, it } from 'vitest';
import { aPolicy } from '../../../test/a-policy.ts';
import { aContext, aPolicyWork, aReview } from '../../../test/policy-work.ts';
import { plannedFrom } from '../change/plan.ts';
import { baseOf } from '../../domain/live-object.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import type { ChangeRequest } from '../../domain/prepared-change.ts';
import type { PolicyEffectOf, PolicyState } from '../../workflows/policy/state.ts';

/** A change that was prepared for this conversation, and applied in the chosen way. */
async function anApplied(parts: Partial<PolicyState> = {}, policies: readonly Policy[] = []) {
  const work = aPolicyWork({
    policies,
    targets: ['admission-policy', 'kyverno-validating-policy'],
    curators: ['UCLEO'],
  });
  const review = await aReview(work.artifacts, parts);
  const prepared = await work.activities['prepare-enforcement'](
    { type: 'prepare-enforcement' },
    aContext(review),
  );
  if (prepared?.type !== 'enforcement-prepared') throw new Error(JSON.stringify(prepared));
  const { request } = prepared;
  const state = { ...review, request, requestContent: prepared.content };
  const { changeId } = request.prepared;
  const effect = { type: 'record-enforcement', changeId } as const;
  type Over = Pick<PolicyEffectOf<'record-enforcement'>, 'mayBePartial'>;
  return {
    ...work,
    request,
    state,
    apply: (id: string) => applyVariant(work, request, id),
    record: (over: Over = {}, now: PolicyState = state) =>
      work.activities['record-enforcement']({ ...effect, ...over }, aContext(now)),
  };
}

async function applyVariant(
  { cluster, artifacts }: ReturnType<typeof aPolicyWork>,
  { variants = [] }: ChangeRequest,
  id: string,
): Promise<void> {
  const variant = variants.find((one) => one.id === id);
  if (!variant) throw new Error(`there is no way ${id}`);
  const planned = await plannedFrom(artifacts, variant.prepared);
  if ('problem' in planned) throw new Error(planned.problem);
  for (const { object, kind } of planned.objects) await cluster.apply(object, kind);
}

const AN_EDIT = { policyId: aPolicy().id, baseVersion: 1 };

describe('noting what a change applied', () => {
  it('reads the way that an approver chose from the cluster, and makes the policy active', async () => {
    const { apply, record, book, cluster, state, request } = await anApplied();
    await apply('admission-policy-deny');
    const event = await record();

    expect(event).toMatchObject({ type: 'enforcement-recorded' });
    const [policy] = await book.active();
    expect(policy?.id).toBe(state.policyId);
    expect(policy?.enforcement).toEqual({
      target: 'admission-policy',
      mode: 'deny',
      clusterId: 'fake-cluster',
      objects: cluster
        .objects()
        .map(({ kind, metadata: { name } }) => expect.objectContaining({ kind, name })),
      digests: cluster.objects().map((object) => baseOf(object)),
      changeId: request.prepared.changeId,
      version: 1,
    });
  });

  it.each(['kyverno-validating-policy-audit', 'admission-policy-audit'])(
    'tells the ways apart: %s',
    async (id) => {
      const { apply, record, book } = await anApplied();
      await apply(id);
      await record();

      const [policy] = await book.active();
      const { target, mode } = policy?.enforcement ?? {};
      expect(`${target}-${mode}`).toBe(id);
    },
  );

  it('changes nothing when it is begun again', async () => {
    const { apply, record, book, state } = await anApplied(AN_EDIT, [aPolicy()]);
    await apply('admission-policy-audit');
    await record();
    await record();

    const versions = await book.versions(state.policyId);
    expect(versions.map(({ version }) => version)).toEqual([1, 2]);
    expect(versions[1]).toMatchObject({ status: 'active', enforcement: { version: 2 } });
  });

  it.each([
    ['edited it', aPolicy({ version: 2, sentence: 'Said elsewhere' }), 'it is at version 2'],
    ['drafted another version', aPolicy({ version: 2, status: 'draft' }), 'it is at version 2'],
    ['deleted it', undefined, 'Somebody deleted this policy'],
  ])(
    'writes nothing where somebody %s meanwhile, and names what is there',
    async (_, by, words) => {
      const { apply, record, book, cluster, state } = await anApplied(AN_EDIT, [aPolicy()]);
      if (by) await book.save(by);
      else await book.remove(state.policyId, 1);
      await apply('admission-policy-deny');
      const before = await book.versions(state.policyId);
      const name = cluster.objects()[0]?.metadata.name ?? '';

      for (const mayBePartial of [false, true]) {
        const failure = record({ mayBePartial });
        await expect(failure).rejects.toMatchObject({ kind: 'conflict' });
        await expect(failure).rejects.toThrow(words);
        await expect(failure).rejects.toThrow(`ValidatingAdmissionPolicyBinding ${name}`);
      }
      expect(await book.versions(state.policyId)).toEqual(before);
    },
  );

  it('notes what was approved, whatever its author has written in the conversation since', async () => {
    const { apply, record, book, state } = await anApplied();
    await apply('admission-policy-deny');
    await record({}, { ...state, sentence: 'Something else', derived: undefined });

    expect(await book.active()).toMatchObject([{ sentence: state.sentence, version: 1 }]);
  });

  it('believes nothing of another cluster', async () => {
    const { apply, record, book, cluster } = await anApplied();
    await apply('admission-policy-deny');
    cluster.identity = async () => ({ id: 'other', name: 'other', version: 'v1.34' });

    await expect(record()).rejects.toThrow('connected to other now');
    expect(await book.all()).toEqual([]);
  });

  it('says that nothing of it is in the cluster any more', async () => {
    const { record, book, apply, cluster } = await anApplied();
    await apply('admission-policy-deny');
    cluster.delete({
      kind: 'ValidatingAdmissionPolicyBinding',
      name: cluster.objects()[0]?.metadata.name ?? '',
    });

    await expect(record()).rejects.toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining('not in the cluster any more'),
    });
    expect(await book.all()).toEqual([]);
  });

  it('waits for the cluster and for the records', async () => {
    const { record, apply, cluster, book } = await anApplied();
    await apply('admission-policy-deny');
    cluster.setDown(true);
    await expect(record()).rejects.toMatchObject({ kind: 'unavailable' });
    cluster.setDown(false);
    book.setDown(true);

    await expect(record()).rejects.toMatchObject({ kind: 'unavailable' });
  });
});

describe('noting what a change left that did not come about', () => {
  const PARTIAL = { mayBePartial: true };

  it('is nothing where nothing is there', async () => {
    const { record, book } = await anApplied();

    expect(await record(PARTIAL)).toEqual({ type: 'traces-recorded', at: expect.any(String) });
    expect(await book.all()).toEqual([]);
  });

  it.each([
    ['a new policy, of which half binds nobody', {}, [], 'draft', 1],
    ['an edit, of which half takes the place of what was there', AN_EDIT, [aPolicy()], 'active', 2],
  ] as const)('notes half of %s', async (_, parts, policies, status, version) => {
    const { apply, record, book, cluster, state } = await anApplied(parts, policies);
    await apply('admission-policy-deny');
    const name = cluster.objects()[0]?.metadata.name ?? '';
    cluster.delete({ kind: 'ValidatingAdmissionPolicyBinding', name });
    const event = await record(PARTIAL);
    const again = await record(PARTIAL);

    const noted = await book.get(state.policyId);
    expect(noted).toMatchObject({ status, version });
    expect(noted?.enforcement?.objects.map(({ kind }) => kind)).toEqual([
      'ValidatingAdmissionPolicy',
      'ValidatingAdmissionPolicyBinding',
    ]);
    expect(noted?.enforcement?.digests).toEqual([expect.stringMatching(/^[0-9a-f]+$/u), '']);
    expect(event).toMatchObject({ version, enforcement: noted?.enforcement });
    expect(again).toEqual(event);
    expect(await book.versions(state.policyId)).toHaveLength(version);
  });

  it('notes the whole of it when it came about after all', async () => {
    const { apply, record, book, cluster, state } = await anApplied();
    await apply('admission-policy-deny');
    const name = cluster.objects()[0]?.metadata.name ?? '';
    cluster.delete({ kind: 'ValidatingAdmissionPolicyBinding', name });
    await record(PARTIAL);
    await apply('admission-policy-deny');
    const event = await record();
    await record();

    expect(event).toMatchObject({ type: 'enforcement-recorded' });
    const versions = await book.versions(state.policyId);
    expect(versions.map(({ status }) => status)).toEqual(['draft', 'active']);
    // The version that the objects themselves name.
    expect(versions[1]?.enforcement).toMatchObject({ version: 1, mode: 'deny' });
    expect(versions[1]?.enforcement?.digests).not.toContain('');
  });
});
