import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { buttonsOf, textOf } from '../../src/playground/slack/read-message.ts';
import { settled } from '../fakes/clock.ts';
import { createMovingClock } from '../fakes/moving-clock.ts';
import { startWorld, type World } from '../world.ts';
import { appliesIn, atReview, errorsIn, INTENT, toldTo } from './at-the-wire.ts';
import {
  aDirectChange,
  answersFor,
  below,
  copies,
  copy,
  DIRECT,
  filesBelow,
  pressAs,
  textBelow,
} from './copies.ts';

const HOUR_MS = 3_600_000;
const ASKS = 'A change waits for approval';
const READY = 'Ready: every object says so itself';
const APPROVERS = { groups: ['S0PLATFORM0'], people: ['U00000GUEST', 'U0000000ANA'] };

let world: World;
let clock: ReturnType<typeof createMovingClock>;

async function begin(organisation: unknown): Promise<void> {
  clock = createMovingClock();
  const cluster = { documents: demoPlatform(), pace: 1_000 };
  world = await startWorld({ cluster, isDemo: false, clock, organisation });
}

async function end(): Promise<void> {
  const { violations } = world.slack;
  const errors = errorsIn(world);
  await world.close();
  expect({ violations, errors }).toEqual({ violations: [], errors: [] });
}

async function later(hours: number): Promise<void> {
  clock.advance(hours * HOUR_MS);
  await settled();
  await world.idle();
}

