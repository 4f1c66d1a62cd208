import {
  ARGUMENT_MAX,
  type Button,
  type Card,
  type CardElement,
  type ProgressStep,
} from '../../chat/card.ts';
import { person, line, type Line } from '../../chat/text.ts';
import { unread, outcome } from './outcome.ts';
import {
  detailOf,
  fractionOf,
  quantity,
  stagesOf,
  undescribedSoFar,
  waitingForEmbedder,
  waitingForModel,
  type StageLabel,
} from './progress.ts';
import type { ScanState } from './state.ts';
import { unknownNamesText } from './unknown-names.ts';

const CANCEL: Button = {
  label: 'Cancel',
  action: { name: 'cancel-scan' },
  style: 'danger',
  confirm: {
    title: 'Cancel the scan?',
    text: 'What was read so far is kept. The next scan goes on from there.',
    confirmLabel: 'Cancel the scan',
    cancelLabel: 'Let it go on',
  },
};

const LIST: Button = {
  label: 'Show capabilities',
  action: { name: 'run-command', argument: 'capabilities list' },
};

/** The one message of a scan: its progress, then what came of it. */
export function scanCard(state: ScanState): Card {
  const cluster = state.clusterName === undefined ? 'the cluster' : `cluster ${state.clusterName}`;
  const where = state.names ? `a part of ${cluster}` : cluster;
  switch (state.stage) {
    case 'done':
      return card(`Scanned ${where}`, [
        ...outcome(state),
        buttons(LIST, ...(isComplete(state) ? [] : [scanAgain(state)])),
      ]);
    case 'failed':
      return card(`The scan of ${where} stopped`, [
        alert('error', [state.problem ?? 'Something went wrong.']),
        ...kept(state),
        buttons(scanAgain(state)),
      ]);
    case 'cancelled':
      return card(`The scan of ${where} was cancelled`, [
        ...(state.cancelledBy ? [note(line`Cancelled by ${person(state.cancelledBy)}.`)] : []),
        ...kept(state),
        buttons(scanAgain(state)),
      ]);
    case 'discovering':
    case 'profiling':
    case 'describing':
    case 'embedding':
    case 'sweeping':
      return card(`Scanning ${where}`, underWay(state));
  }
}

function underWay(state: ScanState): CardElement[] {
  const fraction = fractionOf(state);
  const embedderAway = waitingForEmbedder(state);
  return [
    ...(state.reason === 'first-start' && state.stage === 'discovering'
      ? [text(['I look at what this cluster serves whenever I start.'])]
      : []),
    ...unknownNames(state),
    {
      type: 'progress',
      steps: stagesOf(state).map((step) => progressStep(step, state)),
      ...(fraction === undefined ? {} : { fraction }),
    },
    ...(state.waitingSince === undefined
      ? []
      : [alert('warning', ['The knowledge index is not answering: waiting. Nothing is lost.'])]),
    ...(state.modelOutage
      ? [alert('warning', [waitingForModel(state, state.modelOutage), ' The others can be found.'])]
      : []),
    ...(embedderAway === undefined ? [] : [alert('warning', [embedderAway])]),
    ...failuresSoFar(state),
    note(['Kinds that were read can be searched at once.']),
    buttons(CANCEL),
  ];
}

function progressStep(step: StageLabel, state: ScanState): ProgressStep {
  const order = stagesOf(state).map(({ stage }) => stage);
  const own = order.indexOf(step.stage);
  const present = order.includes(state.stage) ? order.indexOf(state.stage) : order.length;
  const status = own < present ? 'done' : own === present ? 'running' : 'waiting';
  const detail = own <= present ? detailOf(state, step.stage) : undefined;
  return { label: step.label, state: status, ...(detail === undefined ? {} : { detail }) };
}

function failuresSoFar(state: ScanState): CardElement[] {
  const { failures } = state.counts;
  const undescribed = undescribedSoFar(state);
  return [
    ...(failures > 0 ? [alert('warning', [`${unread(failures)} so far.`])] : []),
    ...(undescribed === undefined ? [] : [alert('warning', [undescribed])]),
  ];
}

function unknownNames({ unknownNames: unknown }: ScanState): CardElement[] {
  return unknown.length === 0 ? [] : [alert('warning', [unknownNamesText(unknown)])];
}

/** Nothing is left that another scan could mend. */
function isComplete(state: ScanState): boolean {
  return (
    state.counts.failures === 0 &&
    state.descriptions.failures === 0 &&
    state.describingProblem === undefined &&
    state.vectorProblem === undefined &&
    state.vectors.done >= state.vectors.total
  );
}

/** What was asked for once more: the same names, or everything. */
function scanAgain({ names = [] }: ScanState): Button {
  const argument = ['capabilities scan', ...names].join(' ');
  const isWhole = argument.length <= ARGUMENT_MAX;
  return {
    label: 'Scan again',
    action: { name: 'run-command', argument: isWhole ? argument : 'capabilities scan' },
  };
}

function kept({ counts }: ScanState): CardElement[] {
  if (counts.described === 0) return [];
  return [text([`${quantity(counts.described, 'kind')} read before that can be used.`])];
}

function card(title: string, elements: readonly CardElement[]): Card {
  return { title, elements: [...elements], audience: 'thread' };
}

function text(content: Line): CardElement {
  return { type: 'text', line: content };
}

function note(content: Line): CardElement {
  return { type: 'note', line: content };
}

function alert(level: 'warning' | 'error', content: Line): CardElement {
  return { type: 'alert', level, line: content };
}

function buttons(...all: readonly Button[]): CardElement {
  return { type: 'buttons', buttons: [...all] };
}
