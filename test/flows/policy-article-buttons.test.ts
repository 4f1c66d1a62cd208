import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { textOf } from '../../src/playground/slack/read-message.ts';
import { startWorld, type World } from '../world.ts';
import { atQuestions, buttonsIn, type Talk, toldTo } from './at-the-wire.ts';
import {
  answerTo,
  atReview,
  closeSound,
  enforcementIn,
  newPolicy,
  REGION_POLICY,
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

/** The region's options in a request for a database, once its namespace is known. */
async function regionsOffered(): Promise<string> {
  const talk = await atQuestions(world);
  await talk.say('name: my-db, namespace: a-team');
  return textOf(await talk.sees('2. Namespace: ✓ a-team'));
}

const FREE = 'Options: us-east-1, us-east-2,';
const BOUND = 'Suggested: us-east-1';

describe('by buttons and the one form', () => {
  async function toRules(who: string): Promise<Talk> {
    const talk = await newPolicy(world, { who });
    const form = await talk.open('Fill in all at once');
    await world.slack.as(who).fillAndSubmit(form, {
      'Further words of your own': 'AWS DB, Aurora',
      'Why it matters': 'Our data stays in one place.',
      Owner: 'a-team',
      'Where it holds': 'Only those named below',
      Namespaces: ['a-team', 'b-team'],
    });
    await talk.sees('What it checks');
    return talk;
  }

  it('is written, looked over, approved and enforced without a typed word', async () => {
    const talk = await toRules('cleo');
    await talk.press('Looks right');
    const review = await talk.sees('Review of the policy');
    expect(textOf(review)).toContain('*Namespaces*\nonly a-team, b-team');
    expect(textOf(review)).toContain('AWS DB, Aurora');
    expect(textOf(review)).toContain('*Covers*\n7 kinds by 3 rules');

    await talk.press('Ask for approval');
    await talk.sees('Waits for approval');
    await talk.press('Switch to deny, by ValidatingAdmissionPolicy', 'drew');
    await talk.press('Approve', 'drew');
    await talk.sees('✅ Enforced');
    expect(enforcementIn(world)).toHaveLength(2);
  });

  it('leaves out a kind and a namespace that the author takes back at the review', async () => {
    const talk = await toRules('cleo');
    const kinds = await talk.open('Leave out kinds');
    await world.slack.as('cleo').fillAndSubmit(kinds, {
      'Kinds that it shall not cover': ['ParameterGroup.rds.aws.cloud.example'],
    });
    await talk.sees('3 rules on 6 kinds');
    await talk.press('Looks right');
    await talk.sees('Review of the policy');
    const scope = await talk.open('Change namespaces');
    await world.slack.as('cleo').fillAndSubmit(scope, { Namespaces: ['a-team'] });
    await talk.sees('*Namespaces*\nonly a-team\n');
    expect(textOf(talk.card('Review of the policy'))).toContain('6 kinds by 3 rules');
  });
});

describe('stored only', () => {
  it('by a curator guides at once, and the cluster enforces nothing', async () => {
    const talk = await atReview(world, { who: 'cleo' });
    await talk.press('Store only');
    await talk.sees('Stored: it guides every recommendation from now on.');

    expect(await regionsOffered()).toContain(BOUND);
    expect(enforcementIn(world)).toEqual([]);
  });

  it('by somebody else waits as a draft, which a curator alone accepts', async () => {
    const talk = await atReview(world, { who: 'ana' });
    await talk.press('Store as a draft');
    await talk.sees('Stored as a draft until a curator accepts it.');
    expect(await regionsOffered()).toContain(FREE);

    await talk.press('Accept', 'ana');
    await talk.press('Accept', 'drew');
    await talk.press('Decline', 'drew');
    for (const who of ['ana', 'drew']) expect(toldTo(world, who)).toContain('Only curators can');
    expect(await answerTo(world, '/dotai policies list', 'ana')).toContain('draft, 3 rules');

    await talk.press('Accept', 'cleo');
    await talk.sees('Accepted: it guides every recommendation');
    expect(await regionsOffered()).toContain(BOUND);
    expect(talk.cards().flatMap((card) => buttonsIn(card))).toEqual([]);
  });

  it('is removed where a curator declines it, or its author takes it back', async () => {
    const declined = await atReview(world, { who: 'ana' });
    await declined.press('Store as a draft');
    await declined.sees('Stored as a draft');
    await declined.press('Decline', 'cleo');
    await declined.sees('Declined by');

    const own = await atReview(world, { who: 'ben' });
    await own.press('Store as a draft');
    await own.sees('Stored as a draft');
    await own.press('Decline', 'ben');
    await own.sees('Taken back by');

    expect(await answerTo(world, '/dotai policies list')).toContain('No policies yet');
    expect(await regionsOffered()).not.toContain(REGION_POLICY);
  });
});
