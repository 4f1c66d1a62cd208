import { unread } from './outcome.ts';
import { progressText, quantity } from './progress.ts';
import type { ScanState } from './state.ts';
import { hasEnded } from './transition.ts';
import type { SessionOf } from '../../chat/session.ts';
import type { SessionSummary } from '../../chat/session-summary.ts';

/** A scan as a row of a list: how far it is, or what came of it. */
export function summary({ state }: SessionOf<ScanState>): SessionSummary {
  const { stage, clusterName, names } = state;
  const cluster = clusterName === undefined ? 'the cluster' : `cluster ${clusterName}`;
  return {
    title: `Scan of ${cluster}`,
    details: names?.join(', ') ?? '',
    status: [statusOf(state)],
    level: stage === 'failed' ? 'error' : levelOf(state),
    isUnderWay: !hasEnded(state),
    waitsFor: 'nobody',
    approvedBy: [],
  };
}

function levelOf(state: ScanState): SessionSummary['level'] {
  const { stage, counts, descriptions, modelOutage, waitingSince, ...rest } = state;
  const isFaulty =
    counts.failures + descriptions.failures > 0 ||
    waitingSince !== undefined ||
    modelOutage !== undefined ||
    rest.vectorProblem !== undefined ||
    rest.describingProblem !== undefined;
  if (isFaulty) return 'warning';
  return stage === 'done' ? 'success' : 'info';
}

function statusOf(state: ScanState): string {
  const { stage, counts, kinds, names, problem } = state;
  const faults = faultsOf(state);
  switch (stage) {
    case 'discovering':
    case 'profiling':
    case 'describing':
    case 'embedding':
    case 'sweeping':
      return `${progressText(state)}${faults}`;
    case 'done':
      return names
        ? `Read ${quantity(kinds, 'kind')} again.${faults}`
        : `Read ${quantity(kinds, 'kind')}, ${counts.described} new or changed.${faults}`;
    case 'failed':
      return `Stopped: ${problem ?? 'something went wrong.'}`;
    case 'cancelled':
      return `Cancelled; what was read is kept.${faults}`;
  }
}

function faultsOf({ counts, descriptions, ...rest }: ScanState): string {
  const { failures } = descriptions;
  const cause = rest.modelProblem ?? rest.modelRefusal;
  const why = cause === undefined ? '.' : `: ${cause}`;
  return [
    counts.failures === 0 ? '' : ` ${unread(counts.failures)}.`,
    failures === 0 ? '' : ` ${quantity(failures, 'kind')} could not be described${why}`,
  ].join('');
}
