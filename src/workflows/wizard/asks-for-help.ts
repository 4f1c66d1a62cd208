import type { InboundEvent } from '../../chat/inbound.ts';

type Message = Extract<InboundEvent, { type: 'message-posted' }>;

const HELP =
  /^\s*(?:\?+|(?:please[, ]+)?(?:i need )?help(?: me)?(?:,? please)?|what (?:can|do|should) i (?:say|write|do|answer)(?: here| now)?)[\s.!?]*$/iu;
const GREETING =
  /^\s*(?:hello|hi|hey|hello there|hi there|good (?:morning|afternoon|evening))[\s.!]*$/iu;

/** Whether somebody asks what can be said here: such words are no answer to any question. */
export function asksForHelp({ text, namesBot, isDirect }: Message): boolean {
  return HELP.test(text) || ((namesBot || isDirect) && GREETING.test(text));
}
