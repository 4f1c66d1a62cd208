import { afterEach, beforeEach, expect, it } from 'vitest';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { buttonsOf, textOf } from '../../src/playground/slack/read-message.ts';
import { startWorld, type World } from '../world.ts';
import { ANSWERS, ask, atQuestions, errorsIn, type Talk } from './at-the-wire.ts';
import { answerTo, applyPastTheBot, policyIdIn, REGION_POLICY } from './policy-talks.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld({ cluster: { documents: demoPlatform(), pace: 1_000 } });
});
afterEach(() => world.close());

/** Types it, and drops the bot and opens it again before anything else is said. */
async function sayAndRestart(talk: Talk, text: string, sees: string): Promise<void> {
  await talk.say(text);
  await talk.sees(sees);
  await restart();
}

async function restart(): Promise<void> {
  await world.restartBot();
  await world.slack.connected();
  await world.idle();
}

/** The article's scene as it was typed, up to the question who approves. */
async function typedToApproval(): Promise<Talk> {
  const talk = await ask(world, { who: 'cleo', command: `/dotai policies new ${REGION_POLICY}` });
  await restart();
  await sayAndRestart(talk, 'AWS DB', '✓ AWS DB');
  await sayAndRestart(talk, 'All of those', 'Why does it matter?');
  await sayAndRestart(talk, 'Write it for me', 'Take it as it is');
  await sayAndRestart(talk, 'a-team', 'Where does it hold?');
  await sayAndRestart(talk, '2. a-team, b-team', 'What it checks');
  await sayAndRestart(talk, 'Looks right', 'Review of the policy');
  await sayAndRestart(talk, 'Show complete Kyverno policy', 'Nothing is enforced before');
  await sayAndRestart(talk, 'Apply Kyverno policy to cluster', 'Waits for approval');
  return talk;
}

it('goes as the article tells it, typed, with a restart after every word, until it is proved', async () => {
  const talk = await typedToApproval();

  expect(talk.told()).toContain('The complete policy is the file pol-');
  const review = textOf(talk.card('Review of the policy'));
  for (const said of [
    `*Policy*\n${REGION_POLICY}`,
    '*Owner*\na-team',
    '*Namespaces*\nonly a-team, b-team',
    '*Covers*\n7 kinds by 3 rules',
    'Rehearsed: 14 of 14 good objects pass, 14 of 14 broken ones are refused.',
  ]) {
    expect(review).toContain(said);
  }

  await talk.press('Approve', 'cleo');
  expect(talk.told()).toContain('Somebody else has to decide');
  await talk.press('Switch to deny, by ValidatingAdmissionPolicy', 'drew');
  await restart();
  await talk.press('Approve', 'drew');
  await restart();
  const change = textOf(await talk.sees('Enforced in deny: what breaks it is refused. Proved:'));
  expect(change).toContain('were refused');
  await talk.sees('✅ Enforced');
  expect(talk.cards().flatMap((card) => buttonsOf(card))).toEqual([]);

  const list = await answerTo(world, '/dotai policies list');
  expect(list).toContain('active, 3 rules · a-team · only a-team, b-team · applied: deny');
  const shown = await answerTo(world, '/dotai policies show AWS databases');
  expect(shown).toContain(`Policy ${policyIdIn(talk)}`);
  expect(shown).toContain('✅ live: deny by a ValidatingAdmissionPolicy');
  expect(errorsIn(world)).toEqual([]);
});

it('then leads a request to the region of the policy, and the cluster keeps everybody else to it', async () => {
  const made = await typedToApproval();
  await made.press('Switch to deny, by ValidatingAdmissionPolicy', 'drew');
  await made.press('Approve', 'drew');
  await made.sees('✅ Enforced');

  const talk = await atQuestions(world);
  await talk.say('name: my-db, namespace: a-team');
  const required = textOf(await talk.sees('2. Namespace: ✓ a-team'));
  expect(required).toContain('Suggested: us-east-1');
  await talk.say('region: eu-west-1');
  const refused = textOf(talk.card('⚠️'));
  expect(refused).toContain(`spec.region must be us-east-1, by the policy “${REGION_POLICY}”`);
  expect(refused).toContain('Why: Where something runs decides how far its data travels');
  await talk.say(ANSWERS);
  await talk.say('skip');
  await talk.say('skip');
  await talk.say('N/A');
  const review = textOf(await talk.sees('The cluster accepted this in a dry run'));
  expect(review).toContain(`Policies\n• ✓ ${REGION_POLICY}: spec.region is us-east-1`);

  const forbidden = await applyPastTheBot(world, { name: 'past', region: 'eu-west-1' });
  expect(forbidden.status).toBe(422);
  expect(forbidden.text).toContain('spec.region must be us-east-1');
  const fine = [
    { name: 'kept', region: 'us-east-1' },
    { name: 'elsewhere', region: 'eu-west-1', namespace: 'default' },
    { name: 'other-cloud', region: 'eu-west-1', provider: 'azure' },
  ];
  for (const database of fine) {
    expect(await applyPastTheBot(world, database)).toMatchObject({ status: 201 });
  }
});
