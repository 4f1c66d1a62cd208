import type { Button, Card, CardElement } from '../chat/card.ts';
import { type Command, parseCommand } from '../chat/command.ts';
import {
  COMMAND_GROUPS,
  COMMANDS,
  type CommandEntry,
  type CommandGroup,
  RECOMMEND,
} from '../chat/commands.ts';
import { code, line, type Line } from '../chat/text.ts';
import { nearestOf } from '../domain/nearest.ts';
import { wordsFor } from './command-words.ts';

/**
 * Every command in a line of its own, by what it is about, and that plain words work too. Those alone that
 * `topic` names, if it names any.
 */
export function helpCard(topic = ''): Card {
  return {
    title: 'What I can do',
    elements: [
      ...groupsAbout(topic).flatMap(({ title, commands }): CardElement[] => [
        { type: 'heading', text: title },
        { type: 'list', isOrdered: false, items: commands.map(commandLine) },
      ]),
      {
        type: 'note',
        line: [
          'In a thread, or where slash commands do not work, name me instead: @dotai recommend … What says (curators) is for them alone.',
        ],
      },
    ],
    audience: 'thread',
  };
}

function groupsAbout(topic: string): readonly CommandGroup[] {
  const said = topic.toLowerCase().trim();
  const isSaid = (name: string): boolean => said !== '' && nearestOf(said, [name]) === name;
  const named = COMMAND_GROUPS.filter(
    ({ title, commands }) =>
      isSaid(title.toLowerCase()) || commands.some(({ words: [first = ''] }) => isSaid(first)),
  );
  return named.length === 0 ? COMMAND_GROUPS : named;
}

function commandLine({ usage, does, isFor, isMention = false }: CommandEntry): Line {
  const who = isFor === 'curators' ? ' (curators)' : '';
  return line`${code(`${isMention ? '@' : '/'}dotai ${usage}`)} ${does}${who}`;
}

/** What somebody can ask for who is no full member. */
export function outsidersHelp(): CardElement[] {
  const open = COMMANDS.filter(({ isFor }) => isFor === 'anybody');
  return [
    { type: 'heading', text: 'What you can look up' },
    { type: 'list', isOrdered: false, items: open.map(commandLine) },
  ];
}

const HELP_BUTTON: Button = { label: 'Help', action: { name: 'run-command', argument: 'help' } };

/** How many commands a greeting is answered with. */
const FIRST_COMMANDS = 3;

/** Says hello back, and what to say next. */
export function greetingCard(): Card {
  return firstSteps('Hello! 👋 Good to see you.');
}

/** The help in a few lines. */
export function introductionCard(): Card {
  return firstSteps(
    'Say what you need: I find what this cluster has for it, ask what is missing, build the manifests, and have them approved and applied.',
  );
}

function firstSteps(said: string): Card {
  const items = COMMANDS.slice(0, FIRST_COMMANDS).map(commandLine);
  return {
    elements: [
      {
        type: 'text',
        line: line`${said} Say for example ${code(`/dotai ${RECOMMEND.example}`)}`,
      },
      { type: 'list', isOrdered: false, items },
      { type: 'buttons', buttons: [HELP_BUTTON] },
    ],
    audience: 'thread',
  };
}

/** For words that are no command: the nearest one, a press away, or one of each sort. */
export function unknownCommandCard(command: Extract<Command, { type: 'unknown' }>): Card {
  const { text, nearest } = command;
  const said = line`I do not know “${text}”.`;
  if (nearest === undefined) {
    const { words, entries } = knownBeside(text);
    return {
      elements: [
        { type: 'text', line: [...said, words] },
        { type: 'list', isOrdered: false, items: entries.map(commandLine) },
        { type: 'buttons', buttons: [HELP_BUTTON] },
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

/** All that begin with its first word, where there are some; else one of each sort. */
function knownBeside(text: string): { words: string; entries: readonly CommandEntry[] } {
  const first = text.trim().toLowerCase().split(/\s+/u)[0] ?? '';
  const of = COMMANDS.filter(({ words }) => words.length > 1 && words[0] === first);
  return of.length > 0
    ? { words: ` Of ${first} I know these.`, entries: of }
    : {
        words: ' Here is what I know, among others.',
        entries: COMMAND_GROUPS.map(({ commands: [one] }) => one),
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

function shortened(label: string): string {
  return label.length <= LABEL_MAX ? label : `${label.slice(0, LABEL_MAX - 1)}…`;
}

/** For a command that lacks its last words. */
export function incompleteCommandCard(command: Extract<Command, { type: 'incomplete' }>): Card {
  return {
    elements: [
      {
        type: 'text',
        line: line`${command.problem ?? 'Say what you need after it:'} ${code(`/dotai ${command.usage}`)}. For example: ${code(`/dotai ${command.example}`)}`,
      },
    ],
    audience: 'thread',
  };
}
