import { afterEach, beforeEach, expect, it } from 'vitest';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { textOf } from '../../src/playground/slack/read-message.ts';
import { startWorld, type World } from '../world.ts';
import { ask, toldTo } from './at-the-wire.ts';
import {
  answerTo,
  atReview,
  closeSound,
  enforced,
  enforcementIn,
  policyIdIn,
} from './policy-talks.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld({
    cluster: { documents: demoPlatform(), pace: 1_000 },
    organisation: {
      roles: { curators: { people: ['U000000CLEO'] }, approvers: { people: ['U000000DREW'] } },
    },
  });
});
afterEach(() => closeSound(world));

async function restart(): Promise<void> {
  await world.restartBot();
  await world.slack.connected();
  await world.idle();
}

it('a draft waits through restarts for its curator, and guides only then', async () => {
  const talk = await atReview(world, { who: 'ana' });
  await restart();
  await talk.say('store only');
  await talk.sees('Stored as a draft');
  await restart();
  await talk.press('Accept', 'drew');
  expect(toldTo(world, 'drew')).toContain('Only curators can');
  await restart();
  expect(await answerTo(world, '/dotai policies list')).toContain('draft, 3 rules');
  await talk.press('Accept', 'cleo');
  await talk.sees('Accepted: it guides');
  await restart();

  expect(await answerTo(world, '/dotai policies list')).toContain('active, 3 rules');
  expect(textOf(talk.card('Accepted by'))).toContain('Accepted by');
});

it('is found by what it is about, shown and deleted with its enforcement after restarts', async () => {
  const id = policyIdIn(await enforced(world));
  await restart();
  expect(await answerTo(world, '/dotai policies search where may databases run')).toContain(id);
  expect(await answerTo(world, `/dotai policies show ${id}`)).toContain('✅ live: deny');

  const talk = await ask(world, { who: 'cleo', command: `/dotai policies delete ${id}` });
  await restart();
  await talk.press('Delete with its enforcement', 'cleo');
  await talk.sees('Waits for approval');
  await restart();
  await talk.press('Approve', 'drew');
  await restart();
  await talk.sees('Nothing of it is left in the cluster.');

  expect(enforcementIn(world)).toEqual([]);
  expect(await answerTo(world, '/dotai policies list')).toContain('No policies yet');
});

it('is not deleted while somebody changes it', async () => {
  const id = policyIdIn(await enforced(world));
  const talk = await ask(world, { who: 'cleo', command: `/dotai policies edit ${id}` });
  await talk.sees('Review of the policy');
  await restart();

  const said = await answerTo(world, `/dotai policies delete ${id}`);
  expect(said).toContain('is open already and waits for you');
  await talk.say('cancel');
  await restart();
  const removal = await ask(world, { who: 'cleo', command: `/dotai policies delete ${id}` });
  expect(removal.text()).toContain('Delete this policy?');
});
