import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { buttonsOf, textOf } from '../../src/playground/slack/read-message.ts';
import { settled } from '../fakes/clock.ts';
import { createMovingClock } from '../fakes/moving-clock.ts';
import { startWorld, type World } from '../world.ts';
import {
  appliesIn,
  atApproval,
  atReview,
  errorsIn,
  type Talk,
  toldTo,
  writeAs,
} from './at-the-wire.ts';

const HOUR_MS = 3_600_000;
const PLATFORM_TEAM = 'S0PLATFORM0';
const clock = createMovingClock();
let world: World;
let count = 0;

beforeAll(async () => {
  world = await startWorld({
    cluster: { documents: demoPlatform(), pace: 1_000 },
    isDemo: false,
    clock,
    organisation: {
      roles: { approvers: { groups: [PLATFORM_TEAM], people: ['U0000EXTERN', 'U00000GUEST'] } },
      identities: [{ name: 'Ana', accounts: ['U0000000ANA', 'slack:T0000ACME:U000000DREW'] }],
    },
  });
});

afterAll(() => world.close());

/** A waiting change of its own, and the name of its object. */
async function aChange(who = 'ana'): Promise<{ talk: Talk; name: string }> {
  count += 1;
  const name = `db-${count}`;
  const answers = `name: ${name}, namespace: a-team, size: small, region: us-east-1`;
  return { name, talk: await atApproval(world, { who, answers }) };
}

const WAITING = 'Waits for approval by';

describe('who may approve', () => {
  const refused = [
    ['the requester', 'ana', 'Somebody else has to decide about a change that you asked for'],
    ['a second account of the requester', 'drew', 'Somebody else has to decide'],
    ['a member of no approver group', 'ben', 'Only approvers can decide about changes'],
    ['a guest, even one who is listed', 'gus', 'Only full members of this workspace'],
    ['an external person, even one who is listed', 'eve', 'Only full members of this workspace'],
    ['a bot', 'buildbot', 'Only full members of this workspace'],
  ] as const;

  let shared: Awaited<ReturnType<typeof aChange>>;
  beforeAll(async () => {
    shared = await aChange();
  });

  it.each(refused)('not %s', async (_what, who, reason) => {
    const before = toldTo(world, who).length;
    await shared.talk.press('Approve', who);

    expect(toldTo(world, who).slice(before)).toContain(reason);
    expect(textOf(shared.talk.card(WAITING))).toContain(WAITING);
    expect(appliesIn(world, shared.name)).toBe(0);
  });

  it('not somebody who has left the company', async () => {
    setStanding('cleo', 'deactivated');
    await shared.talk.press('Approve', 'cleo');
    setStanding('cleo', 'member');

    expect(toldTo(world, 'cleo')).toContain('Only full members of this workspace');
    expect(appliesIn(world, shared.name)).toBe(0);
  });

  it('a member of the group that dotai.yaml names, whom the card addresses', async () => {
    const { talk, name } = await aChange();
    expect(textOf(talk.card(WAITING))).toContain(PLATFORM_TEAM);
    await talk.press('Approve', 'cleo');

    const card = textOf(await talk.sees('Ready: every object says so itself'));
    expect(card).toContain('@U000000CLEO');
    expect(appliesIn(world, name)).toBe(1);
  });
});

