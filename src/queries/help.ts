import type { Button, Card } from '../chat/card.ts';
import { COMMANDS, type Command } from '../chat/command.ts';
import { bold, code, line, type Line } from '../chat/text.ts';

/** Every command with an example, and that plain words work too. */
export function helpCard(): Card {
  const items = COMMANDS.map(({ usage, does }): Line => line`${code(`/dotai ${usage}`)} ${does}`);
  return {
    title: 'What I can do',
    elements: [
      { type: 'list', isOrdered: false, items },
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

/** For words that are no command: the nearest one, a press away. */
export function unknownCommandCard(command: Extract<Command, { type: 'unknown' }>): Card {
  const { text, nearest } = command;
  const said = line`I do not know ${bold(text)}.`;
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
        buttons: [
          ...runButtons(nearest),
          { label: 'Help', action: { name: 'run-command', argument: 'help' } },
        ],
      },
    ],
    audience: 'thread',
  };
}

/** Longest command that a button carries, in characters: a platform keeps little with it. */
const CARRIED_MAX = 600;

/** None for a command that is too long to be carried: it has to be said again. */
function runButtons(command: string): Button[] {
  if (command.length > CARRIED_MAX) return [];
  const label = command.length <= 60 ? `Run ${command}` : `Run ${command.slice(0, 59)}…`;
  return [{ label, action: { name: 'run-command', argument: command } }];
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
