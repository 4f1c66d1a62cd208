import { profilingDetail, quantity } from './cards.ts';
import type { ScanState } from './state.ts';
import { hasEnded } from './transition.ts';
import type { SessionOf } from '../../chat/session.ts';
import type { SessionSummary } from '../../chat/session-summary.ts';

/** A scan as a row of a list: how far it is, or what came of it. */
export function summary({ state }: SessionOf<ScanState>): SessionSummary {
  const { stage, clusterName } = state;
  return {
    title: clusterName === undefined ? 'Scan of the cluster' : `Scan of cluster ${clusterName}`,
    details: '',
    status: [statusOf(state)],
    level: stage === 'failed' ? 'error' : levelOf(state),
    isUnderWay: !hasEnded(state),
    waitsFor: 'nobody',
    approvedBy: [],
  };
}

function levelOf({ stage, counts }: ScanState): SessionSummary['level'] {
  if (counts.failures > 0) return 'warning';
  return stage === 'done' ? 'success' : 'info';
}

function statusOf(state: ScanState): string {
  const { stage, counts, kinds, problem } = state;
  const unread =
    counts.failures === 0
      ? ''
      : ` ${quantity(counts.failures, 'schema document')} could not be read.`;
  switch (stage) {
    case 'discovering':
      return 'Asking the cluster what it serves…';
    case 'profiling':
      return `Reading schemas: ${profilingDetail(state)}.${unread}`;
    case 'sweeping':
      return `Looking for kinds that are gone…${unread}`;
    case 'done':
      return `Read ${quantity(kinds, 'kind')}, ${counts.described} new or changed.${unread}`;
    case 'failed':
      return `Stopped: ${problem ?? 'something went wrong.'}`;
    case 'cancelled':
      return `Cancelled; what was read is kept.${unread}`;
  }
}
