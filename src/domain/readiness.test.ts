import { describe, expect, it } from 'vitest';
import type { Json } from './json.ts';
import type { KubernetesObject } from './manifest.ts';
import { judgeReadiness, statusDigest } from './readiness.ts';

function anObject(parts: Record<string, Json> = {}): KubernetesObject {
  return {
    apiVersion: 'example.org/v1',
    kind: 'Database',
    metadata: { name: 'a', generation: 2 },
    ...parts,
  };
}
function condition(type: string, status: string, more: Record<string, Json> = {}): Json {
  return { type, status, ...more };
}
const custom = { group: 'example.org', kind: 'Database' };

function judge(status: Json | undefined, kind = custom, spec: Json = {}) {
  return judgeReadiness(anObject(status === undefined ? { spec } : { spec, status }), kind);
}

describe('custom objects', () => {
  it('waits while nothing is reported, and says so', () => {
    expect(judgeReadiness(anObject(), custom)).toMatchObject({ state: 'waiting' });
    expect(judgeReadiness(anObject(), custom).reason).toContain('Nothing reported yet');
    expect(judge({ conditions: [] }).state).toBe('waiting');
    expect(judge({ conditions: 'nonsense' }).state).toBe('waiting');
  });

  it('is ready when both Synced and Ready hold, and not before', () => {
    const ready = condition('Ready', 'True');

    expect(judge({ conditions: [condition('Synced', 'True'), ready] }).state).toBe('ready');
    expect(judge({ conditions: [condition('Synced', 'True')] }).state).toBe('waiting');
    expect(judge({ conditions: [condition('Synced', 'Unknown'), ready] }).state).toBe('waiting');
  });

  it('tells a failure in the object’s own words', () => {
    const synced = condition('Synced', 'False', {
      reason: 'ReconcileError',
      message: 'cannot create:\n  quota exceeded',
    });

    expect(
      judge({ conditions: [synced, condition('Ready', 'False', { reason: 'Creating' })] }),
    ).toEqual({
      state: 'failed',
      reason: 'Synced is false (ReconcileError): cannot create: quota exceeded.',
    });
  });

  it('waits where a false condition only means "not yet"', () => {
    expect(judge({ conditions: [condition('Ready', 'False', { reason: 'Creating' })] })).toEqual({
      state: 'waiting',
      reason: 'Ready is false (Creating).',
    });
  });

  it('does not believe what was said of an earlier version', () => {
    const conditions = [condition('Ready', 'True', { observedGeneration: 1 })];

    expect(judge({ conditions }).state).toBe('waiting');
    expect(judge({ observedGeneration: 1, conditions: [condition('Ready', 'True')] }).state).toBe(
      'waiting',
    );
  });

  it('does not take what was said before a change for word about the change', () => {
    const status = { conditions: [condition('Ready', 'True', { reason: 'Available' })] };
    const atApply = statusDigest(anObject({ status }));
    const after = (later: Json) => judgeReadiness(anObject({ status: later }), custom, atApply);
    const moved = condition('Ready', 'True', { lastTransitionTime: '2026-11-22T10:00:00Z' });

    expect(after(status)).toEqual({
      state: 'waiting',
      reason: 'It has not reported since the change.',
    });
    expect(after({ conditions: [condition('Ready', 'False')] }).state).toBe('waiting');
    expect(after({ conditions: [moved] }).state).toBe('ready');
    expect(after({ ...status, observedGeneration: 2 }).state).toBe('ready');
    expect(judge(status).state).toBe('ready');
  });

  it('takes a generation for proof where the rest of the status stays the same', () => {
    const status = { conditions: [condition('Ready', 'True', { observedGeneration: 2 })] };
    const object = anObject({ status });

    expect(judgeReadiness(object, custom, statusDigest(object)).state).toBe('ready');
  });

  it('reads a phase where there are no conditions', () => {
    expect(judge({ phase: 'Setting up primary' })).toMatchObject({ state: 'waiting' });
    expect(judge({ phase: 'Failed' })).toMatchObject({ state: 'failed' });
    expect(judge({ phase: 'Running' })).toMatchObject({ state: 'ready' });
  });

  it('never calls an absent or vanishing object ready', () => {
    expect(judgeReadiness(undefined, custom).state).toBe('waiting');
    const going = anObject({ status: { conditions: [condition('Ready', 'True')] } });
    going.metadata['deletionTimestamp'] = '2026-11-22T10:00:00Z';

    expect(judgeReadiness(going, custom)).toMatchObject({ state: 'waiting' });
  });
});

