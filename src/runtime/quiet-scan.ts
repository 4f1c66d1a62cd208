import { SCAN_KEY } from './commands.ts';
import type { Runtime } from './start.ts';

/**
 * Begins a scan that nobody asked for, unless one runs: it belongs to no conversation, so it is shown
 * to nobody. Whoever waits for it sees how far it is.
 */
export async function beginQuietScan(runtime: Pick<Runtime, 'open'>): Promise<void> {
  const nobody = { platform: 'slack', workspace: '' } as const;
  await runtime.open({
    sessionId: `scan-${crypto.randomUUID()}`,
    workflow: 'scan',
    owner: { ...nobody, id: 'dotai' },
    place: { ...nobody, channel: '' },
    input: { reason: 'first-start' },
    key: SCAN_KEY,
  });
}
