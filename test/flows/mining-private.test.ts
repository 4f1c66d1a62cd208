import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { handOver } from '../../src/compose/learning.ts';
import { demoPlatform } from '../../src/playground/platform/demo-platform.ts';
import { buttonsOf, textOf } from '../../src/playground/slack/read-message.ts';
import type { Message } from '../../src/playground/slack/state.ts';
import { startWorld, type World } from '../world.ts';
import { lastToldTo, toldTo } from './at-the-wire.ts';
import { type FoundThings, foundThings } from './candidate-stage.ts';
import { closeSound } from './policy-talks.ts';

const SAID =
  'Everything that must be public in AWS needs an InternetGateway, because the Helios takeover launches in June.';
const BOARD = 'C0000BOARD0';

let world: World;
let found: FoundThings;
beforeEach(async () => {
  world = await startWorld({
    cluster: { documents: demoPlatform(), pace: 1_000 },
    organisation: {
      roles: { curators: { people: ['U000000CLEO', 'U000000DREW'] } },
      mining: { channel: 'C00PLATFORM' },
    },
  });
  found = foundThings(world);
  await world.idle();
});
afterEach(async () => {
  found.close();
  await closeSound(world);
});

/** Where everybody is, and in what each person alone was told. */
function shownInPublic(): string {
  const { slack } = world;
  const channels = ['#platform', '#a-team'].flatMap((channel) =>
    slack
      .messages(channel)
      .flatMap((root) => [root, ...slack.messages(channel, { thread: root.ts })]),
  );
  return [...channels.map((one) => textOf(one)), toldTo(world, 'ana'), toldTo(world, 'cleo')].join(
    '\n',
  );
}

/** What the bot said in the channels where everybody is. */
function spoken(): string {
  const { slack } = world;
  return ['#platform', '#a-team']
    .flatMap((channel) => slack.messages(channel))
    .filter(({ user }) => user === slack.identity.botUserId)
    .map((one) => textOf(one))
    .join('\n');
}

async function cardIn(channel: string, button: string): Promise<Message> {
  const { slack } = world;
  const card = () =>
    slack
      .messages(channel)
      .flatMap((root) => [root, ...slack.messages(channel, { thread: root.ts })])
      .findLast((one) => buttonsOf(one).some(({ label }) => label === button));
  await slack.waitFor(() => card() !== undefined, { what: `a card with ${button}` });
  await world.idle();
  const shown = card();
  if (!shown) throw new Error(`there is no card with ${button}`);
  return shown;
}

describe('a private channel', () => {
  beforeEach(async () => {
    const { slack } = world;
    const members = ['U000000DREW', 'U0000000BEN', slack.identity.botUserId];
    slack.administer(({ channels }) => ({
      channels: [
        ...channels,
        { id: BOARD, name: 'board', kind: 'private', members, isArchived: false },
      ],
    }));
    await slack.as('ben').say('#board', SAID);
    await world.idle();
  });

  it('is seen, decided and quoted among those who are in it', async () => {
    const { slack } = world;
    await slack.as('cleo').command('#platform', '/dotai patterns mine #board since 90d');
    await world.idle();
    expect(textOf(lastToldTo(world, 'cleo'))).toContain('I see no channel #board');

    await slack.as('drew').command('#platform', '/dotai patterns mine #board');
    await world.idle();
    const direct = slack
      .state()
      .channels.find(({ kind, members }) => kind === 'im' && members.includes('U000000DREW'));
    const asking = await cardIn(direct?.id ?? '', 'Open it and read');
    expect(await found.candidates.all()).toEqual([]);
    await slack.as('drew').press(asking, { label: 'Open it and read' });
    await slack.waitFor(
      () => slack.messages(direct?.id ?? '').some((one) => textOf(one).includes('Read #board')),
      { what: 'the end of the job' },
    );
    const review = await cardIn('#board', 'Accept');
    expect(textOf(review)).toContain('Helios');

    for (const who of ['ana', 'cleo']) {
      await slack.as(who).command('#a-team', '/dotai candidates list');
      await world.idle();
    }
    expect(textOf(lastToldTo(world, 'cleo'))).toContain('1 more is from a private channel');
    expect(textOf(lastToldTo(world, 'ana'))).toContain('1 candidate waits for a decision.');
    expect(shownInPublic()).not.toContain('Helios');
    expect(spoken()).not.toContain('board');

    await slack.as('drew').press(review, { label: 'Accept' });
    await world.idle();
    const [pattern] = await found.patterns.all();
    expect(pattern?.owner).toContain('U000000DREW');
    for (const who of ['cleo', 'ben']) {
      await slack.as(who).command('#a-team', `/dotai patterns show ${pattern?.id ?? ''}`);
      await world.idle();
    }
    expect(textOf(lastToldTo(world, 'cleo'))).toContain('from a private channel');
    expect(textOf(lastToldTo(world, 'ben'))).toContain(SAID.slice(0, 40));
  });

  it('is reviewed in a direct conversation where a curator asks for it among others', async () => {
    const { slack } = world;
    const origins = [
      { type: 'channel', label: '#board', channel: BOARD, isPrivate: true },
    ] as const;
    const candidate = await found.put({ title: 'Helios', origins: [...origins] });
    for (const who of ['cleo', 'drew']) {
      await slack.as(who).command('#a-team', `/dotai candidates review ${candidate.id}`);
      await world.idle();
    }
    const direct = slack
      .state()
      .channels.find(({ kind, members }) => kind === 'im' && members.includes('U000000DREW'));

    expect(textOf(lastToldTo(world, 'cleo'))).toContain('Somebody who is in it decides');
    expect(textOf(await cardIn(direct?.id ?? '', 'Accept'))).toContain('Helios');
    expect(shownInPublic()).not.toContain('Helios');
  });
});

describe('what the command line hands over', () => {
  const lesson = { name: 'runbook.md', text: `# Runbook\n\n## Public services\n\n${SAID}\n` };

  it.each(['pressed', 'typed'])(
    'is decided in the curators’ channel by what is %s there',
    async (way) => {
      const { slack } = world;
      await handOver({ dataDirectory: world.config.dataDirectory, redis: undefined }, [lesson]);
      const review = await cardIn('#platform', 'Accept');
      expect(textOf(review)).toContain('Asked for on the command line');
      if (way === 'pressed') await slack.as('cleo').press(review, { label: 'Accept' });
      else
        await slack
          .as('cleo')
          .say('#platform', '<@U000DOTAI> accept', { thread: review.thread_ts ?? review.ts });
      const owner = async () => (await found.patterns.all())[0]?.owner;

      await expect
        .poll(owner, { timeout: 20_000 })
        .toBe(`slack:${slack.identity.teamId}:U000000CLEO`);
    },
  );
});
