import { afterEach, beforeEach, expect, it } from 'vitest';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { textOf } from '../../src/playground/slack/read-message.ts';
import { startWorld, type World } from '../world.ts';
import { ask, atReview, buttonsIn, type Talk } from './at-the-wire.ts';
import { closeSound, enforced, policyIdIn, REGION_POLICY } from './policy-talks.ts';

const WEST = 'Databases in AWS should always run in the us-west-2 region';

let world: World;
let id: string;
let talk: Talk;
beforeEach(async () => {
  world = await startWorld({ cluster: { documents: demoPlatform(), pace: 1_000 } });
  id = policyIdIn(await enforced(world));
  talk = await atReview(world);
});
afterEach(() => closeSound(world));

async function moveWest(): Promise<void> {
  const edit = await ask(world, { who: 'cleo', command: `/dotai policies edit ${id}` });
  await edit.say(`sentence: ${WEST}`);
  await edit.sees('spec.region must be us-west-2');
  await edit.say('looks right');
  await edit.sees('Review of the policy');
  await edit.say('apply');
  await edit.sees('Waits for approval');
  await edit.press('Approve', 'drew');
  await edit.sees('✅ Enforced');
}

async function deletePolicy(): Promise<void> {
  const deletion = await ask(world, { who: 'cleo', command: `/dotai policies delete ${id}` });
  await deletion.press('Delete with its enforcement');
  await deletion.sees('Waits for approval');
  await deletion.press('Approve', 'drew');
  await deletion.sees('Deleted');
}

it('a policy that was edited meanwhile narrows the questions anew, and the solutions say what holds', async () => {
  await moveWest();
  await talk.press('Change answers');

  const asked = textOf(await talk.sees('Region: Where'));
  expect(asked).toContain('Suggested: us-west-2, the only one that policies allow.');
  await talk.press('Back');
  const solutions = textOf(talk.card('Press a button, or write a number'));
  expect(solutions).toContain(WEST);
  expect(solutions).not.toContain(REGION_POLICY);

  await talk.say('1');
  await talk.say('region: us-west-2');
  await talk.say('skip');
  await talk.say('skip');
  await talk.say('N/A');
  expect(textOf(await talk.sees('The cluster accepted this in a dry run'))).toContain(
    'spec.region is us-west-2',
  );
});

it('a policy that was deleted meanwhile narrows nothing any more', async () => {
  await deletePolicy();
  await talk.press('Change answers');
  await talk.say('region: eu-west-1');

  expect(talk.text()).toContain('*Region*\neu-west-1');
});

it('what a policy forbids by now is not to be approved, and the question at stake is asked first', async () => {
  await talk.press('Request approval');
  await talk.sees('Exactly ');
  await moveWest();
  await talk.press('Approve', 'drew');

  const change = await talk.sees('A policy forbids this by now');
  expect(buttonsIn(change)).toEqual(['Change answers']);
  expect(textOf(change)).not.toContain(REGION_POLICY);
  expect(textOf(await talk.sees('cannot be applied as it is'))).toContain(
    'Press Change answers there',
  );
  await talk.press('Change answers');
  const asked = textOf(await talk.sees('⚠️ '));
  expect(asked).toContain('Region: Where');
  expect(asked).toContain(WEST);
});