describe('a change that is asked for in a direct message', () => {
  beforeAll(() =>
    begin({
      roles: { approvers: APPROVERS },
      identities: [{ name: 'Drew', accounts: ['U000000DREW', 'U0000EXTERN'] }],
    }),
  );
  afterAll(end);

  it('is brought to each who may approve it, and to nobody else', async () => {
    const talk = await aDirectChange(world, 'brought');
    const card = textOf(copy(world, DIRECT.cleo, 'brought'));

    expect(card).toContain(ASKS);
    expect(card).toContain('asked for by @U0000000ANA');
    expect(card).toContain(INTENT);
    expect(card).toMatch(/digest `[0-9a-f]{12}`/u);
    expect(textOf(copy(world, DIRECT.drew, 'brought'))).toBe(card);
    for (const nobody of [DIRECT.ben, DIRECT.gus, DIRECT.ana]) {
      expect(copies(world, nobody, 'brought')).toEqual([]);
    }
    expect(textOf(talk.card('Asked in direct messages'))).toContain(
      'Asked in direct messages: @U000000CLEO, @U000000DREW.',
    );
  });

  it('is not taken for another request by what approvers say below their copy', async () => {
    await aDirectChange(world, 'talked');
    const message = copy(world, DIRECT.cleo, 'talked');
    const cleo = world.slack.as('cleo');
    await cleo.say(DIRECT.cleo, 'this looks good to me, please go on', { thread: message.ts });
    await world.idle();

    expect(toldTo(world, 'cleo') + textBelow(world, message)).toContain('Only the buttons');
    const said = world.slack.messages(DIRECT.cleo).map((one) => textOf(one));
    expect(said.join('\n')).not.toContain('U000000CLEO asks:');
    expect(textOf(copy(world, DIRECT.cleo, 'talked'))).toContain(ASKS);
  });

  it('shows approvers the files of the review, and the buttons that are theirs', async () => {
    await aDirectChange(world, 'files');
    const message = copy(world, DIRECT.cleo, 'files');
    const names = filesBelow(world, message);

    expect(names).toHaveLength(2);
    expect(names.find((name) => name.endsWith('.yaml'))).toMatch(/^files-[0-9a-f]{8}\.yaml$/u);
    expect(names.find((name) => name.endsWith('.diff'))).toMatch(/^files-[0-9a-f]{8}\.diff$/u);
    expect(buttonsOf(message).map(({ label }) => label)).toEqual(['Approve', 'Reject']);
  });

  it('is approved there, applied once, and every card says how it went on', async () => {
    const talk = await aDirectChange(world, 'approved');
    const [cleo, drew] = [
      copy(world, DIRECT.cleo, 'approved'),
      copy(world, DIRECT.drew, 'approved'),
    ];
    await pressAs(world, 'cleo', { message: cleo, label: 'Approve' });
    await talk.sees(READY);
    await world.idle();

    for (const channel of [DIRECT.cleo, DIRECT.drew]) {
      const shown = copy(world, channel, 'approved');
      expect(textOf(shown)).toContain(READY);
      expect(textOf(shown)).toContain('Approved by');
      expect(buttonsOf(shown)).toEqual([]);
      expect(textBelow(world, shown)).not.toContain('is ready.');
    }
    expect(talk.text()).toContain('@U0000000ANA SqlDatabase in AWS is ready.');
    await pressAs(world, 'drew', { message: drew, label: 'Approve' });
    expect(textBelow(world, drew)).toContain('This conversation has ended');
    expect(appliesIn(world, 'approved')).toBe(1);
  });

  it('is rejected there with a reason, which the requester reads', async () => {
    const talk = await aDirectChange(world, 'rejected');
    const drew = world.slack.as('drew');
    await pressAs(world, 'drew', {
      message: copy(world, DIRECT.drew, 'rejected'),
      label: 'Reject',
    });
    const form = await world.slack.waitFor(() => drew.openView(), { what: 'the form' });
    await drew.fillAndSubmit(form, {
      'Why, and what would make it acceptable': 'Use the shared server.',
    });
    await world.idle();

    const words = 'Rejected by @U000000DREW: Use the shared server.';
    expect(textOf(talk.card('Rejected by'))).toContain(words);
    expect(textOf(copy(world, DIRECT.cleo, 'rejected'))).toContain(words);
    expect(appliesIn(world, 'rejected')).toBe(0);
  });

  it('answers a button of before kindly, where it was pressed', async () => {
    const talk = await aDirectChange(world, 'withdrawn');
    const before = copy(world, DIRECT.cleo, 'withdrawn');
    await talk.press('Withdraw');
    const ofAna = talk.text();
    await pressAs(world, 'cleo', { message: before, label: 'Approve' });

    expect(textOf(copy(world, DIRECT.cleo, 'withdrawn'))).toContain('Withdrawn by @U0000000ANA');
    expect(textBelow(world, before)).toMatch(/already withdrawn|has ended/u);
    expect(talk.text()).toBe(ofAna);
  });

  it('refuses one who is no approver any more in their own conversation, not in the requester’s', async () => {
    const talk = await aDirectChange(world, 'lapsed');
    const ofAna = talk.text();
    setMembers(['U000000DREW']);
    await pressAs(world, 'cleo', { message: copy(world, DIRECT.cleo, 'lapsed'), label: 'Approve' });
    setMembers(['U000000CLEO', 'U000000DREW']);

    expect(textBelow(world, copy(world, DIRECT.cleo, 'lapsed'))).toContain(
      'Only approvers can decide about changes',
    );
    expect(talk.text()).toBe(ofAna);
    expect(appliesIn(world, 'lapsed')).toBe(0);
  });

  it('reminds by a new message there, by name', async () => {
    await aDirectChange(world, 'reminded');
    const message = copy(world, DIRECT.cleo, 'reminded');
    expect(textBelow(world, message)).not.toContain('Still waiting');
    await later(5);
    await world.slack.waitFor(() =>
      below(world, message).some((one) => textOf(one).includes('@U000000CLEO Still waiting.')),
    );

    await later(70);
    await world.slack.waitFor(() =>
      textOf(copy(world, DIRECT.cleo, 'reminded')).includes('Nobody approved it in time.'),
    );
  });

  it('leads approvers from their Home to their copy', async () => {
    await aDirectChange(world, 'linked');
    const { ts } = copy(world, DIRECT.cleo, 'linked');
    const link = `/archives/${DIRECT.cleo}/p${ts.replace('.', '')}`;
    await world.slack.as('cleo').home();
    const home = (): string => JSON.stringify(world.slack.homeOf('cleo')?.blocks ?? []);
    await world.slack.waitFor(() => home().includes('linked in a-team'));

    expect(home()).toContain(link);
  });

  it('is brought to approvers, too, where the bot is no member of the channel', async () => {
    const ben = world.slack.as('ben');
    await ben.command('#random', `/dotai recommend ${INTENT}`);
    await world.idle();
    const answers = answersFor('moved');
    for (const said of ['skip', '1', answers, 'skip', 'skip', 'N/A']) {
      await ben.dm(said);
      await world.idle();
    }
    const review = world.slack
      .state()
      .messages.filter(({ channel }) => channel === DIRECT.ben)
      .findLast((one) => buttonsOf(one).some(({ label }) => label === 'Request approval'));
    if (!review) throw new Error('no review');
    await pressAs(world, 'ben', { message: review, label: 'Request approval' });

    expect(textOf(copy(world, DIRECT.cleo, 'moved'))).toContain('asked for by @U0000000BEN');
    expect(textOf(copy(world, DIRECT.ana, 'moved'))).toContain(ASKS);
  });

  it('is posted to nobody twice when the bot loses its place between the posts', async () => {
    await world.slack.as('ana').openMessages();
    const talk = await atReview(world, { channel: DIRECT.ana, answers: answersFor('once') });
    world.slack.faults.next({ method: 'chat.postMessage', dropResponse: true, times: 4 });
    await talk.press('Request approval').catch(() => undefined);
    for (let round = 0; round < 8; round += 1) {
      await world.restartBot();
      await world.slack.connected();
      await world.idle();
      await later(1 / 60);
    }
    expect(filesBelow(world, copy(world, DIRECT.cleo, 'once'))).toHaveLength(2);
    expect(filesBelow(world, copy(world, DIRECT.drew, 'once'))).toHaveLength(2);
    world.slack.faults.clear();
  });

  it('reaches the others where one cannot be written to, and says so', async () => {
    world.slack.faults.next({ method: 'conversations.open', error: 'cannot_dm_bot' });
    const talk = await aDirectChange(world, 'partly');

    const card = textOf(talk.card('Asked in direct messages'));
    expect(card).toContain('Asked in direct messages: @U000000DREW.');
    expect(card).toContain('I could not write directly to @U000000CLEO');
    expect(copies(world, DIRECT.cleo, 'partly')).toEqual([]);
    await talk.press('Check again');
    expect(textOf(copy(world, DIRECT.cleo, 'partly'))).toContain(ASKS);
    expect(textOf(talk.card('Asked in direct messages'))).not.toContain('I could not write');
    expect(copies(world, DIRECT.drew, 'partly')).toHaveLength(1);
  });
});

function setMembers(members: string[]): void {
  world.slack.administer(({ userGroups }) => ({
    userGroups: userGroups.map((group) => ({ ...group, members })),
  }));
}
