import { expect, it } from 'vitest';
import { anActor, aPlace, aSession } from '../../../test/builders.ts';
import type { Session } from '../../chat/session.ts';
import { storedJson } from '../../domain/json.ts';
import { start } from '../../workflows/scan/transition.ts';
import { createScanWatch } from './scan-watch.ts';

const at = '2026-11-02T09:00:00.000Z';

function aFailedScan(problem: string, names?: string[]): Session {
  const input = { reason: 'asked', ...(names ? { names } : {}) } as const;
  const opening = { sessionId: 's1', owner: anActor('U1'), place: aPlace(), at, input };
  const state = { ...start(opening).state, stage: 'failed', problem } as const;
  return aSession({ workflow: 'scan', isOpen: false, state: storedJson(state) });
}

function aWatch(scans: readonly Session[]) {
  const sessions = async ({ limit }: { limit: number }) => scans.slice(0, limit);
  return createScanWatch({ store: { sessions }, begin: async () => undefined });
}

it('names the problem of the last scan of the whole cluster, never one of a scan of names', async () => {
  const named = aFailedScan('Nothing here is called “nosuch”.', ['nosuch']);
  const whole = aFailedScan('The cluster is not answering.');

  expect(await aWatch([named]).problem()).toBeUndefined();
  expect(await aWatch([named, whole]).problem()).toBe('The cluster is not answering.');
});
