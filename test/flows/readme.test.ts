import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localOrganisation } from '../../src/demo/organisation.ts';
import { Organisation } from '../../src/domain/organisation.ts';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { startWorld, type World } from '../world.ts';
import { ask } from './at-the-wire.ts';

const README = readFileSync('README.md', 'utf8');

/** What is left of the required settings, basic, advanced and other requirements. */
const SKIPS_MAX = 4;

/** The numbered steps below a heading, each as one line. */
function stepsBelow(heading: string): readonly string[] {
  const [, section = ''] = README.split(`\n## ${heading}\n`);
  const [text = ''] = section.split('\n## ');
  return [...text.matchAll(/^\d+\. (.+(?:\n {3}.+)*)/gmu)].map(([, step = '']) =>
    step.replaceAll(/\n\s+/gu, ' '),
  );
}

/** What a step says to write. */
function wordsIn(step = ''): readonly string[] {
  return [...step.matchAll(/`([^`]+)`/gu)].map(([, words = '']) => words);
}

/** What a step says to press. */
function buttonsIn(step = ''): readonly string[] {
  return [...step.matchAll(/\b_([^_]+)_/gu)].map(([, label = '']) => label);
}

describe('the first five minutes, as README has them', () => {
  let world: World;

  beforeAll(async () => {
    const { organisation } = localOrganisation(Organisation.parse({}));
    world = await startWorld({
      cluster: { documents: demoPlatform(), pace: 1_000 },
      organisation,
    });
  });
  afterAll(() => world.close());

  it('lead to a database that is ready', async () => {
    const [wish, settings, review, approval] = stepsBelow('The first five minutes');
    const [channel = '', command = ''] = wordsIn(wish);
    const [, intent] = command.split('/dotai recommend ');
    const talk = await ask(world, { channel, intent: intent ?? 'no command' });
    for (const label of buttonsIn(wish)) await talk.press(label);
    await talk.sees('Required settings');

    const [answers = '', skip = ''] = wordsIn(settings);
    await talk.say(answers);
    const accepted = 'The cluster accepted this in a dry run';
    for (let said = 0; said < SKIPS_MAX && !talk.text().includes(accepted); said += 1) {
      await talk.say(skip);
    }
    await talk.sees(accepted);

    for (const label of buttonsIn(review)) await talk.press(label);
    await talk.sees('Exactly ');
    const [approve = ''] = buttonsIn(approval);
    await talk.press(approve);
    expect(talk.told()).toContain('Somebody else has to decide');
    const [, approver = ''] = /Become (\w+)/u.exec(approval ?? '') ?? [];
    await talk.press(approve, approver.toLowerCase());
    await talk.sees('Ready: every object says so itself');
  });
});

const GUIDES = ['*.md', 'docs/**/*.md', 'src/**/*.md'];

/** Every link and picture of a guide that is no address of the web. */
function pathsIn(text: string): readonly string[] {
  const patterns = [/\]\(([^)\s]+)\)/gu, /\b(?:src|srcset|href)="([^"\s]+)"/gu];
  const found = patterns.flatMap((pattern) => [...text.matchAll(pattern)]);
  return found
    .map(([, path = '']) => path.replace(/#.*$/u, ''))
    .filter((path) => path !== '' && !/^[a-z]+:/iu.test(path));
}

describe('links and pictures of the guides', () => {
  it('are looked for in README', () => {
    expect(pathsIn(README)).toEqual(
      expect.arrayContaining(['docs/requesters.md', 'docs/images/form.png']),
    );
  });

  it.each(globSync(GUIDES))('of %s are there', (guide) => {
    const missing = pathsIn(readFileSync(guide, 'utf8')).filter(
      (path) => !existsSync(join(dirname(guide), path)),
    );

    expect(missing).toEqual([]);
  });
});
