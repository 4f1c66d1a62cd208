import { anActor, aPlace } from './builders.ts';
import {
  type MiningEvent,
  type MiningEventOf,
  type MiningInput,
  type MiningState,
} from '../src/workflows/mining/state.ts';
import { type MiningCounts, NOTHING_MINED } from '../src/workflows/mining/progress.ts';
import { start, transition } from '../src/workflows/mining/transition.ts';

/** What a job hears: of the channel #platform, unless said otherwise. */
export const asker = anActor('U1');
export const colleague = anActor('U2');
export const startedAt = '2026-11-02T09:00:00.000Z';

/** So many seconds after it was asked for. */
export function at(seconds: number): string {
  return new Date(Date.parse(startedAt) + seconds * 1_000).toISOString();
}

export const CHANNEL = {
  type: 'channel',
  workspace: 'T1',
  channel: 'C1',
  name: 'platform',
  days: 90,
  mayOpen: true,
} as const satisfies MiningInput;

export const THREAD = {
  type: 'thread',
  workspace: 'T1',
  channel: 'C1',
  message: '1790000000.000100',
} as const satisfies MiningInput;

export const FILES = {
  type: 'documents',
  workspace: 'T1',
  files: [
    { id: 'F1', name: 'runbook.md' },
    { id: 'F2', name: 'rules.md' },
  ],
} satisfies MiningInput;

export const SOURCES = {
  type: 'sources',
  workspace: 'T1',
  channel: 'C1',
  messages: ['1790000000.000100'],
} satisfies MiningInput;

export function lookedAt(
  over: Partial<MiningEventOf<'source-looked-at'>> = {},
): MiningEventOf<'source-looked-at'> {
  const range = {
    oldest: '1786000000.000000',
    newest: '1793610000.000000',
    oldestAt: at(-7_776_000),
  };
  return { type: 'source-looked-at', at: at(1), isOpen: true, ...range, ...over };
}

export function mined(
  over: Omit<Partial<MiningEventOf<'part-mined'>>, 'counts' | 'found'> & {
    readonly counts?: Partial<MiningCounts>;
    readonly found?: readonly string[];
  } = {},
): MiningEventOf<'part-mined'> {
  const { counts, found = [], ...rest } = over;
  return {
    type: 'part-mined',
    at: at(60),
    counts: { ...NOTHING_MINED, ...counts, found: counts?.found ?? found.length },
    found: found.map((candidateId) => ({ candidateId })),
    reviews: [],
    unread: [],
    isLast: false,
    ...rest,
  };
}

export function failed(
  effect: NonNullable<MiningEventOf<'activity-failed'>['effect']> & { readonly type: string },
  over: Partial<MiningEventOf<'activity-failed'>> = {},
): MiningEventOf<'activity-failed'> {
  const message = 'The knowledge index is not answering.';
  const about = { activity: effect.type, kind: 'unavailable', message, effect };
  return { type: 'activity-failed', at: at(70), ...about, ...over };
}

export function begun(input: MiningInput, channel = 'C1') {
  const place = aPlace({ channel });
  return start({ sessionId: 'job-1', owner: asker, place, at: startedAt, input });
}

/** What the last of the events brought about. */
export function after(input: MiningInput, ...events: readonly MiningEvent[]) {
  let step = begun(input);
  for (const event of events) step = transition(step.state, event);
  return step;
}

export function stateAfter(input: MiningInput, ...events: readonly MiningEvent[]): MiningState {
  return after(input, ...events).state;
}
