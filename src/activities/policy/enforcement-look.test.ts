import { describe, expect, it } from 'vitest';
import { aPolicy } from '../../../test/a-policy.ts';
import { createFakeCluster } from '../../../test/fakes/cluster.ts';
import { createFakePolicyBook } from '../../../test/fakes/policy-book.ts';
import { INSTANCE } from '../../../test/policy-work.ts';
import { baseOf } from '../../domain/live-object.ts';
import type { KubernetesObject } from '../../domain/manifest.ts';
import { enforcementKinds, render } from '../../domain/policy/enforcement/render.ts';
import { EnforcementTarget, type Policy } from '../../domain/policy/policy.ts';
import { createEnforcementLook } from './enforcement-look.ts';

/** A policy that is enforced as it says, and the cluster that enforces it. */
async function setUp(target: EnforcementTarget = 'admission-policy', over: Partial<Policy> = {}) {
  const rendered = render(aPolicy(), { target, mode: 'deny' });
  const kinds = enforcementKinds(target);
  const cluster = createFakeCluster({
    kinds: kinds.map((kind) => ({
      kind,
      servedVersions: [kind.version],
      verbs: [],
      categories: [],
      shortNames: [],
      singular: kind.kind.toLowerCase(),
    })),
    objects: rendered,
  });
  const policy = aPolicy({
    enforcement: {
      target,
      mode: 'deny',
      clusterId: (await cluster.identity()).id,
      objects: rendered.map(({ metadata }, at) => {
        const { group = '', version = '', kind = '', plural = '' } = kinds[at] ?? {};
        return { group, version, kind, plural, name: metadata.name };
      }),
      digests: cluster.objects().map((object) => baseOf(object)),
      changeId: 'change-1',
      version: 1,
    },
    ...over,
  });
  const policies = createFakePolicyBook([policy]);
  const look = createEnforcementLook({ cluster, policies });
  const [first] = cluster.objects();
  if (!first) throw new Error('nothing was rendered');
  return { cluster, policy, policies, look, first };
}

function labelled(object: KubernetesObject, labels: Record<string, string>): KubernetesObject {
  const { metadata } = object;
  return { ...object, metadata: { ...metadata, labels: { ...metadata.labels, ...labels } } };
}

describe('the look at an enforcement', () => {
  it.each(EnforcementTarget.options)(
    'finds it live where nobody touched it: %s',
    async (target) => {
      const { look, policy } = await setUp(target);

      expect(await look.stateOf(policy)).toBe('live');
    },
  );

  it('finds nothing to look at where nothing was applied', async () => {
    const { look } = await setUp();

    expect(await look.stateOf(aPolicy())).toBe('none');
  });

  it('finds it live where something was added that weakens nothing', async () => {
    const { cluster, look, policy, first } = await setUp();
    cluster.put(labelled(first, { 'team.example.org/seen': 'yes' }));

    expect(await look.stateOf(policy)).toBe('live');
  });

  it('finds what somebody changed', async () => {
    const { cluster, look, policy, first } = await setUp();
    cluster.put({ ...first, spec: { failurePolicy: 'Ignore' } });

    expect(await look.stateOf(policy)).toBe('changed');
  });

  it('finds that one of its objects is missing', async () => {
    const { cluster, look, policy, first } = await setUp();
    cluster.delete({ kind: first.kind, name: first.metadata.name });

    expect(await look.stateOf(policy)).toBe('missing');
  });

  it('judges by the version that was applied, not by a later one', async () => {
    const { cluster, look, policies, policy, first } = await setUp();
    const later = {
      ...policy,
      version: 2,
      scope: { type: 'only' as const, namespaces: ['a-team'] },
    };
    await policies.save(later);
    cluster.put(labelled(first, { 'team.example.org/seen': 'yes' }));

    expect(await look.stateOf(later)).toBe('live');
  });

  it('finds that a kind is not served any more in the version that is enforced', async () => {
    const { cluster, look, policy } = await setUp();
    const engines = await cluster.kinds();
    const serve = (...servedVersions: string[]) => {
      cluster.setKinds([...engines, { ...INSTANCE, servedVersions }]);
    };
    serve('v1', 'v1beta1');
    expect(await look.stateOf(policy)).toBe('live');

    serve('v1');
    expect(await look.stateOf(policy)).toBe('outdated');
  });

  it.each(EnforcementTarget.options)(
    'tells an engine that is served in another version from what was deleted: %s',
    async (target) => {
      const { cluster, look, policy, first } = await setUp(target);
      const engines = await cluster.kinds();
      cluster.delete({ kind: first.kind, name: first.metadata.name });
      expect(await look.stateOf(policy)).toBe('missing');

      cluster.setKinds(engines.map((engine) => ({ ...engine, servedVersions: ['v9'] })));
      expect(await look.stateOf(policy)).toBe('outdated');
    },
  );

  it('knows nothing while the cluster is away, or of another cluster', async () => {
    const { cluster, look, policy } = await setUp();
    const elsewhere = policy.enforcement && { ...policy.enforcement, clusterId: 'another' };
    expect(await look.stateOf({ ...policy, ...(elsewhere && { enforcement: elsewhere }) })).toBe(
      'unknown',
    );
    cluster.setDown(true);

    expect(await look.stateOf(policy)).toBe('unknown');
  });
});
