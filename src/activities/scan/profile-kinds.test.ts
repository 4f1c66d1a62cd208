import { describe, expect, it } from 'vitest';
import { aSession } from '../../../test/builders.ts';
import { createFakeArtifactStore } from '../../../test/fakes/artifact-store.ts';
import { aFieldTable, aServedKind, createFakeCluster } from '../../../test/fakes/cluster.ts';
import { createScanStage } from '../../../test/flows/scan-stage.ts';
import { Failure } from '../../domain/failure.ts';
import type { FieldRow } from '../../domain/field-table.ts';
import { DocumentOutline } from '../../domain/policy/outline.ts';
import type { ActivityContext } from '../activity.ts';

const BUCKET = aServedKind({ group: 's3.aws.example.org', kind: 'Bucket' });
const POLICY = aServedKind({ group: 's3.aws.example.org', kind: 'BucketPolicy' });

function aContext(checkTurn: ActivityContext['checkTurn'] = async () => undefined) {
  return {
    session: aSession({ workflow: 'scan' }),
    effectId: 'session-1-1-0',
    checkTurn,
    attempt: 0,
    signal: new AbortController().signal,
    progress: () => undefined,
    now: () => '2026-11-02T09:00:00.000Z',
  } satisfies ActivityContext;
}

describe('a document that was read', () => {
  it('is not noted as read once the scan is no longer this process’s', async () => {
    const stage = createScanStage();
    const turns = [true, false];
    const checkTurn = async () => {
      if (turns.shift() !== true) throw new Failure('unavailable', 'Called off.');
    };
    const activities = stage.activitiesOf(createFakeCluster({ kinds: [BUCKET] }));

    const profiled = activities['profile-kinds'](
      { type: 'profile-kinds', key: 'scan' },
      aContext(checkTurn),
    );

    await expect(profiled).rejects.toThrow('Called off.');
    expect(await stage.stored(BUCKET)).toBeDefined();
    expect(await stage.scans.documents('fake-cluster')).toEqual([]);
  });

  it('is noted with the paths of all its kinds', async () => {
    const stage = createScanStage();
    const artifacts = createFakeArtifactStore();
    const rows: FieldRow[] = [
      { path: 'spec', type: 'object', required: true, description: 'What is wanted.' },
      { path: 'spec.region', type: 'string', required: false, default: 'here', description: '' },
    ];
    const cluster = createFakeCluster({
      kinds: [BUCKET, POLICY],
      tables: { 'buckets.s3.aws.example.org': aFieldTable({ rows, schemaHash: 'h1' }) },
    });
    const activities = stage.activitiesOf(cluster, { artifacts });

    await activities['profile-kinds']({ type: 'profile-kinds', key: 'scan' }, aContext());

    const [document] = await stage.scans.documents('fake-cluster');
    const text = await artifacts.get(document?.outline ?? '');
    const { kinds } = DocumentOutline.parse(JSON.parse(text));
    expect(kinds[0]).toEqual({
      kind: BUCKET.kind,
      schemaHash: 'h1',
      fields: [
        { path: 'spec', type: 'object', required: true },
        { path: 'spec.region', type: 'string', default: 'here' },
      ],
    });
    expect(kinds[1]).toMatchObject({ kind: POLICY.kind, fields: [] });
  });
});
