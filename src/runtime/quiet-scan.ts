import { SCAN_KEY } from '../chat/scan-key.ts';
import type { ScanInput } from '../workflows/scan/state.ts';
import type { Runtime } from './start.ts';

/** Why the bot begins a scan by itself. */
export type QuietReason = Exclude<ScanInput['reason'], 'asked'>;

/**
 * Begins a scan that nobody asked for, unless one runs or capabilities are being deleted: it belongs to no conversation, so it is shown
 * to nobody. Whoever waits for it sees how far it is.
 */
export async function beginQuietScan(
  runtime: Pick<Runtime, 'open'>,
  reason: QuietReason = 'first-start',
): Promise<'opened' | 'exists'> {
  const nobody = { platform: 'slack', workspace: '' } as const;
  return runtime.open({
    sessionId: `scan-${crypto.randomUUID()}`,
    workflow: 'scan',
    owner: { ...nobody, id: 'dotai' },
    place: { ...nobody, channel: '' },
    input: { reason },
    key: SCAN_KEY,
  });
}
