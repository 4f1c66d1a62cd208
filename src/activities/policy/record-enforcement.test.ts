import { describe, expect, it } from 'vitest';
import { aPolicy } from '../../../test/a-policy.ts';
import { aContext, aPolicyWork, aReview } from '../../../test/policy-work.ts';
import { plannedFrom } from '../change/plan.ts';
import { baseOf } from '../../domain/live-object.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import type { ChangeRequest } from '../../domain/prepared-change.ts';
import type { PolicyState } from '../../workflows/policy/state.ts';

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
  const state = { ...review, request };
  const { changeId } = request.prepared;
  const record = { type: 'record-enforcement', changeId } as const;
  return {
    ...work,
    request,
    state,
    apply: (id: string) => applyVariant(work, request, id),
    record: () => work.activities['record-enforcement'](record, aContext(state)),
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

  it('has what somebody stored meanwhile go on guiding, enforced by what was applied', async () => {
    const { apply, record, book, state } = await anApplied(AN_EDIT, [aPolicy()]);
    const other = aPolicy({ version: 2, sentence: 'Said elsewhere', changedBy: 'slack:T1:UBEN' });
    await book.save(other);
    await apply('admission-policy-deny');
    await record();
    const [, , applied, newest, ...more] = await book.versions(state.policyId);
    await record();

    expect(applied).toMatchObject({ sentence: state.sentence, enforcement: { version: 3 } });
    expect(newest).toEqual({ ...other, version: 4, enforcement: applied?.enforcement });
    expect(more).toEqual([]);
    expect(await book.active()).toEqual([newest]);
  });

  it('takes up what it had not finished', async () => {
    const { apply, record, book, state } = await anApplied(AN_EDIT, [aPolicy()]);
    await book.save(aPolicy({ version: 2, sentence: 'Said elsewhere' }));
    await apply('admission-policy-deny');
    await record();
    const versions = await book.versions(state.policyId);
    await book.remove(state.policyId, 4);
    for (const version of versions.slice(0, 3)) await book.save(version);
    await record();

    expect(await book.versions(state.policyId)).toEqual(versions);
  });

  it('overtakes a draft that somebody stored meanwhile, which guided nothing', async () => {
    const { apply, record, book, state } = await anApplied(AN_EDIT, [aPolicy()]);
    await book.save(aPolicy({ version: 2, status: 'draft', sentence: 'Said elsewhere' }));
    await apply('admission-policy-deny');
    await record();

    expect(await book.active()).toMatchObject([{ version: 3, sentence: state.sentence }]);
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
