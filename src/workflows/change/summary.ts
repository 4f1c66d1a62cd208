import { copySlots } from './asking.ts';
import { canEdit } from './ending.ts';
import type { ChangeState } from './state.ts';
import { statusElement } from './status.ts';
import type { SessionOf } from '../../chat/session.ts';
import type { SessionSummary } from '../../chat/session-summary.ts';
import type { Line } from '../../chat/text.ts';

/** Objects named in a row; the others are counted. */
const OBJECTS_SHOWN = 2;

/** A change as a row of a list: what it does to which objects, and what became of it. */
export function summary({ state }: SessionOf<ChangeState>): SessionSummary {
  const { level, line } = statusElement(state);
  const { stage, trouble, request, approvals } = state;
  const isAwaiting = stage === 'awaiting-approval';
  return {
    title: request.title,
    details: detailsOf(state),
    status: [...(isAwaiting ? awaiting(state) : line), ...(trouble ? [' ', trouble] : [])],
    level: trouble === undefined ? level : 'error',
    isUnderWay: isAwaiting || stage === 'applying' || stage === 'settling',
    waitsFor: isAwaiting ? 'approvers' : canEdit(state) || trouble ? 'owner' : 'nobody',
    approvedBy: approvals.map(({ actor }) => actor),
    copies: copySlots(state),
  };
}

/** Without naming approvers: the row is read by more people than they. */
function awaiting({ approvers, approvals }: ChangeState): Line {
  if (approvers?.missingLines !== undefined) {
    return ['Cannot be approved: nobody is named as an approver in dotai.yaml.'];
  }
  const quorum = approvers?.quorum ?? 1;
  const given = quorum > 1 ? ` (${approvals.length} of ${quorum} given)` : '';
  return [`Waits for approval${given}.`];
}

/** "create Bucket my-db in a-team". */
function detailsOf({ request }: ChangeState): string {
  const { items } = request.prepared;
  const named = items.slice(0, OBJECTS_SHOWN).map(({ action, reference }) => {
    const place = reference.namespace === undefined ? '' : ` in ${reference.namespace}`;
    return `${action} ${reference.kind} ${reference.name}${place}`;
  });
  const rest = items.length - named.length;
  return [...named, ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
}
