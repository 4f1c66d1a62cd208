import { z } from 'zod';
import type { Session } from '../chat/session.ts';

/** Among so many of the latest there is one of the whole cluster, unless people scan by name all day. */
export const SCANS_READ = 50;

const Asked = z.object({ names: z.array(z.string()).optional() });

/** The names that a scan was asked for with; none where it reads the whole cluster. */
export function namesOfScan({ state }: Pick<Session, 'state'>): readonly string[] {
  return Asked.safeParse(state).data?.names ?? [];
}

/** A scan of names says nothing of how the cluster was read last. */
export function isWholeScan(scan: Pick<Session, 'state'>): boolean {
  return namesOfScan(scan).length === 0;
}
