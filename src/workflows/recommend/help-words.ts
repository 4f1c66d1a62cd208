import { faultText } from './by-rules.ts';
import { canReword } from './rewording.ts';
import type { RecommendState } from './state.ts';
import { replaceable } from './thinking.ts';
import { workingText } from './status-words.ts';
import type { InboundEvent } from '../../chat/inbound.ts';
import { code, type Line } from '../../chat/text.ts';

type Message = Extract<InboundEvent, { type: 'message-posted' }>;

const HELP =
  /^\s*(?:\?+|(?:please[, ]+)?(?:i need )?help(?: me)?(?:,? please)?|what (?:can|do|should) i (?:say|write|do|answer)(?: here| now)?)[\s.!?]*$/iu;

const GREETING =
  /^\s*(?:hello|hi|hey|hello there|hi there|good (?:morning|afternoon|evening))[\s.!]*$/iu;

/**
 * Whether somebody asks what can be said here: such words are no answer to any question. A greeting
 * is a word to the bot only where nobody else is spoken to.
 */
export function asksForHelp({ text, namesBot, isDirect }: Message): boolean {
  return HELP.test(text) || ((namesBot || isDirect) && GREETING.test(text));
}

/** What can be said at this step, and where the rest is told. */
export function helpLine(state: RecommendState): Line {
  return [stepHelp(state), ' For all that I can do say ', code('/dotai help'), '.'];
}

function stepHelp(state: RecommendState): string {
  if (state.trouble?.retry !== undefined) {
    const { fault } = state.trouble;
    return fault === undefined
      ? 'That step failed: press Try again on the newest card. “cancel” ends it.'
      : `${faultText(fault)}: ${canReword(state) ? 'say it in other words, ' : ''}say “try again”, or “use built-in rules” to go on without it. “cancel” ends it.`;
  }
  switch (state.stage) {
    case 'clarifying':
      return 'Answer with the button, or write “1. your answer” or your own words here. “skip” searches without an answer, “cancel” ends it.';
    case 'choosing':
      return 'Write the number of a solution, or press its button. Name me with what else matters, and I search again. “why this order” tells what decided it. “cancel” ends it.';
    case 'answering':
      return state.asking === 'open'
        ? 'Write what else your application needs, or “N/A”. “back” returns to the settings.'
        : 'Fill in the form, or write “1. your answer” here, several at once too. “all” takes what is suggested, “skip” leaves the rest at its defaults, “back” goes one step back.';
    case 'review':
      return 'Press Request approval when the manifests are right. “back” returns to your answers.';
    case 'understanding':
    case 'searching':
    case 'questioning':
    case 'generating':
      return `${workingText(state)} There is nothing to answer yet; ${replaceable(state) ? '“use built-in rules” goes on without it, ' : ''}“cancel” ends it.`;
    case 'handed-over':
    case 'closed':
      return 'There is nothing to answer here any more.';
  }
}
