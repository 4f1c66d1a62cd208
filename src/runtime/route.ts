import { parseCommand, withoutBotName, type Command } from '../chat/command.ts';
import { isPleasantry } from '../chat/small-talk.ts';
import type { InboundEvent } from '../chat/inbound.ts';
import type { Session } from '../chat/session.ts';

/** Where an inbound event goes. */
export type Route =
  | { readonly type: 'command'; readonly command: Command }
  | { readonly type: 'session'; readonly sessionId: string }
  /** A message or a file is not as it was: whatever was read from it is looked at again. */
  | { readonly type: 'change' }
  /** People talking to each other. */
  | { readonly type: 'ignored' };

/** The button of a card without a session that says a command: its argument is the command's text. */
export const RUN_COMMAND = 'run-command';

/** Fewest words of a free sentence to the bot that count as a request. */
const FEWEST_WORDS = 3;

/** `listening` is the session that plain messages of that place belong to. */
export function routeOf(inbound: InboundEvent, listening: Session | undefined): Route {
  switch (inbound.type) {
    case 'command-given':
      return { type: 'command', command: addressedCommand(withoutBotName(inbound.text)) };
    case 'button-pressed':
      return inbound.action.name === RUN_COMMAND
        ? { type: 'command', command: parseCommand(inbound.action.argument ?? '') }
        : { type: 'session', sessionId: inbound.sessionId };
    case 'form-submitted':
      return { type: 'session', sessionId: inbound.sessionId };
    case 'message-posted':
      return routeOfMessage(inbound, listening);
    case 'message-changed':
    case 'file-deleted':
      return { type: 'change' };
  }
}

function routeOfMessage(
  message: Extract<InboundEvent, { type: 'message-posted' }>,
  listening: Session | undefined,
): Route {
  const { namesBot, isDirect } = message;
  const text = withoutBotName(message.text);
  const isToBot = namesBot || isDirect;
  if (listening) {
    const command = isToBot ? plainCommand(text) : undefined;
    return command ? { type: 'command', command } : { type: 'session', sessionId: listening.id };
  }
  return isToBot ? { type: 'command', command: addressedCommand(text) } : { type: 'ignored' };
}

/** Whether a text says a command in so many words. */
export function namesCommand(text: string): boolean {
  const { type } = parseCommand(text);
  return type !== 'unknown' && type !== 'incomplete';
}

/** Within a conversation these are words like others. */
const NO_COMMANDS: readonly Command['type'][] = [
  'unknown',
  'incomplete',
  'greeting',
  'introduction',
];

/** What is meant as a command even within a conversation. */
function plainCommand(text: string): Command | undefined {
  const command = parseCommand(text);
  if (NO_COMMANDS.includes(command.type)) return undefined;
  const isHelp = command.type === 'help' && !/^help$/iu.test(text.trim());
  return isHelp ? undefined : command;
}

/** Somebody who says a whole sentence to the bot asks for something; thanks are met with the help. */
function addressedCommand(text: string): Command {
  const command = parseCommand(text);
  if (command.type === 'unknown' && isPleasantry(text)) return { type: 'help' };
  const words = text.trim().split(/\s+/u);
  const isSentence = command.type === 'unknown' && command.nearest === undefined;
  return isSentence && words.length >= FEWEST_WORDS
    ? { type: 'recommend', intent: text.trim() }
    : command;
}
