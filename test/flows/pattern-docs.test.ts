import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../src/chat/command.ts';
import { Organisation } from '../../src/domain/organisation.ts';

const DOCUMENT = readFileSync('docs/patterns.md', 'utf8');

/** What stands for a word that somebody gives. */
const PLACEHOLDERS = { '#CHANNEL': '#platform', WORDS: 'aws', NAME: 'x', ID: 'x', TEXT: 'x' };

/** Commands of the first table, with everything that may be said. */
function commandsInTable(): readonly string[] {
  return [...DOCUMENT.matchAll(/^\| `([^`]+)` {2,}\| /gmu)].map(([, usage = '']) =>
    Object.entries(PLACEHOLDERS).reduce(
      (said, [name, given]) => said.replaceAll(name, given),
      usage.replaceAll(/[[\]]/gu, ''),
    ),
  );
}

/** Labels of buttons and shortcuts: `_Open it and read_`. */
function labels(): readonly string[] {
  return [
    ...new Set([...DOCUMENT.matchAll(/(?<!\w)_([^_\n]+)_(?!\w)/gu)].map(([, label = '']) => label)),
  ];
}

describe('the guide to patterns', () => {
  it('names commands that there are', () => {
    const commands = commandsInTable();
    const types = commands.map((said) => parseCommand(said).type);

    expect(commands.length).toBeGreaterThan(10);
    for (const wrong of ['unknown', 'incomplete', 'help'] as const) {
      expect(commands.filter((_, place) => types[place] === wrong)).toEqual([]);
    }
    expect(new Set(types).size).toBe(types.length);
  });

  it('names buttons and shortcuts that there are', () => {
    const sources = [...globSync('src/**/*.ts'), 'app-manifest.yml']
      .filter((path) => !path.endsWith('.test.ts'))
      .map((path) => readFileSync(path, 'utf8'))
      .join('\n');

    expect(labels().length).toBeGreaterThan(6);
    expect(labels().filter((label) => !sources.includes(label))).toEqual([]);
  });

  it('has the defaults of the settings right, which the example shows too', () => {
    const { mining } = Organisation.parse({});
    const operators = readFileSync('docs/operators.md', 'utf8');
    const example = readFileSync('dotai.example.yaml', 'utf8');

    expect(mining).toEqual({ reaction: 'pushpin', answers: 'thread' });
    for (const [name, value] of Object.entries(mining)) {
      expect(operators).toMatch(new RegExp(`\\| \`${name}\` .*\`${value}\``, 'u'));
      expect(example).toContain(`${name}: ${value}`);
    }
  });
});
