import type { Button, Card } from '../chat/card.ts';
import { COMMANDS, type Command, parseCommand } from '../chat/command.ts';
import { code, line, type Line } from '../chat/text.ts';

/** Every command with an example, and that plain words work too. */
export function helpCard(): Card {
  return {
    title: 'What I can do',
    elements: [
      { type: 'list', isOrdered: false, items: COMMANDS.map(commandLine) },
      {
        type: 'note',
        line: [
          'In a thread, or where slash commands do not work, name me instead: @dotai recommend …',
        ],
      },
    ],
    audience: 'thread',
  };
}

function commandLine({ usage, does }: (typeof COMMANDS)[number]): Line {
  return line`${code(`/dotai ${usage}`)} ${does}`;
}

const HELP_BUTTON: Button = { label: 'Help', action: { name: 'run-command', argument: 'help' } };

/** How many commands a greeting is answered with. */
const FIRST_COMMANDS = 3;

/** Says hello back, and what to say next. */
export function greetingCard(): Card {
  const [first] = COMMANDS;
  const items = COMMANDS.slice(0, FIRST_COMMANDS).map(commandLine);
  return {
    elements: [
      {
        type: 'text',
        line: line`Hello! 👋 Good to see you. Say for example ${code(`/dotai ${first.example}`)}`,
      },
      { type: 'list', isOrdered: false, items },
      { type: 'buttons', buttons: [HELP_BUTTON] },
    ],
    audience: 'thread',
  };
}

/** For words that are no command: the nearest one, a press away. */
export function unknownCommandCard(command: Extract<Command, { type: 'unknown' }>): Card {
  const { text, nearest } = command;
  const said = line`I do not know “${text}”.`;
  if (nearest === undefined) {
    return {
      elements: [
        { type: 'text', line: [...said, ' Here is what I know.'] },
        ...helpCard().elements,
      ],
      audience: 'thread',
    };
  }
  return {
    elements: [
      { type: 'text', line: [...said, ' Did you mean ', code(`/dotai ${nearest}`), '?'] },
      {
        type: 'buttons',
        buttons: [...runButtons(nearest), HELP_BUTTON],
      },
    ],
    audience: 'thread',
  };
}

/** Longest words of a button, in characters. */
const LABEL_MAX = 60;

/** Longest command that a button carries, in characters: a platform keeps little with it. */
const CARRIED_MAX = 600;

/** None for a command that is too long to be carried: it has to be said again. */
function runButtons(command: string): Button[] {
  if (command.length > CARRIED_MAX) return [];
  const label = `Yes, ${wordsFor(parseCommand(command))}`;
  return [{ label: shortened(label), action: { name: 'run-command', argument: command } }];
}

/** A command as somebody would ask for it. */
function wordsFor(command: Command): string {
  switch (command.type) {
    case 'recommend':
      return `recommend ${command.intent}`;
    case 'list-capabilities':
      return `list capabilities ${command.filter}`.trim();
    case 'show-capability':
      return `show ${command.name}`;
    case 'search-capabilities':
      return `search for ${command.text}`;
    case 'scan-capabilities':
      return command.names.length === 0
        ? 'read the cluster again'
        : `read ${command.names.join(', ')} again`;
    case 'scan-progress':
      return 'show the progress';
    case 'cancel-scan':
      return 'cancel the scan';
    case 'delete-capability':
      return `forget ${command.name}`;
    case 'delete-all-capabilities':
      return 'forget all capabilities';
    case 'new-policy':
      return `make a policy: ${command.sentence}`.replace(/: $/u, '');
    case 'list-policies':
      return `list policies ${command.filter}`.trim();
    case 'show-policy':
      return `show the policy ${command.name}`;
    case 'show-policy-coverage':
      return `show the coverage of ${command.name}`;
    case 'search-policies':
      return `search policies for ${command.text}`;
    case 'edit-policy':
      return `edit the policy ${command.name}`;
    case 'delete-policy':
      return `delete the policy ${command.name}`;
    case 'import-policies':
      return 'read the policies of the cluster';
    case 'new-pattern':
      return `teach a pattern: ${command.name}`.replace(/: $/u, '');
    case 'list-patterns':
      return `list patterns ${command.filter}`.trim();
    case 'show-pattern':
      return `show the pattern ${command.name}`;
    case 'search-patterns':
      return `search patterns for ${command.text}`;
    case 'edit-pattern':
      return `edit the pattern ${command.name}`;
    case 'delete-pattern':
      return `delete the pattern ${command.name}`;
    case 'mine-channel':
      return `read ${command.channel} for patterns`;
    case 'stop-mining':
      return `read ${command.channel} no more`;
    case 'list-candidates':
      return 'list what was found';
    case 'review-candidate':
      return `review ${command.candidateId}`;
    case 'capture':
      return 'capture this thread';
    case 'learn':
      return 'learn from this';
    case 'status':
      return 'show the status';
    case 'incomplete':
      return command.usage.toLowerCase();
    case 'help':
    case 'greeting':
    case 'unknown':
      return 'show what you can do';
  }
}

function shortened(label: string): string {
  return label.length <= LABEL_MAX ? label : `${label.slice(0, LABEL_MAX - 1)}…`;
}

/** For a command that lacks its last words. */
export function incompleteCommandCard(command: Extract<Command, { type: 'incomplete' }>): Card {
  return {
    elements: [
      {
        type: 'text',
        line: line`Say what you need after it: ${code(`/dotai ${command.usage}`)}. For example: ${code(`/dotai ${command.example}`)}`,
      },
    ],
    audience: 'thread',
  };
}
