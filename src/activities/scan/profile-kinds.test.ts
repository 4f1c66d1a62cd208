import { describe, expect, it } from 'vitest';
import { aSession } from '../../../test/builders.ts';
import { aServedKind, createFakeCluster } from '../../../test/fakes/cluster.ts';
import { createScanStage } from '../../../test/flows/scan-stage.ts';
import { Failure } from '../../domain/failure.ts';
import type { ActivityContext } from '../activity.ts';

const BUCKET = aServedKind({ group: 's3.aws.example.org', kind: 'Bucket' });

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
});
