import type { PatternState } from './state.ts';
import { isWorking } from './steps.ts';

/** What the bot does while the person waits. */
export function workingText(state: PatternState): string {
  if (state.isWriting === true) return 'Writing why they belong together…';
  switch (state.stage) {
    case 'loading':
      return 'Reading what there is…';
    case 'expanding':
      return 'Looking for further words…';
    case 'finding':
      return 'Looking for resources that may be meant…';
    case 'resolving':
      return 'Looking for these resources in the cluster…';
    case 'comparing':
      return 'Comparing it with the patterns that there are…';
    case 'storing':
      return 'Storing…';
    default:
      return 'Working…';
  }
}

/** Whether it goes on only when its author says something. */
export function waitsForAuthor(state: PatternState): boolean {
  const isElsewhere = state.stage === 'closed' || state.stage === 'awaiting-curator';
  return !isElsewhere && !isWorking(state);
}

/** How it stands, in one sentence. */
export function statusWords(state: PatternState): string {
  if (isWorking(state)) return workingText(state);
  switch (state.stage) {
    case 'name':
      return 'Say what the pattern is for.';
    case 'triggers':
      return 'Choose the words by which it is found.';
    case 'resources':
      return 'Pick its resources.';
    case 'rationale':
      return 'Say why they belong together.';
    case 'owner':
      return 'Say who owns it.';
    case 'review':
      return 'The review waits for you: store it, or change it.';
    case 'awaiting-curator':
      return 'Stored as a draft: a curator accepts it or not.';
    case 'closed':
      return outcomeText(state);
    default:
      return 'It stopped.';
  }
}

/** What came of it; nothing is said that did not happen. */
export function outcomeText({ outcome, shown, input }: PatternState): string {
  switch (outcome) {
    case 'stored':
      return 'Stored: requests that it fits are answered with it from now on.';
    case 'accepted':
      return 'Accepted: requests that it fits are answered with it from now on.';
    case 'declined':
      return 'The draft was not accepted, and was removed.';
    case 'gone':
      return input.type === 'candidate'
        ? 'There is no such candidate any more, or somebody decided about it.'
        : 'There is no such pattern any more.';
    case 'expired':
      return shown.at(-1)?.startsWith('draft-') === true
        ? 'Nobody decided about it in time. It stays stored as a draft, and changes nothing.'
        : 'Nobody answered for a week, so this ended: nothing was stored.';
    case 'cancelled':
    case undefined:
      return 'Cancelled. Nothing was stored.';
  }
}
