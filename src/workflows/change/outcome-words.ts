import { isDeletion } from './action-words.ts';
import {
  endedSentence,
  ENFORCED,
  failedText,
  unprovedText,
  waitingText,
  whatStays,
} from './sentences.ts';
import type { ChangeState } from './state.ts';
import { bold, line, type Line, person, type Span } from '../../chat/text.ts';
import { redactSecrets } from '../../domain/redaction.ts';
import type { ChangeOutcome } from '../change-outcome.ts';

/** Longest reason that the conversation's first card repeats, in characters. */
const REASON_MAX = 300;

/** How a change ended, for the card at the head of its conversation; undefined while it goes on. */
export function outcomeOf(state: ChangeState): ChangeOutcome | undefined {
  const { stage, request, endedBy, endReason = '' } = state;
  const name = bold(request.prepared.items[0]?.reference.name ?? request.title);
  const stays = whatStays(state);
  const shown = state.proven ? { isProved: state.proven.isProved } : {};
  const by: Line = endedBy ? [' by ', person(endedBy)] : [];
  switch (stage) {
    case 'ready':
      return { level: 'success', line: doneLine(state, name), ...shown };
    case 'failed':
      return { level: 'error', line: line`${name} failed: ${shortened(causeOf(state))}` };
    case 'not-ready':
      return { level: 'warning', line: notReadyLine(state, name), ...shown };
    case 'rejected': {
      if (!endedBy) return { level: 'warning', line: [`${shortened(endReason)} ${stays}`] };
      const why = endReason === '' ? '.' : `: ${endedSentence(shortened(endReason))}`;
      return { level: 'warning', line: [...line`${name} was rejected`, ...by, `${why} ${stays}`] };
    }
    case 'withdrawn':
      return { level: 'info', line: [...line`${name} was withdrawn`, ...by, `. ${stays}`] };
    case 'expired':
      return { level: 'warning', line: line`Nobody approved ${name} in time. ${stays}` };
    case 'stopped':
      return { level: 'warning', line: [...line`${name} was stopped`, ...by, `. ${stays}`] };
    case 'awaiting-approval':
    case 'applying':
    case 'settling':
    case 'superseded':
      return undefined;
  }
}

function doneLine(state: ChangeState, name: Span): Line {
  const { approvals, proven } = state;
  const { proof } = state.request.prepared;
  const proved = proven ? ` Proved: ${endedSentence(shortened(proven.text))}` : '';
  if (proof && !isDeletion(state)) {
    return [`In ${ENFORCED[proof.expects]}`, ' Approved by ', ...names(approvals), `.${proved}`];
  }
  const done = isDeletion(state) ? 'was deleted' : 'is ready';
  return [...line`${name} ${done}, approved by `, ...names(approvals), `.${proved}`];
}

function notReadyLine(state: ChangeState, name: Span): Line {
  const open = shortened(waitingText(state));
  if (isDeletion(state)) return line`${name} was to be deleted, but is not gone yet: ${open}`;
  if (unprovedText(state) === undefined) {
    return line`${name} is applied, but was not ready in time: ${open}`;
  }
  return line`${name} is applied, but not proved to act: ${shortened(state.proven?.text ?? '')}`;
}

function causeOf(state: ChangeState): string {
  const { results } = state;
  const failed = results.find((one) => one.state === 'failed');
  const isRefused = results.some((one) => one.state === 'refused');
  return failed && !isRefused && failed.reason !== '' ? failed.reason : failedText(state);
}

function names(approvals: ChangeState['approvals']): Line {
  return approvals.flatMap(({ actor }, index): Line =>
    index === 0 ? [person(actor)] : [', ', person(actor)],
  );
}

/** Secrets are hidden before it is cut: half of one could not be told any more. */
function shortened(text: string): string {
  const words = redactSecrets(text).replaceAll(/\s+/gu, ' ').trim();
  return words.length <= REASON_MAX ? words : `${words.slice(0, REASON_MAX - 1)}…`;
}