describe('one change', () => {
  it('settles alone: other cards stay as they were', async () => {
    const [first, second, third] = [await aChange(), await aChange(), await aChange('ben')];
    const before = textOf(first.talk.card(WAITING));
    await second.talk.press('Approve', 'cleo');
    await second.talk.sees('Ready: every object');
    await rejectBy('cleo', third.talk, 'not now');

    expect(textOf(first.talk.card(WAITING))).toBe(before);
    expect(appliesIn(world, first.name)).toBe(0);
    expect(appliesIn(world, third.name)).toBe(0);
    await first.talk.press('Approve', 'cleo');
    await first.talk.sees('Ready: every object');
    expect(textOf(third.talk.card('Rejected by'))).toContain('not now');
    expect(second.talk.text()).not.toContain('Rejected');
  });

  it('is applied once when it is approved twice in the same instant', async () => {
    const { talk, name } = await aChange();
    const card = talk.card(WAITING);
    const cleo = world.slack.as('cleo');
    await Promise.all([1, 2, 3].map(() => cleo.press(card, { label: 'Approve', asSeen: true })));
    await talk.sees('Ready: every object');
    await world.idle();

    expect(appliesIn(world, name)).toBe(1);
  });

  it('has no live buttons after it was decided, and an old one says so', async () => {
    const { talk, name } = await aChange();
    const card = talk.card(WAITING);
    await talk.press('Withdraw');
    await talk.sees('Withdrawn by @U0000000ANA');

    expect(buttonsOf(talk.card('Withdrawn by'))).toEqual([]);
    await world.slack.as('cleo').press(card, { label: 'Approve', asSeen: true });
    await world.idle();
    expect(toldTo(world, 'cleo')).toMatch(/already withdrawn|has ended/u);
    expect(appliesIn(world, name)).toBe(0);
  });

  it('is rejected with a reason that stays on the card', async () => {
    const { talk, name } = await aChange();
    await rejectBy('cleo', talk, 'Use the shared server instead.');

    expect(textOf(talk.card('Rejected by'))).toContain(
      'Rejected by @U000000CLEO: Use the shared server instead.',
    );
    await talk.press('Change answers');
    expect(textOf(talk.newest())).toContain(`✓ ${name}`);
    expect(textOf(talk.card('Rejected by'))).toContain('Use the shared server instead.');
    expect(appliesIn(world, name)).toBe(0);
  });

  it('is not rejected by somebody who may not approve it', async () => {
    const { talk } = await aChange();
    await rejectBy('ben', talk, 'I do not like it');

    expect(toldTo(world, 'ben')).toContain('Only approvers can decide');
    expect(textOf(talk.card(WAITING))).toContain(WAITING);
  });

  it('is withdrawn and edited by its requester alone', async () => {
    const { talk } = await aChange();
    await talk.press('Withdraw', 'cleo');
    await talk.press('Change answers', 'cleo');

    expect(toldTo(world, 'cleo')).toContain('Only @U0000000ANA, who asked for it, can do that');
    expect(textOf(talk.card(WAITING))).toContain(WAITING);
  });

  it('that was edited takes no approval any more: the new one asks again', async () => {
    const { talk, name } = await aChange();
    const old = talk.card(WAITING);
    await talk.press('Change answers');
    await talk.say('3. large');
    await talk.say('skip');
    await talk.say('skip');
    await talk.say('skip');
    await talk.say('N/A');
    await talk.press('Request approval');
    await world.slack.as('cleo').press(old, { label: 'Approve', asSeen: true });
    await world.idle();

    expect(textOf(talk.card('a new review and a new change follow'))).toContain(
      'Nothing was applied',
    );
    expect(appliesIn(world, name)).toBe(0);
    await talk.press('Approve', 'cleo');
    await talk.sees('Ready: every object');
    const stored = world.cluster.objects().find(({ metadata }) => nameOf(metadata) === name);
    expect(stored).toMatchObject({ spec: { size: 'large' } });
  });

  it('is asked about again where the live object changed meanwhile', async () => {
    const { talk, name } = await aChange();
    await talk.press('Approve', 'cleo');
    await talk.sees('Ready: every object');
    const answers = `name: ${name}, namespace: a-team, size: medium, region: us-east-1`;
    const again = await atApproval(world, { who: 'ben', answers });
    await writeAs(world, 'kubectl', {
      path: `/apis/platform.acme.example/v1beta1/namespaces/a-team/sqldatabases/${name}`,
      object: {
        apiVersion: 'platform.acme.example/v1beta1',
        kind: 'SqlDatabase',
        metadata: { name, namespace: 'a-team' },
        spec: { version: '15' },
      },
    });
    const applied = appliesIn(world, name);
    await again.press('Approve', 'cleo');

    const moved = textOf(await again.sees('The cluster changed meanwhile'));
    expect(moved).toContain('version');
    expect(moved).toContain(PLATFORM_TEAM);
    expect(appliesIn(world, name)).toBe(applied);
    await again.press('Approve', 'cleo');
    await again.sees('Ready: every object');
    expect(appliesIn(world, name)).toBe(applied + 1);
  });

  it('reminds once, then expires, and says so', async () => {
    const { talk, name } = await aChange();
    clock.advance(5 * HOUR_MS);
    await talk.sees('Still waiting.');
    clock.advance(70 * HOUR_MS);
    await talk.sees('Nobody approved it in time. Nothing was applied.');
    await world.idle();

    expect(talk.text()).not.toContain('Still waiting.');
    expect(talk.text()).toContain('This was decided meanwhile.');
    expect(appliesIn(world, name)).toBe(0);
  });

  it('is asked for even where Slack was down when its card was due', async () => {
    const talk = await atReview(world, {
      answers: 'name: lost, namespace: a-team, size: small, region: us-east-1',
    });
    world.slack.faults.next({ method: 'chat.postMessage', status: 503, times: 3 });
    await talk.press('Request approval');
    expect(talk.text()).not.toContain(WAITING);
    for (let minute = 0; minute < 5; minute += 1) {
      await world.idle();
      clock.advance(60_000);
      await settled();
    }
    await talk.sees(WAITING);
  });

  it('is found again after a restart, with the same card', async () => {
    const { talk, name } = await aChange();
    await world.restartBot();
    await world.slack.connected();
    await talk.press('Approve', 'cleo');
    await talk.sees('Ready: every object');

    expect(appliesIn(world, name)).toBe(1);
    expect(talk.cards().filter((card) => textOf(card).includes('Exactly '))).toHaveLength(1);
  });
});

it('has broken none of Slack’s rules by all this, and logged no error', () => {
  expect(world.slack.violations).toEqual([]);
  expect(errorsIn(world)).toEqual([]);
});

async function rejectBy(who: string, talk: Talk, reason: string): Promise<void> {
  const form = await talk.open('Reject', who);
  await world.slack.as(who).fillAndSubmit(form, { [REASON]: reason });
  await world.idle();
}

const REASON = 'Why, and what would make it acceptable';

function setStanding(name: string, standing: 'member' | 'deactivated'): void {
  world.slack.administer(({ people }) => ({
    people: people.map((one) => (one.name === name ? { ...one, standing } : one)),
  }));
}

function nameOf(metadata: unknown): unknown {
  return typeof metadata === 'object' && metadata !== null && 'name' in metadata
    ? metadata.name
    : undefined;
}
