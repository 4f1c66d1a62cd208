import type { PolicyState } from './state.ts';
import { isWorking } from './transition.ts';

/** What the bot does while the person waits. */
export function workingText(state: PolicyState): string {
  if (state.isWriting === true) return 'Writing why it matters…';
  switch (state.stage) {
    case 'loading':
      return 'Reading the policy…';
    case 'expanding':
      return 'Looking for further words, and for the cluster’s namespaces…';
    case 'deriving':
      return 'Reading the sentence, and looking at every kind that has such a field…';
    case 'rehearsing':
      return 'Trying the policy on made objects, and on what is in the cluster…';
    case 'preparing':
      return 'Preparing what approvers will see…';
    case 'storing':
      return state.request ? 'Checking that nobody changed it meanwhile…' : 'Storing…';
    case 'recording':
      return 'Noting on the policy what was applied…';
    default:
      return 'Working…';
  }
}

/** Whether it goes on only when its author says something. */
export function waitsForAuthor(state: PolicyState): boolean {
  const { stage } = state;
  const isElsewhere = stage === 'closed' || stage === 'handed-over' || stage === 'awaiting-curator';
  return !isElsewhere && !isWorking(state);
}

/** How it stands, in one sentence. */
export function statusWords(state: PolicyState): string {
  if (isWorking(state)) return workingText(state);
  switch (state.stage) {
    case 'sentence':
      return 'Say what must be.';
    case 'triggers':
      return 'Say what it is about.';
    case 'rationale':
      return 'Say why it matters.';
    case 'owner':
      return 'Say who owns it.';
    case 'namespaces':
      return 'Say where it holds.';
    case 'rules':
      return 'Its rules wait for your look.';
    case 'review':
      return 'The review waits for you: ask for approval, store it, or change it.';
    case 'awaiting-curator':
      return 'Stored as a draft: a curator accepts it or not.';
    case 'handed-over':
      return `Its enforcement waits for approval, or is being applied.${standsMeanwhile(state)}`;
    case 'closed':
      return outcomeText(state);
    default:
      return 'It stopped.';
  }
}

/** What came of it; nothing is said that did not happen. */
export function outcomeText(state: PolicyState): string {
  const { outcome, enforced, changeOutcome, input } = state;
  switch (outcome) {
    case 'enforced':
      return 'Enforced.';
    case 'not-enforced':
      return 'Applied, not proved: its enforcement is in the cluster, but nothing showed that it acts.';
    case 'stored':
      return `Stored: ${guides(state)}${enforced ? staysEnforced(state) : ' The cluster enforces nothing of it.'}`;
    case 'accepted':
      return `Accepted: ${guides(state)}`;
    case 'declined':
      return 'The draft was not accepted, and was removed.';
    case 'gone':
      return input.type === 'new'
        ? 'There is no such candidate any more, or somebody decided about it.'
        : 'There is no such policy any more.';
    case 'expired':
      return expiredText(state);
    case 'cancelled':
    case undefined:
      return changeOutcome || enforced
        ? 'Cancelled. Nothing was stored here.'
        : 'Cancelled. Nothing was stored, and nothing is enforced.';
  }
}

function guides({ derived }: PolicyState): string {
  return derived?.guidanceBecause === undefined
    ? 'it guides every recommendation from now on.'
    : 'it is shown as guidance. No rule checks it.';
}

function standsMeanwhile({ enforced }: PolicyState): string {
  return enforced
    ? ` Until that is done, version ${enforced.version} stays enforced (${enforced.mode}).`
    : ' It is not enforced yet.';
}

function staysEnforced({ enforced }: PolicyState): string {
  return ` The cluster goes on enforcing version ${enforced?.version ?? 1}.`;
}

function expiredText({ shown, rehearsal, request, changeOutcome }: PolicyState): string {
  if (shown.at(-1)?.startsWith('draft-') === true) {
    return 'Nobody decided about it in time. It stays stored as a draft, and guides nothing.';
  }
  if (request && changeOutcome?.level === 'success') {
    return 'What the change applied is in the cluster, but could not be noted on the policy.';
  }
  const what = rehearsal ? 'the rehearsed policy was not stored' : 'nothing was stored';
  return `Nobody answered for a week, so this ended: ${what}.`;
}
