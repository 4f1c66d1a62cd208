import { describe, expect, it } from 'vitest';
import { commands } from '../../test/capability-stage.ts';
import { parseCommand } from '../chat/command.ts';
import { COMMAND_GROUPS, COMMANDS } from '../chat/commands.ts';
import { renderPlainText } from '../chat/plain-text.ts';
import { helpCard, incompleteCommandCard, unknownCommandCard } from './help.ts';

/** What a line of a list has room for on a narrow screen, twice. */
const LINE_MAX = 160;

describe('the help', () => {
  it('has every command once, under what it is about', () => {
    const text = renderPlainText(helpCard());

    for (const { title } of COMMAND_GROUPS) expect(text).toContain(title);
    for (const { usage } of COMMANDS) expect(text.split(`dotai ${usage} `)).toHaveLength(2);
    expect(text).toContain('@dotai capture this ');
    expect(text).not.toContain('/dotai capture this');
  });

  it.each(['patterns', 'Pattern'])('shows one part alone where it is named: %s', (said) => {
    const command = parseCommand(`help ${said}`);
    const text = renderPlainText(helpCard('topic' in command ? command.topic : undefined));

    expect(text).toContain('/dotai patterns new');
    expect(text).not.toContain('/dotai policies new');
    expect(renderPlainText(helpCard('nonsense'))).toBe(renderPlainText(helpCard()));
  });

  it('says which commands are for curators alone', () => {
    const lines = renderPlainText(helpCard()).split('\n');
    const marked = lines.filter((line) => line.endsWith('(curators)'));

    expect(marked).toHaveLength(COMMANDS.filter(({ isFor }) => isFor === 'curators').length);
    expect(marked.join()).toContain('/dotai candidates review');
  });

  it('is short in every line', () => {
    for (const line of renderPlainText(helpCard()).split('\n')) {
      expect(line.length).toBeLessThanOrEqual(LINE_MAX);
    }
  });

  it.each(COMMANDS.map(({ example, words }) => [example, words.join(' ')]))(
    'gives an example that is a command: %s',
    (example) => {
      expect(['unknown', 'incomplete', 'greeting']).not.toContain(parseCommand(example).type);
    },
  );
});

describe('for words that are no command', () => {
  it('one of each sort is shown, and the help is a press away', () => {
    const card = unknownCommandCard({ type: 'unknown', text: 'qqq', nearest: undefined });
    const text = renderPlainText(card);

    expect(text).toContain('I do not know “qqq”.');
    for (const { commands: all } of COMMAND_GROUPS) {
      const [first, ...others] = all;
      expect(text).toContain(`dotai ${first.usage}`);
      for (const { usage } of others) expect(text).not.toContain(`/dotai ${usage} `);
    }
    expect(commands(card)).toEqual(['help']);
  });

  it('all of the sort are shown where that is named', () => {
    const given = parseCommand('patterns frobnicate');
    const card = given.type === 'unknown' ? unknownCommandCard(given) : helpCard();
    const text = renderPlainText(card);

    expect(text).toContain('I do not know “patterns frobnicate”. Of patterns I know these.');
    for (const { usage, words } of COMMANDS) {
      expect(text.includes(`/dotai ${usage}`)).toBe(words[0] === 'patterns');
    }
  });

  it('a time that is none is named, with what it can be', () => {
    const given = parseCommand('patterns mine #platform-talk since 90 potatoes');
    const card = given.type === 'incomplete' ? incompleteCommandCard(given) : helpCard();

    expect(renderPlainText(card)).toContain('“since 90 potatoes” is no time that I know');
    expect(renderPlainText(card)).toContain('patterns mine #platform since 90d');
  });

  it('the nearest command is offered alone', () => {
    const given = { type: 'unknown', text: 'patterns lst', nearest: 'patterns list' } as const;

    expect(commands(unknownCommandCard(given))).toEqual(['patterns list', 'help']);
  });
});
