import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { textOf } from '../../src/playground/slack/read-message.ts';
import { startWorld, type World } from '../world.ts';
import { appliesIn, atApproval, errorsIn, toldTo } from './at-the-wire.ts';
import { aDirectChange, answersFor, copies, copy, DIRECT, pressAs } from './copies.ts';

const ASKS = 'A change waits for approval';
const READY = 'Ready: every object says so itself';
const APPROVERS = { groups: ['S0PLATFORM0'] };

let world: World;

async function begin(organisation: unknown, isDemo = false): Promise<void> {
  const cluster = { documents: demoPlatform(), pace: 1_000 };
  world = await startWorld({ cluster, isDemo, organisation });
}

async function end(): Promise<void> {
  const { violations } = world.slack;
  const errors = errorsIn(world);
  await world.close();
  expect({ violations, errors }).toEqual({ violations: [], errors: [] });
}

describe('where approvals have a channel', () => {
  beforeAll(() =>
    begin({ roles: { approvers: APPROVERS }, approvals: { channel: 'C0000ATEAM0' } }),
  );
  afterAll(end);

  it('a change from a direct message is asked for there, and approved there', async () => {
    const talk = await aDirectChange(world, 'channelled');
    expect(copies(world, DIRECT.cleo, 'channelled')).toEqual([]);
    const message = copy(world, '#a-team', 'channelled');
    expect(textOf(message)).toContain('S0PLATFORM0');
    expect(textOf(talk.card('Asked in the approvals channel.'))).not.toContain('Only you');
    await pressAs(world, 'ben', { message, label: 'Approve' });
    expect(toldTo(world, 'ben')).toContain('Only approvers can decide');
    await pressAs(world, 'cleo', { message, label: 'Approve' });
    await talk.sees(READY);
    await world.idle();

    expect(textOf(copy(world, '#a-team', 'channelled'))).toContain(READY);
    expect(appliesIn(world, 'channelled')).toBe(1);
  });

  it('so is one from another channel, and one from that channel only in its thread', async () => {
    const answers = answersFor('elsewhere');
    const other = await atApproval(world, { channel: '#platform', answers });
    await atApproval(world, { channel: '#a-team', answers: answersFor('at-home') });

    expect(copies(world, '#a-team', 'at-home')).toEqual([]);
    const message = copy(world, '#a-team', 'elsewhere');
    await other.press('Approve', 'cleo');
    await other.sees(READY);
    await world.idle();
    expect(textOf(message)).toContain(ASKS);
    expect(textOf(copy(world, '#a-team', 'elsewhere'))).toContain(READY);
  });

  it('a copy that somebody deletes is posted anew', async () => {
    const talk = await aDirectChange(world, 'deleted');
    const gone = copy(world, '#a-team', 'deleted');
    await asBot('chat.delete', { channel: gone.channel, ts: gone.ts });
    expect(copies(world, '#a-team', 'deleted')).toEqual([]);
    await talk.press('Withdraw');

    expect(textOf(copy(world, '#a-team', 'deleted'))).toContain('Withdrawn by');
  });
});

async function asBot(method: string, fields: Readonly<Record<string, string>>): Promise<void> {
  const response = await fetch(`${world.slack.apiUrl}${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${world.slack.identity.botToken}` },
    body: new URLSearchParams(fields),
  });
  expect(await response.json()).toMatchObject({ ok: true });
}

describe('where the bot is no member of the channel for approvals', () => {
  beforeAll(() =>
    begin({ roles: { approvers: APPROVERS }, approvals: { channel: 'C0000RANDOM' } }),
  );
  afterAll(end);

  it('the requester reads so and what helps, and approvers see on their Home that it waits', async () => {
    const talk = await aDirectChange(world, 'uninvited');
    const card = await talk.sees('I cannot write to the channel');

    expect(textOf(card)).toContain('approvals.channel');
    expect(textOf(card)).not.toContain('Asked in');
    expect(world.log.some(({ msg }) => msg === 'card was refused beside its conversation')).toBe(
      true,
    );
    await talk.press('Check again');
    await talk.sees('Invite me to it, then press Check again.');
    await world.slack.as('cleo').home();
    const home = (): string => textOf({ blocks: world.slack.homeOf('cleo')?.blocks ?? [] });
    await world.slack.waitFor(() => home().includes('uninvited in a-team'));
    expect(home()).toContain('which only @U0000000ANA can open');
  });
});

describe('where any full member may approve', () => {
  beforeAll(() => begin({}, true));
  afterAll(end);

  it('nobody is written to, and the requester reads what would help', async () => {
    const talk = await aDirectChange(world, 'open');
    const card = textOf(talk.card('Waits for approval by'));

    expect(card).toContain('Only you can see this conversation');
    expect(card).toContain('Ask for it in a channel where I am');
    for (const channel of [DIRECT.ben, DIRECT.cleo, DIRECT.drew]) {
      expect(copies(world, channel, 'open')).toEqual([]);
    }
  });

  it('a conversation in a channel needs no such word', async () => {
    const talk = await atApproval(world, { channel: '#platform' });

    expect(talk.text()).not.toContain('Only you can see');
  });
});
