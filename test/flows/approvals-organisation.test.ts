import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { buttonsOf, textOf } from '../../src/playground/slack/read-message.ts';
import { startWorld, type World } from '../world.ts';
import { appliesIn, atApproval, errorsIn, toldTo } from './at-the-wire.ts';

let world: World;

async function startFor(organisation: unknown): Promise<void> {
  const cluster = { documents: demoPlatform(), pace: 1_000 };
  world = await startWorld({ cluster, isDemo: false, organisation });
}

async function closeCalmly(): Promise<void> {
  const { violations } = world.slack;
  const errors = errorsIn(world);
  await world.close();
  if (violations.length > 0 || errors.length > 0) {
    throw new Error(JSON.stringify({ violations, errors }));
  }
}

describe('where two must approve', () => {
  beforeAll(() =>
    startFor({
      roles: { approvers: { groups: ['S0PLATFORM0'], people: ['U0000000BEN'] } },
      approvals: { quorum: 2 },
    }),
  );
  afterAll(closeCalmly);

  it('one approval is shown and applies nothing, the same again neither, another applies', async () => {
    const talk = await atApproval(world);
    expect(textOf(talk.card('Waits for approval by'))).toContain('2 approvals of');
    await talk.press('Approve', 'cleo');
    await talk.press('Approve', 'cleo');

    expect(textOf(talk.card('Waits for approval by'))).toContain('@U000000CLEO');
    expect(appliesIn(world, 'my-db')).toBe(0);
    await talk.press('Approve', 'ben');
    await talk.sees('Ready: every object');
    expect(appliesIn(world, 'my-db')).toBe(1);
  });

  it('three at the same instant apply it once', async () => {
    const talk = await atApproval(world, { answers: answersFor('at-once') });
    const card = talk.card('Waits for approval by');
    await Promise.all(
      ['ben', 'cleo', 'drew'].map((who) =>
        world.slack.as(who).press(card, { label: 'Approve', asSeen: true }),
      ),
    );
    await talk.sees('Ready: every object');
    await world.idle();

    expect(appliesIn(world, 'at-once')).toBe(1);
  });

  it('an approval lapses when its giver leaves the group before it is applied', async () => {
    const talk = await atApproval(world, { answers: answersFor('lapsed') });
    await talk.press('Approve', 'cleo');
    world.slack.administer(({ userGroups }) => ({
      userGroups: userGroups.map((group) => ({ ...group, members: ['U000000DREW'] })),
    }));
    await talk.press('Approve', 'ben');

    const card = textOf(await talk.sees('An approval no longer holds'));
    expect(card).toContain('2 approvals of');
    expect(appliesIn(world, 'lapsed')).toBe(0);
    await talk.press('Approve', 'drew');
    await talk.press('Approve', 'ben');
    await talk.sees('Ready: every object');
    expect(appliesIn(world, 'lapsed')).toBe(1);
  });
});

describe('where requesters are listed and no approvers, and it is no demo', () => {
  beforeAll(() => startFor({ roles: { requesters: { people: ['U0000000ANA'] } } }));
  afterAll(closeCalmly);

  it('nothing can be applied, and the card shows the lines to add', async () => {
    const talk = await atApproval(world);
    const card = talk.card('Nobody is named as an approver yet');

    expect(textOf(card)).toContain('roles:\n  approvers:');
    expect(buttonsOf(card).map(({ label }) => label)).not.toContain('Approve');
    expect(appliesIn(world, 'my-db')).toBe(0);
  });

  it('nobody but requesters begins a conversation', async () => {
    const before = world.slack.messages('#a-team').length;
    await world.slack.as('ben').command('#a-team', '/dotai recommend a PostgreSQL database');
    await world.idle();

    expect(toldTo(world, 'ben')).toContain('Only requesters can do that');
    expect(world.slack.messages('#a-team')).toHaveLength(before);
  });
});

function answersFor(name: string): string {
  return `name: ${name}, namespace: a-team, size: small, region: us-east-1`;
}