describe('built-in objects', () => {
  const deployment = { group: 'apps', kind: 'Deployment' };
  const seen = { observedGeneration: 2, replicas: 2, updatedReplicas: 2 };

  it('counts the pods of a deployment', () => {
    expect(judge({ ...seen, availableReplicas: 1 }, deployment, { replicas: 2 })).toEqual({
      state: 'waiting',
      reason: '1 of 2 pods are available.',
    });
    expect(judge({ ...seen, availableReplicas: 2 }, deployment, { replicas: 2 }).state).toBe(
      'ready',
    );
    expect(judge(undefined, deployment, { replicas: 0 }).state).toBe('waiting');
  });

  it('calls a deployment failed whose progress deadline has passed', () => {
    const conditions = [condition('Progressing', 'False', { reason: 'ProgressDeadlineExceeded' })];

    expect(judge({ ...seen, conditions }, deployment, { replicas: 2 }).state).toBe('failed');
  });

  it.each([
    [{ group: 'batch', kind: 'Job' }, { conditions: [condition('Complete', 'True')] }, {}, 'ready'],
    [{ group: 'batch', kind: 'Job' }, { conditions: [condition('Failed', 'True')] }, {}, 'failed'],
    [{ group: 'batch', kind: 'Job' }, { active: 1 }, {}, 'waiting'],
    [{ group: '', kind: 'PersistentVolumeClaim' }, { phase: 'Bound' }, {}, 'ready'],
    [{ group: '', kind: 'PersistentVolumeClaim' }, { phase: 'Pending' }, {}, 'waiting'],
    [{ group: '', kind: 'Service' }, { loadBalancer: {} }, { type: 'ClusterIP' }, 'ready'],
    [{ group: '', kind: 'Service' }, { loadBalancer: {} }, { type: 'LoadBalancer' }, 'waiting'],
    [
      { group: 'networking.k8s.io', kind: 'Ingress' },
      { loadBalancer: { ingress: [{}] } },
      {},
      'ready',
    ],
    [{ group: 'networking.k8s.io', kind: 'Ingress' }, undefined, {}, 'waiting'],
    [
      { group: 'apps', kind: 'StatefulSet' },
      { observedGeneration: 2, readyReplicas: 1, updatedReplicas: 1 },
      { replicas: 1 },
      'ready',
    ],
    [{ group: '', kind: 'ConfigMap' }, undefined, {}, 'ready'],
    [
      { group: 'admissionregistration.k8s.io', kind: 'ValidatingAdmissionPolicy' },
      undefined,
      {},
      'ready',
    ],
    [
      { group: 'policies.kyverno.io', kind: 'ValidatingPolicy' },
      { conditionStatus: { ready: true } },
      {},
      'ready',
    ],
    [
      { group: 'policies.kyverno.io', kind: 'ValidatingPolicy' },
      { conditionStatus: { conditions: [{ type: 'WebhookConfigured', status: 'False' }] } },
      {},
      'waiting',
    ],
    [{ group: 'policies.kyverno.io', kind: 'ValidatingPolicy' }, undefined, {}, 'waiting'],
    [
      { group: 'kyverno.io', kind: 'ClusterPolicy' },
      { conditions: [{ type: 'Ready', status: 'True' }] },
      {},
      'ready',
    ],
    [{ group: 'networking.k8s.io', kind: 'NetworkPolicy' }, undefined, {}, 'ready'],
    [{ group: 'autoscaling', kind: 'HorizontalPodAutoscaler' }, {}, {}, 'waiting'],
  ])('judges %j with %j', (kind, status, spec, state) => {
    expect(judge(status, kind, spec).state).toBe(state);
  });

  it.each([
    [{ group: 'apps', kind: 'StatefulSet' }, { readyReplicas: 2 }],
    [
      { group: 'apps', kind: 'StatefulSet' },
      { readyReplicas: 2, updatedReplicas: 1 },
    ],
    [
      { group: 'apps', kind: 'StatefulSet' },
      { readyReplicas: 2, updatedReplicas: 2, currentRevision: 'a', updateRevision: 'b' },
    ],
    [
      { group: 'apps', kind: 'DaemonSet' },
      { desiredNumberScheduled: 2, numberAvailable: 2 },
    ],
  ])('waits for the new version of %j with %j', (kind, status) => {
    const seen = { observedGeneration: 2, ...status };

    expect(judge(seen, kind, { replicas: 2 }).state).toBe('waiting');
  });

  it('asks of a partitioned update only what was asked for', () => {
    const status = { observedGeneration: 2, readyReplicas: 2, updatedReplicas: 1 };
    const revisions = { currentRevision: 'a', updateRevision: 'b' };
    const spec = { replicas: 2, updateStrategy: { rollingUpdate: { partition: 1 } } };

    expect(
      judge({ ...status, ...revisions }, { group: 'apps', kind: 'StatefulSet' }, spec).state,
    ).toBe('ready');
  });

  it('does not take another group’s Service for the built-in one', () => {
    expect(judge(undefined, { group: 'serving.example.org', kind: 'Service' }).state).toBe(
      'waiting',
    );
  });
});
