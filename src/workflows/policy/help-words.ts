import type { PolicyState } from './state.ts';
import { isWorking } from './transition.ts';
import { workingText } from './status-words.ts';
import { code, type Line } from '../../chat/text.ts';

/** What can be said at this step, and where the rest is told. */
export function helpLine(state: PolicyState): Line {
  return [stepHelp(state), ' For all that I can do say ', code('/dotai help'), '.'];
}

export const CHANGE_HELP =
  'Write “sentence: …”, “words: …”, “reason: …”, “owner: b-team” or “namespaces: all” with what it should be, “leave out: NAMES” for kinds; or press a button of the card.';

function stepHelp(state: PolicyState): string {
  if (state.trouble) {
    const again = state.trouble.effect === undefined ? '' : ' Say “try again” or “back”.';
    return `${state.trouble.message}${again} “cancel” ends it.`;
  }
  if (isWorking(state)) return `${workingText(state)} There is nothing to answer yet.`;
  switch (state.stage) {
    case 'sentence':
      return 'Say in one sentence what must be, and of what. “cancel” ends it.';
    case 'triggers':
      return 'Write “all”, “2, 3”, “all but 4”, “add WORD”, or words of your own. “back” returns to the sentence.';
    case 'rationale':
      return 'Write why it matters, or “write it for me”. “skip” leaves it as it is, “back” returns to the words.';
    case 'owner':
      return 'Write the name of a team, or “skip” to own it yourself. “back” returns to the reason.';
    case 'namespaces':
      return 'Write “all”, “2. a-team, b-team” for only these, or “3. kube-system” for all but these. “skip” takes what is suggested.';
    case 'rules':
      return 'Write “looks right” to rehearse it, “leave out: NAMES”, or “owner: a-team” to change a field. “back” goes one step back.';
    case 'review':
      return 'Write “1” or “apply” to ask for approval, “2” or “store only”, “show complete policy”, or “owner: a-team” to change a field.';
    default:
      return 'There is nothing to answer here any more.';
  }
}
