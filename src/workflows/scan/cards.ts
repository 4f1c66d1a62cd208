import type { Button, Card, CardElement, ProgressStep } from '../../chat/card.ts';
import { bold, line, person, type Line } from '../../chat/text.ts';
import type { ScanStage, ScanState } from './state.ts';

const STEPS: readonly { readonly stage: ScanStage; readonly label: string }[] = [
  { stage: 'discovering', label: 'Ask the cluster what it serves' },
  { stage: 'profiling', label: 'Read schemas and describe each kind' },
  { stage: 'sweeping', label: 'Look for kinds that are gone' },
];

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

const SCAN_AGAIN: Button = {
  label: 'Scan again',
  action: { name: 'run-command', argument: 'capabilities scan' },
};
const LIST: Button = {
  label: 'Show capabilities',
  action: { name: 'run-command', argument: 'capabilities list' },
};

/** The one message of a scan: its progress, then what came of it. */
export function scanCard(state: ScanState): Card {
  const where = state.clusterName === undefined ? 'the cluster' : `cluster ${state.clusterName}`;
  switch (state.stage) {
    case 'done':
      return card(`Scanned ${where}`, [...summary(state), buttons(LIST)]);
    case 'failed':
      return card(`The scan of ${where} stopped`, [
        alert('error', [state.problem ?? 'Something went wrong.']),
        ...kept(state),
        buttons(SCAN_AGAIN),
      ]);
    case 'cancelled':
      return card(`The scan of ${where} was cancelled`, [
        ...(state.cancelledBy ? [note(line`Cancelled by ${person(state.cancelledBy)}.`)] : []),
        ...kept(state),
        buttons(SCAN_AGAIN),
      ]);
    case 'discovering':
    case 'profiling':
    case 'sweeping':
      return card(`Scanning ${where}`, underWay(state));
  }
}

function underWay(state: ScanState): CardElement[] {
  const { documents, documentsTotal, failures } = state.counts;
  const fraction = documentsTotal === 0 ? undefined : documents / documentsTotal;
  return [
    ...(state.reason === 'first-start' && state.stage === 'discovering'
      ? [text(['Nothing is known of this cluster yet, so I am reading it now.'])]
      : []),
    {
      type: 'progress',
      steps: STEPS.map((step) => progressStep(step, state)),
      ...(fraction === undefined ? {} : { fraction }),
    },
    ...(failures > 0
      ? [alert('warning', [`${quantity(failures, 'schema document')} could not be read so far.`])]
      : []),
    note(['Described kinds can be searched at once.']),
    buttons(CANCEL),
  ];
}

function progressStep(
  step: { readonly stage: ScanStage; readonly label: string },
  state: ScanState,
): ProgressStep {
  const own = STEPS.findIndex(({ stage }) => stage === step.stage);
  const present = STEPS.findIndex(({ stage }) => stage === state.stage);
  const status = own < present ? 'done' : own === present ? 'running' : 'waiting';
  const detail = step.stage === 'profiling' && own <= present ? profilingDetail(state) : undefined;
  return { label: step.label, state: status, ...(detail === undefined ? {} : { detail }) };
}

/** "120 of 412 kinds · 40 a second · about 8 s left". */
export function profilingDetail({ counts, kinds, profilingSince, updatedAt }: ScanState): string {
  const done = counts.described + counts.unchanged;
  const parts = [`${done} of ${quantity(kinds, 'kind')}`];
  const seconds = (Date.parse(updatedAt) - Date.parse(profilingSince ?? updatedAt)) / 1_000;
  const rate = seconds > 0 ? counts.described / seconds : 0;
  if (rate > 0) {
    parts.push(`${rate >= 10 ? Math.round(rate) : rate.toFixed(1)} a second`);
    const left = Math.ceil((kinds - done) / rate);
    if (left > 0) parts.push(`about ${duration(left)} left`);
  }
  return parts.join(' · ');
}

function summary(state: ScanState): CardElement[] {
  const { counts, gone, known, startedAt, updatedAt } = state;
  const seconds = Math.round((Date.parse(updatedAt) - Date.parse(startedAt)) / 1_000);
  return [
    text(
      line`${bold(quantity(known, 'capability'))} known, read in ${duration(Math.max(1, seconds))}.`,
    ),
    {
      type: 'facts',
      facts: [
        { label: 'Described', value: [quantity(counts.described, 'kind')] },
        { label: 'Unchanged', value: [quantity(counts.unchanged, 'kind')] },
        { label: 'Gone', value: [quantity(gone, 'kind')] },
      ],
    },
    ...failureList(state),
  ];
}

function failureList({ counts, failures }: ScanState): CardElement[] {
  if (counts.failures === 0) return [];
  const rest = counts.failures - failures.length;
  const items: Line[] = failures.map(({ document, reason }) => line`${bold(document)}: ${reason}`);
  return [
    alert('warning', [
      `${quantity(counts.failures, 'schema document')} could not be read. What was known of their kinds is kept; the next scan tries again.`,
    ]),
    {
      type: 'list',
      isOrdered: false,
      items: rest > 0 ? [...items, [`… and ${rest} more`]] : items,
    },
  ];
}

function kept({ counts }: ScanState): CardElement[] {
  if (counts.described === 0) return [];
  return [text([`${quantity(counts.described, 'kind')} described before that can be used.`])];
}

function duration(seconds: number): string {
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

export function quantity(count: number, noun: string): string {
  if (count === 1) return `1 ${noun}`;
  return `${count} ${noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`}`;
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
