import type { PatternState } from './state.ts';
import { workingText } from './status-words.ts';
import { isWorking } from './steps.ts';
import { code, type Line } from '../../chat/text.ts';

/** What can be said at this step, and where the rest is told. */
export function helpLine(state: PatternState): Line {
  return [stepHelp(state), ' For all that I can do say ', code('/dotai help'), '.'];
}

export const REVIEW_HELP =
  'Write “name: …”, “triggers: …”, “resources: …”, “reason: …” or “owner: b-team”; “only AWS”, “applies to public things” or “always” for when it applies, “read them again” for what its reason says of that; or press a button of the review.';

function stepHelp(state: PatternState): string {
  if (state.trouble) {
    const again = state.trouble.effect === undefined ? '' : ' Say “try again” or “back”.';
    return `${state.trouble.message}${again} “cancel” ends it.`;
  }
  if (isWorking(state)) return `${workingText(state)} There is nothing to answer yet.`;
  switch (state.stage) {
    case 'name':
      return 'Say in a few words what it is for: “AWS public services”. “cancel” ends it.';
    case 'triggers':
      return 'Write “all”, “2, 3”, “all but 4”, “add load balancer”, or words of your own. “back” returns to the name.';
    case 'resources':
      return 'Write numbers of the card, or names: “Deployment”, “services”, “ingresses.networking.k8s.io”. “without NAME” leaves out what is not clear. “back” returns to the words.';
    case 'rationale':
      return 'Write why they belong together and when, or “write it for me”. “skip” leaves it as it is, “back” returns to the resources.';
    case 'owner':
      return 'Write the name of a team, or “skip” to own it yourself. “back” returns to the reason.';
    case 'review':
      return `Write “confirm” to store it. ${REVIEW_HELP} “back” goes one step back.`;
    default:
      return 'There is nothing to answer here any more.';
  }
}
