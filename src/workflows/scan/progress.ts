import type { ModelOutage, ScanStage, ScanState } from './state.ts';

export interface StageLabel {
  readonly stage: ScanStage;
  readonly label: string;
}

/** The stages that this scan has, in order, as its card lists them. */
export function stagesOf({ describes, embeds, names }: ScanState): readonly StageLabel[] {
  return [
    { stage: 'discovering', label: 'Ask the cluster what it serves' },
    { stage: 'profiling', label: 'Read schemas and describe each kind' },
    ...(describes
      ? [
          {
            stage: 'describing',
            label: `Have the language model describe ${names ? 'them anew' : 'what is new'}`,
          } as const,
        ]
      : []),
    ...(embeds ? [{ stage: 'embedding', label: 'Prepare the search by meaning' } as const] : []),
    // Of a part of the cluster nobody can say what is gone.
    ...(names ? [] : [{ stage: 'sweeping', label: 'Look for kinds that are gone' } as const]),
  ];
}

/** "120 of 412 kinds · 40 a second · about 8 s left"; undefined where a stage counts nothing (yet). */
export function detailOf(state: ScanState, stage: ScanStage): string | undefined {
  const { counts, kinds, descriptions, vectors } = state;
  const seconds = secondsOf(state, stage);
  switch (stage) {
    case 'profiling':
      // What did not change is no work and says nothing of the rate.
      return amount({
        done: counts.described + counts.unchanged,
        worked: counts.described,
        total: kinds,
        seconds,
      });
    case 'describing': {
      const { described, failures, kinds: total } = descriptions;
      if (total === 0) return undefined;
      return amount({ done: described, worked: described, failed: failures, total, seconds });
    }
    case 'embedding':
      if (vectors.total === 0) return undefined;
      return amount({ done: vectors.done, worked: vectors.done, total: vectors.total, seconds });
    case 'discovering':
    case 'sweeping':
    case 'done':
    case 'failed':
    case 'cancelled':
      return undefined;
  }
}

/** How much of the present stage is done, 0 to 1; undefined where that cannot be told. */
export function fractionOf({
  stage,
  counts,
  descriptions,
  vectors,
}: ScanState): number | undefined {
  switch (stage) {
    case 'profiling':
      return part(counts.documents, counts.documentsTotal);
    case 'describing':
      return part(descriptions.described, descriptions.kinds);
    case 'embedding':
      return part(vectors.done, vectors.total);
    case 'discovering':
    case 'sweeping':
    case 'done':
    case 'failed':
    case 'cancelled':
      return undefined;
  }
}

/** How it stands, in a sentence, while it is under way. */
export function progressText(state: ScanState): string {
  if (state.waitingSince !== undefined) return 'The knowledge index is not answering: waiting.';
  if (state.modelOutage) return waitingForModel(state, state.modelOutage);
  const detail = detailOf(state, state.stage);
  const counted = detail === undefined ? '…' : `: ${detail}.`;
  switch (state.stage) {
    case 'discovering':
      return 'Asking the cluster what it serves…';
    case 'profiling':
      return `Reading schemas${counted}`;
    case 'describing':
      return `The language model describes ${state.names ? 'them anew' : 'what is new'}${counted}`;
    case 'embedding':
      return waitingForEmbedder(state) ?? `Preparing the search by meaning${counted}`;
    case 'sweeping':
      return state.names ? 'Almost done…' : 'Looking for kinds that are gone…';
    case 'done':
    case 'failed':
    case 'cancelled':
      return '';
  }
}

/** "3 kinds could not be described so far: Claude is not set up right. Tell an operator." */
export function undescribedSoFar(state: ScanState): string | undefined {
  const { failures } = state.descriptions;
  if (failures === 0) return undefined;
  const cause = state.modelProblem ?? state.modelRefusal;
  const what = `${quantity(failures, 'kind')} could not be described so far`;
  return cause === undefined ? `${what}.` : `${what}: ${cause}`;
}

/** "Claude is overloaded. Waiting for it: 120 of 412 kinds are described." */
export function waitingForModel({ descriptions }: ScanState, { problem }: ModelOutage): string {
  const { described, kinds } = descriptions;
  return `${problem} Waiting for it: ${described} of ${quantity(kinds, 'kind')} are described.`;
}

/** "The embedding service is not answering. Trying again: …"; undefined where it answers. */
export function waitingForEmbedder({ stage, vectorProblem }: ScanState): string | undefined {
  if (stage !== 'embedding' || vectorProblem === undefined) return undefined;
  return `${vectorProblem} Trying again: kinds are found by their words meanwhile.`;
}

function amount(of: {
  readonly done: number;
  readonly worked: number;
  /** What was tried and is not done: no progress, and not to come any more. */
  readonly failed?: number;
  readonly total: number;
  /** Undefined once the stage is over: then its rate is no news. */
  readonly seconds: number | undefined;
}): string {
  const { done, worked, failed = 0, total, seconds } = of;
  const parts = [`${done} of ${quantity(total, 'kind')}`];
  if (seconds !== undefined && seconds > 0 && worked > 0) {
    parts.push(rateText(worked / seconds));
    const left = Math.ceil(((total - done - failed) * seconds) / (worked + failed));
    if (left > 0) parts.push(`about ${duration(left)} left`);
  }
  return parts.join(' · ');
}

/** Slow work is told by the minute: "0.2 a second" says nothing to anybody. */
function rateText(rate: number): string {
  if (rate >= 10) return `${Math.round(rate)} a second`;
  return rate >= 1
    ? `${rate.toFixed(1)} a second`
    : `${Math.max(1, Math.round(rate * 60))} a minute`;
}

function secondsOf(state: ScanState, asked: ScanStage): number | undefined {
  const { stage, stageSince, updatedAt, modelOutage } = state;
  if (stage !== asked || stageSince === undefined || modelOutage) return undefined;
  return (Date.parse(updatedAt) - Date.parse(stageSince)) / 1_000;
}

function part(done: number, total: number): number | undefined {
  return total === 0 ? undefined : Math.min(1, done / total);
}

export function duration(seconds: number): string {
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

export function quantity(count: number, noun: string): string {
  if (count === 1) return `1 ${noun}`;
  return `${count} ${noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`}`;
}
